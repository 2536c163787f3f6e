"""Finding places by name in running text: the gazetteer's names, nested ones joined (宜宾市高县), and zones after them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.values import Span

from .division import Division, Level
from .fairs import names_fair
from .load import book
from .lookup import get, inside, resolve
from .names import Found, names_in
from .zones import zone_after, zones_alone

_AFTER = (
    r"(?=考察|投资|调研|访问|参观|参加|参展|开展|创业|洽谈|签约|签订|举办|举行|召开|工作|企业|期间|招商|指导|发展|推介|对接|学习|设立|成立|落户"
    r"|商|乡贤|三地|两地|等地|[，。、；]|$)"
)
_LEVEL_TAIL = re.compile(r"(?:省|市|县|区|州|盟|旗|地区|自治区|自治州|自治县)")
_FREE = re.compile(r"^$|[^\u4e00-\u9fff]|[在到往赴入驻户于的]")
"""Behind these an everyday word may be a county whose zone follows (富民｜工业园区), not the end of another word (大化｜工园区)."""
_JOINT = re.compile(r"(?:中[马德韩日新法意俄泰越柬老哈白印尼沙以瑞英荷奥]|中国[—–-]{1,2})$")
"""中马钦州产业园区, 中国—东盟产业合作区: the two countries of a zone."""
_GENERIC = frozenset({"城区", "新城区", "郊区", "市区", "老城区"})
_BEFORE = re.compile(r"[、赴到往抵]")
_BEHIND = re.compile(r"、|等地|等县|籍|人(?=[，。、])")
_INSIDE_WORD = re.compile(r"(?:大学|学院|银行|证券|路|街|大道|话|菜|人寿|日报|晚报|商报|师范|医院|机场|火车站|站)")


_CONTEXT = 40
"""So many other places, the most frequent, are asked what a shared name means."""
_NEAR = 12
"""A name so near behind another may be part of that one's zone: 晋江（长汀）工业园区."""


@cache
def _letters() -> re.Pattern[str]:
    letters = "".join(book().letters)
    return re.compile(rf"(?<=[赴莅抵访驻离来在进返援入])(?P<letter>[{letters}]){_AFTER}")


def find_places(text: str, context: Iterable[str] = ()) -> list[Mention]:
    """The places in ``text`` (simplified characters), in order: mentions of Type.PLACE.

    ``value`` is the code of the place where it is certain (GB/T 2260, ISO 3166 for countries), None for zones and what
    stays open; ``context`` are codes of places known otherwise, such as that of the paper. Nested names are one mention
    with the innermost code. ``sources``: ``gazetteer``, with ``rule:zone`` for a zone (its span takes in the place before
    it), ``rule:letter`` for 来沪, ``rule:group`` for groups of places, ``rule:beside-city`` for a short name that its city beside it
    makes sure. ``score`` is lower for short names of counties.
    """
    chains = _chains(text, names_in(text))
    ahead = _certain(chains)
    context = [*context, *ahead][:_CONTEXT]
    found = [mention for chain in chains if (mention := _mention(text, chain, context))]
    found += [_letter(match) for match in _letters().finditer(text)]
    taken = {i for m in found for i in range(m.span.start, m.span.end)}
    found += [_zone(start, end) for start, end in zones_alone(text) if start not in taken and end - 1 not in taken]
    return _outermost(sorted(found, key=lambda m: (m.span.start, -m.span.end)))


def _outermost(found: list[Mention]) -> list[Mention]:
    """Without what lies inside another: the 中国 of 中国—东盟产业合作区. ``found`` is in order of place, the longest first."""
    kept: list[Mention] = []
    for m in found:
        if not kept or m.span.end > kept[-1].span.end:
            kept.append(m)
    return kept


def _chains(text: str, names: list[Found]) -> list[list[Found]]:
    """Names that stand side by side and nest (省, 市, 县) in one list each."""
    chains: list[list[Found]] = []
    for name in names:
        last = chains[-1] if chains else None
        beside = last is not None and last[-1].end == name.start
        options = _nested(last[-1].options, name.options) if last and beside and not _is_said(text, last[-1], name) else ()
        if last and beside and (options or (_is_zone(text, name) and inside(name.options[0], last[-1].options[0]))):
            last.append(Found(name.start, name.end, options or name.options))
        elif last and name.start < last[-1].end + _NEAR and name.end <= zone_after(text, last[-1].end):
            continue
        else:
            chains.append([name])
    return chains


def _nested(outer: tuple[str, ...], inner: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in inner if any(code != o and inside(code, o) for o in outer))


def _is_said(text: str, outer: Found, inner: Found) -> bool:
    """我国｜新建: a country and an everyday word, no county of it."""
    return outer.options[0] == "CN" and text[inner.start : inner.end] in book().everyday


def _is_zone(text: str, name: Found) -> bool:
    return text[name.start : name.end] in book().zones


def _certain(chains: list[list[Found]]) -> list[str]:
    """Codes that no context is needed for, the most frequent first: what the others are read by."""
    counts: dict[str, int] = {}
    for chain in chains:
        last = chain[-1]
        if len(last.options) == 1 and not last.weak and last.options[0][:2].isdigit():
            counts[last.options[0]] = counts.get(last.options[0], 0) + 1
    return sorted(counts, key=lambda code: -counts[code])


def _mention(text: str, chain: list[Found], context: list[str]) -> Mention | None:
    start, last = chain[0].start, chain[-1]
    end = zone_after(text, last.end)
    if end > last.end and (len(chain) > 1 or text[start : last.end] not in book().everyday or _FREE.search(text, max(0, start - 1), start)):
        if joint := _JOINT.search(text, max(0, start - 4), start):
            start = joint.start()
        return Mention(Span(start, end), Type.PLACE, None, score=0.9, sources=("gazetteer", "rule:zone"))
    if len(chain) == 1 and last.weak:
        return _weak(text, last, context)
    place = _choose(text, last, context)
    if _is_zone(text, last):
        return Mention(Span(start, end), Type.PLACE, None, sources=("gazetteer", "rule:zone"))
    if text[start : last.end] in _GENERIC and (place is None or place.parent not in context):
        return None
    level = place.level if place else Level.TOWNSHIP
    if level in (Level.COUNTRY, Level.GROUP) and names_fair(text, start, last.end):
        return None
    source = ("gazetteer", "rule:group") if level is Level.GROUP else ("gazetteer",)
    value = place.code if place and level is not Level.GROUP else None
    return Mention(Span(start, last.end), Type.PLACE, value, score=_score(text, chain, place), sources=source)


def _weak(text: str, name: Found, context: list[str]) -> Mention | None:
    """A district's or county's short name, if its city is named as well; for an everyday word, only in a list or after a verb of motion."""
    near = [code for code in name.options if get(code).parent in context]
    everyday = text[name.start : name.end] in book().everyday
    if len(near) != 1 or (everyday and not (_BEFORE.search(text, max(0, name.start - 1), name.start) or _BEHIND.match(text, name.end))):
        return None
    score = 0.5 if everyday else 0.7
    return Mention(Span(name.start, name.end), Type.PLACE, near[0], score=score, sources=("gazetteer", "rule:beside-city"))


def _choose(text: str, name: Found, context: list[str]) -> Division | None:
    if len(name.options) == 1:
        return get(name.options[0])
    place = resolve(text[name.start : name.end], context)
    return place if place and place.code in name.options else None


def _score(text: str, chain: list[Found], place: Division | None) -> float:
    last = chain[-1]
    if _INSIDE_WORD.match(text, last.end):
        return 0.4
    if len(chain) > 1 or _LEVEL_TAIL.search(text[last.end - 1 : last.end]):
        return 1.0
    if place is None:
        return 0.6
    return {Level.COUNTY: 0.75, Level.TOWNSHIP: 0.7}.get(place.level, 0.95)


def _letter(match: re.Match[str]) -> Mention:
    return Mention(
        Span(*match.span("letter")), Type.PLACE, book().letters[match["letter"]], score=0.6, sources=("gazetteer", "rule:letter")
    )


def _zone(start: int, end: int) -> Mention:
    return Mention(Span(start, end), Type.PLACE, None, score=0.6, sources=("rule:zone",))
