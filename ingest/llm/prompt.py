"""The question to the model, in Chinese, made from the ontology's definitions."""

from __future__ import annotations

from functools import cache

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import ROLES

from .schema import CLASS_OF, definitions, meaning


@cache
def system() -> str:
    """What is said before every article."""
    lines = ['你从招商引资报道中抽取事实，只输出JSON：{"records": [...]}。每条记录有type和若干角色，角色的值是字符串数组。', ""]
    for kind, roles in ROLES.items():
        lines.append(f"{kind}：{definitions()[CLASS_OF[kind]]}")
        lines += [f"  {role}：{meaning(kind, role)}" for role in roles]
    lines += [
        "", "规则：", "1. 名称必须逐字出自原文，不得改写、补全或翻译。原文没有的不写。",
        "2. 只写已经发生的；计划、邀请、取消的不写。", "3. 一趟出访或接待是一条delegation；每人每个职务一条tenure。",
        "4. 没有可写的，records为空数组。",
    ]  # fmt: skip
    return "\n".join(lines)


def question(article: Article, limit: int) -> str:
    """The article, with its date; cut at a paragraph where it is longer than ``limit`` characters."""
    text = article.text
    if len(text) > limit:
        text = text[: text.rfind("\n", limit // 2, limit) if "\n" in text[limit // 2 : limit] else limit]
    return f"报道日期：{article.published or '不详'}\n\n{text}"
