"""Which sum is the investment in which project: 总投资N的X, X总投资N, 投资N建设X, and a sum of its own sentence behind the project's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.values import Money

from .links import Links
from .mask import Masked, pattern

_LABEL = pattern(
    r"(?:投资|投下?|总额|估算|概算|投入|出资|增资|追加|拿出?|砸下?|掏出?|斥资|耗资|花费?|总造价|总引资|签约额|投总资)(?:总?额|金额|规模|总量|合计|总计|约为|大约|初步|为|是|人民币|达到?|约|超过?|近|过|逾|共|"
    r"一共|同样|不少于|不低于|了|将|上|达|高达|预计|计划|预算|估计|拟|需|会|在|：|:|\s)*$"
)
_NOT = pattern(
    r"(?:注册资本|注册资金|收入|产值|营收|利税|税收|利润|贷款|授信|订单|采购|购销|出让金|已完成|完成|年度|今年|年内|今年计划|补贴|奖励|捐|市场|交易|"
    r"首期|前期|累计|到位|固定资产|财政|基金|销售|年交易|出口|进口|贸易)[^，。；{M}]{0,9}$"
)
_OWN = pattern(r"^[^，。；]{0,3}(?:的)?(?:人民币)?(?:总?投资)(?!项目|的)")
_COUNTED = re.compile(
    r"(?:\d+|[一二两三四五六七八九十]+)[余多]?(?:个|项|宗)(?:[^，。；的]{0,8}?)(?:项目|协议|合同)?|项目(?:共|共计|有|达|数)?\d+[余多]?(?:个|项)"
)
_ANAPHOR = re.compile(
    r"^(?:据悉|据介绍|据了解|其中|同时|目前|此外)?[，,]?(?:该|这个|此|这一)?(?:项目|工程|园区|基地|一期|全长|计划|预计|总)"
)


_VALUED = pattern(r"<J>(?:，(?:总)?金额(?:约|为|达|共)?|[（(：:]?(?:约|近)?)$")
"""The sum of the project named right before it; behind anything else it is the agreement's."""
_ROW = pattern(r"(?:^|[；：])[^；：]{0,12}<J>，(?:约|近)?$")
_ROW_END = re.compile(r"(?:[^，。；]{0,6})(?:[；。]|$)")
_BUILDS = pattern(r"(?:人民币)?(?:建设|新建|兴建|投建|建立|打造|上马|建)[^，。；{M}]{0,12}<J>")
_TOTAL = re.compile(r"总(?:的)?投资(?:总额|额)?(?:约|为|达|共|近|预计|估算|概算|规模|超过?|逾)*$")


def is_investment(sentence: Masked, at: int) -> bool:
    """True if the sum at masked index ``at`` is called an investment (总投资, 概算 …), not revenue, a loan or what is already spent."""
    before = sentence.text[max(0, at - 16) : at]
    if _NOT.search(before):
        return False
    return bool(_LABEL.search(before)) or bool(_OWN.match(sentence.text[at + 1 : at + 8]))


def sums(links: Links) -> Iterator[tuple[str, Mention, str]]:
    """(project's entity id, the sum's mention, the rule's name) for every investment that can be tied to one project."""
    focus = ""
    for span in links.document.sentences:
        sentence = links.masked(span)
        owners = [i for i, m in sorted(sentence.mentions.items()) if m.type is Type.PROJECT]
        for at in [i for i, m in sorted(sentence.mentions.items()) if m.type is Type.MONEY]:
            found = _owner(links.document, sentence, at, owners, focus)
            if found:
                yield found[0], sentence.mentions[at], found[1]
        if owners:
            focus = sentence.mentions[owners[-1]].entity


def _owner(document: Document, sentence: Masked, at: int, owners: list[int], focus: str) -> tuple[str, str] | None:
    if not isinstance(sentence.mentions[at].value, Money):
        return None
    text = sentence.text
    if (found := _of(sentence, at, owners)) is not None:
        return sentence.mentions[found].entity, "sum.of"
    if not is_investment(sentence, at) and not _listed(text, at) and not _valued(text, at):
        return None
    left, right = _segment(text, at)
    behind = [i for i in owners if at < i < right and not pattern("<M>").search(text, at + 1, i)]
    ahead = [i for i in owners if left <= i < at]
    if behind and re.match(r"[^。；]{0,24}(?:建设|新建|兴建|建立|建|打造|设立|上|用于|投资|开发)", text[at + 1 : behind[0]]) and not ahead:
        return sentence.mentions[behind[0]].entity, "sum.build"
    if len(ahead) >= 2 and "分别" in text[ahead[-1] : at + 1]:
        return _in_order(sentence, at, ahead)
    if len(ahead) >= 2 and "等" in text[ahead[-1] : at]:
        return None
    if ahead and not _counted(text, ahead[-1], at):
        return sentence.mentions[ahead[-1]].entity, "sum.behind"
    if behind and not _counted(text, left, at):
        return sentence.mentions[behind[0]].entity, "sum.before"
    if not owners and focus and not _counted(text, 0, at) and _of_focus(text, at):
        return focus, "sum.focus"
    earlier = [i for i in owners if i < at]
    if earlier and not ahead and not _counted(text, earlier[-1], at) and len(owners) == 1:
        return sentence.mentions[earlier[-1]].entity, "sum.behind"
    return None


def _of_focus(text: str, at: int) -> bool:
    """True if a sum in a sentence without projects is that of the project told of before it."""
    return bool(_ANAPHOR.match(text) or at <= 12 or "项目" in text[:at] or _TOTAL.search(text[:at]))


def _valued(text: str, at: int) -> bool:
    """True for a sum that its place alone ties to a project: X项目3亿元, X项目，3亿元；Y项目，2亿元, 3亿元建设X."""
    if _NOT.search(text[max(0, at - 16) : at]):
        return False
    row = _ROW.search(text[:at]) and _ROW_END.match(text, at + 1) and "；" in text
    return bool(_VALUED.search(text[:at]) or row or _BUILDS.match(text, at + 1))


def _listed(text: str, at: int) -> bool:
    """True for the further sums of 分别投资M、N."""
    return bool(pattern(r"分别(?:计划|总)*投资(?:约)?(?:<M>[、和])+$").search(text[:at]))


def _in_order(sentence: Masked, at: int, ahead: list[int]) -> tuple[str, str] | None:
    """A、B分别投资M、N: the sums go to the projects in order."""
    start = sentence.text.rfind("分别", 0, at)
    rank = sum(1 for i, m in sentence.mentions.items() if m.type is Type.MONEY and start < i < at)
    listed = [i for i in ahead if i < start]
    return (sentence.mentions[listed[rank]].entity, "sum.behind") if rank < len(listed) else None


def _of(sentence: Masked, at: int, owners: list[int]) -> int | None:
    """The project in 总投资N的X: right behind 的, or behind the firm or place that the name begins with."""
    found = pattern(r"(?:人民币)?的(?!有)(?:<O>)?[^，。；、有{M}]{0,10}?<J>").match(sentence.text, at + 1)
    before = sentence.text[max(0, at - 12) : at]
    if found and not _NOT.search(before):
        return found.end() - 1
    return None


def _segment(text: str, at: int) -> tuple[int, int]:
    """The part of the sentence between semicolons that holds ``at``."""
    left = max(text.rfind("；", 0, at), text.rfind(";", 0, at)) + 1
    ends = [i for i in (text.find("；", at), text.find(";", at)) if i >= 0]
    return left, min(ends, default=len(text))


def _counted(text: str, start: int, end: int) -> bool:
    """True if a number of projects stands between: then the sum is their total."""
    return bool(_COUNTED.search(text, start, end)) or bool(pattern(r"<C>").search(text, start, end) and "项目" in text[start:end])
