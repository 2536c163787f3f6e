"""Back-references: to a group of people (一行, 代表团, 考察组) and to one thing (该公司, 我市, 双方)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhaoshang.ingest.document import Type
from zhaoshang.ontology.values import Span

from .candidate import Candidate
from .table import rows
from .view import View


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, Type]]:
    table = {phrase: Type(kind) for phrase, kind in rows("back_references", 2)}
    longest = sorted(table, key=lambda s: (-len(s), s))
    return re.compile("|".join(map(re.escape, longest))), table


_QUALIFIER = re.compile(
    r"(?:(?:党政|经贸|经济|商务|招商|投资|友好|政府|企业家?|企业|客商|学习|外商|采购|访问|参观|洽谈|文化|贸易|工商|农业|旅游|联合|推介|项目|引资)+)$"
)

_FORMS = ("公司", "集团")


def _in_form(text: str, start: int, end: int) -> bool:
    """True for 公司 of 有限公司 and 集团 of 集团有限公司: parts of a legal form point back to nothing."""
    return text.endswith(("有限", "股份", "责任", "集团", "分", "总"), 0, start) or text.startswith(("有限", "股份", "公司"), end)


def find_back_references(view: View) -> Iterator[Candidate]:
    """GROUP and DEIXIS proposals. A group takes its qualifier with it: 经贸代表团, 招商小分队."""
    pattern, table = _pattern()
    for found in pattern.finditer(view.text):
        start, kind = found.start(), table[found.group()]
        if kind is Type.GROUP and found.group() not in ("一行",) and (more := _QUALIFIER.search(view.text, max(0, start - 10), start)):
            start = more.start()
        if found.group() in _FORMS and _in_form(view.text, *found.span()):
            continue
        yield Candidate(Span(start, found.end()), kind, frozenset({"rule:back-reference"}))
