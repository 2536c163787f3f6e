"""Bodies by the places before them: 泰国|广西商会, 如|皋市工商联, 韩国驻|上海总领事馆 as networks cut them; 温州市外办, which none sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from zhaoshang.ingest.document import Type
from zhaoshang.ontology.values import Span

from .candidate import Candidate
from .places import Known
from .table import rows

_SOCIETY = re.compile(
    r"(?:商会|协会|联合会|总会|会馆|联谊会|同乡会|促进会|学会|公会|会议所|联盟|大学|研究院|领事馆|办事处|代表处|联络处|大使馆|领馆|使馆)$"
)
_SENT = re.compile(r"(?:人民政府|政府)?驻$")
_STOP = "的了在与和及等是到赴于从对由为向来往率带、，。；：（）()“”《》驻"
_SURE = 3.0
"""The weight of a suffix that tells a body by itself."""


def led_by_places(text: str, found: Iterable[Candidate], places: Sequence[Known]) -> list[Candidate]:
    """The bodies of ``found`` that a place's name leads or runs into, from where that name begins."""
    ends = {k.span.end: k.span.start for k in places}
    inside = {i: k.span.start for k in places for i in range(k.span.start + 1, k.span.end)}
    begins = {k.span.start for k in places}
    more: list[Candidate] = []
    for body in (c for c in found if c.type is Type.BODY):
        start = body.span.start
        if start in inside:
            more.append(_from(body, inside[start]))
        elif (before := _leader(text, start, ends)) is not None and (start not in begins or _SOCIETY.search(text, start, body.span.end)):
            more.append(_from(body, before))
    return more


def _leader(text: str, start: int, ends: dict[int, int]) -> int | None:
    """Where the place begins that ends at ``start``, or before a 驻 or 人民政府驻 there."""
    found = _SENT.search(text, max(0, start - 5), start)
    return ends.get(found.start() if found else start)


def _from(body: Candidate, start: int) -> Candidate:
    return Candidate(Span(start, body.span.end), body.type, body.sources | {"rule:led"})


@cache
def _pattern() -> re.Pattern[str]:
    suffixes = sorted(
        (s for s, kind, weight in rows("suffixes", 3) if kind == "body" and float(weight) >= _SURE), key=lambda s: (-len(s), s)
    )
    known = "|".join(map(re.escape, suffixes))
    return re.compile(rf"(?:(?![{_STOP}])[\u4e00-\u9fff]){{0,10}}?(?:{known})(?![长员家办处])")


def behind_places(text: str, places: Iterable[Known]) -> list[Candidate]:
    """What stands between a place's name and a word that tells a body: 温州|市外办."""
    found = ((k.span.start, m.end()) for k in places if (m := _pattern().match(text, k.span.end, k.span.end + 16)))
    return [Candidate(Span(start, end), Type.BODY, frozenset({"rule:body"})) for start, end in found]
