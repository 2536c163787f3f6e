"""Places: those that the gazetteer knows, zones, what the networks know besides (towns abroad), and the organs that act for a place.

A place's party committee, government or zone committee is the place: 佳木斯市委、市政府 is one mention of 佳木斯市.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhaoshang.ingest.document import Type
from zhaoshang.ingest.gazetteer.scan import find_places as in_gazetteer
from zhaoshang.ingest.gazetteer.zones import zones_named
from zhaoshang.ontology.values import Span

from .brands import brand_kind
from .candidate import Candidate
from .kinds import suffix_of
from .view import View

_ORGANS = r"(?:委|人民政府|政府|党委|党工委|工委|管委会|管理委员会|行署)"
_LEVELS = r"(?:自治[区州县]|地区|[省市州盟县区旗镇乡])"
_MORE = rf"(?:[、和]{_LEVELS}?{_ORGANS})*"
_NOT_ORGAN = (
    r"(?!书记|副书记|常委|委员|办|[组宣统]|政法|党校|主任|副主任|秘书|副秘书|研究|督查|副[省市县区州]长|机关|巡|全会|网|官网|党委"
    r"|采购|投资|引导|质量|部门|大楼)"
)
_BEHIND = re.compile(rf"{_LEVELS}?{_ORGANS}{_MORE}{_NOT_ORGAN}")
_ALONE = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:{_LEVELS}{_ORGANS}|管委会){_MORE}{_NOT_ORGAN}|(?:[省市州县区]委、[省市州县区]政府){_NOT_ORGAN}"
)
_BUILDING = re.compile(r"(?:饭店|酒店|宾馆|大厦|会议中心|会展中心|[念博物览示育]馆|剧院|大学|大会堂|商场|超市)$")
"""What the networks take for places and names a house."""
_PLACE_WORD = re.compile(r"[省市县区州盟旗镇乡村岛洲湾]$")


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the gazetteer: its span and its code ("" where open or a zone)."""

    span: Span
    code: str
    score: float
    sources: tuple[str, ...]


def known_places(text: str) -> list[Known]:
    """What the gazetteer finds in the folded ``text``."""
    return [Known(m.span, m.value if isinstance(m.value, str) else "", m.score, m.sources) for m in in_gazetteer(text)]


def find_places(view: View, known: Iterable[Known]) -> list[Candidate]:
    """Proposals for places; those with a code carry it as their value."""
    known, begin = list(known), [w.start for w in view.words]
    others = {place.span for place in known if _is_other_word(view, begin, place)}
    known = [place for place in known if place.span not in others]
    found: list[Candidate] = []
    for place in known:
        sources = frozenset({*place.sources, f"sure={int(place.score * 4) / 4:g}"})
        found.append(Candidate(place.span, Type.PLACE, sources, value=place.code or None))
        if organ := _BEHIND.match(view.text, place.span.end):
            found.append(Candidate(Span(place.span.start, organ.end()), Type.PLACE, sources | {"rule:organ"}, value=place.code or None))
    starts = {w.start for w in view.words}
    alone = (Span(*m.span()) for m in _ALONE.finditer(view.text) if m.start() in starts)
    found += [Candidate(span, Type.PLACE, frozenset({"rule:organ"})) for span in alone]
    taken = {i for place in known for i in range(place.span.start, place.span.end)}
    for start, own, end in zones_named(view.text):
        if start in starts and brand_kind(view.of(start, own)) in ("own", "part") and not any(i in taken for i in range(start, end)):
            found.append(Candidate(Span(start, end), Type.PLACE, frozenset({"rule:zone-named"})))
    return found + [c for c in _by_networks(view, [place.span for place in known]) if c.span not in others]


_HOUSE = re.compile(r"(?:大|国际|假日)?(?:酒店|饭店|宾馆|大厦)")
_CITY_OF_GUESTS = re.compile(r"[、赴往到抵在西]来宾|.?来宾[市、]")
_COMMON = frozenset({"n", "v", "vn", "vd", "a", "ad", "an", "d"})
"""Labels of LAC's words that are no names."""


def _is_other_word(view: View, begin: list[int], place: Known) -> bool:
    """投资｜兴业 holds no 资兴, a guest (来宾) is no city, and a hotel of that name (香格里拉大酒店) is not the town."""
    if _HOUSE.match(view.text, place.span.end):
        return True
    if place.span.end - place.span.start > 2 or "rule:zone" in place.sources:
        return False
    if view.of(place.span.start, place.span.end) == "来宾":
        return not _CITY_OF_GUESTS.match(view.text, max(0, place.span.start - 1))
    first, last = (view.words[bisect_right(begin, offset) - 1] for offset in (place.span.start, place.span.end - 1))
    if not {first.label, last.label} <= _COMMON:
        return False
    if (first.start, first.end) == (place.span.start, place.span.end):
        return first.label != "n"
    return first.start < place.span.start and last.end > place.span.end


def _by_networks(view: View, known: list[Span]) -> Iterator[Candidate]:
    """What the networks take for a place and the gazetteer does not hold whole; the gazetteer's own are only confirmed."""
    spans = [(w.start, w.end, "lac") for w in view.words if w.label == "LOC"]
    spans += [(n.start, n.end, "cutword") for n in view.names if n.label == "LOC"]
    exact = {(s.start, s.end) for s in known}
    inside = {i for s in known for i in range(s.start, s.end)}
    for start, end, source in spans:
        name = view.of(start, end)
        if (start, end) in exact:
            yield Candidate(Span(start, end), Type.PLACE, frozenset({source}))
        elif start in inside and end - 1 in inside:
            continue
        elif suffix_of(name)[1] in ("place", "zone") or _PLACE_WORD.search(name):
            yield Candidate(Span(start, end), Type.PLACE, frozenset({source, "named-level"}))
        elif not any(i in inside for i in range(start, end)) and len(name) >= 2 and not _BUILDING.search(name):
            yield Candidate(Span(start, end), Type.PLACE, frozenset({source, "unknown"}))
