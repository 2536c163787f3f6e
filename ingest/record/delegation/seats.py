"""Whom each person belongs to: the places, firms and bodies that the posts name, or that the row in which a bare post stands tells."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Entity, Kind
from zhaoshang.ontology.values import Span

from .homes import Homes

PEOPLE = frozenset({Kind.OFFICIAL, Kind.EXECUTIVE})
FIRMS = frozenset({Kind.COMPANY, Kind.BODY})


def seats_of(document: Document, homes: Homes) -> dict[str, frozenset[str]]:
    """Person -> what the posts belong to. A unit written once in a list holds for those behind it; a post that names no place
    (市长, 市商务局局长) is one of the article's own place."""
    seats: dict[str, set[str]] = defaultdict(set)
    bare: list[tuple[str, str]] = []
    names = _Names(document)
    for post in (m for m in document.mentions if m.type is Type.POST and m.entity):
        named = _named(names, document, post)
        seats[post.entity] |= named
        if not named and (level := _LEVEL.match(post.span.of(document.text))):
            bare.append((post.entity, level.group(1)))
        elif not named and document.entities[post.entity].kind is Kind.OFFICIAL:
            bare.append((post.entity, ""))
    _owned(document, seats)
    _sided(document, seats)
    _of_team(document, seats, bare)
    _beside(document, seats, bare)
    for person, tier in sorted(bare, key=lambda b: not b[1]):
        if not any(document.entities[s].kind is Kind.REGION for s in seats[person]):
            seats[person] |= homes.of(tier)
    _shared(document, seats)
    _of_offices(document, seats, homes)
    return {person: frozenset(found) for person, found in seats.items()}


_LEVEL = re.compile(r"(?:原|前|时任|代理|代|常务|副|第一|执行)*(自治区|[省市州盟县区旗镇乡])(?!域)")


class _Names:
    """What of the document may be a post's unit: what is named where, and who is called by names that begin with a character."""

    def __init__(self, document: Document) -> None:
        self.ends: dict[int, set[str]] = defaultdict(set)
        for m in document.mentions:
            if m.entity and m.type in _UNITS:
                self.ends[m.span.end].add(m.entity)
        self.opening: dict[str, dict[str, Entity]] = defaultdict(dict)
        for e in document.entities.values():
            if e.kind not in PEOPLE and e.kind is not Kind.PROJECT:
                for name in e.names:
                    self.opening[name[:2]][e.id] = e


_UNITS = (Type.PLACE, Type.FIRM, Type.BODY)


def _named(names: _Names, document: Document, post: Mention) -> set[str]:
    """What the post's own words name, and what stands right before it."""
    text = post.span.of(document.text)
    found = {m.entity for m in document.inside(post.span, *_UNITS) if m.entity}
    before = _unbracketed(document.text, post.span.start)
    return found | names.ends.get(before, set()) | _longest(names, document, post, text)


_SHORT = re.compile(r"[（(](?:以下)?[简簡][称稱：:][^（()），。]{1,16}[）)]$")


def _unbracketed(text: str, start: int) -> int:
    """``start``, or where the bracket before it begins that gives a short name: 甲集团（以下简称甲）｜董事长."""
    found = _SHORT.search(text, max(0, start - 26), start)
    return found.start() if found else start


def _longest(names: _Names, document: Document, post: Mention, text: str) -> set[str]:
    """The entity whose name begins the post and is longest: a chamber, not the city in its name. An executive's post is of no region."""
    executive = document.entities[post.entity].kind is Kind.EXECUTIVE
    fits = [
        (max(len(n) for n in e.names if text.startswith(n)), e.id)
        for e in names.opening.get(text[:2], {}).values()
        if any(len(n) > 1 and text.startswith(n) for n in e.names)
        if not (executive and e.kind is Kind.REGION)
    ]
    return {max(fits)[1]} if fits else set()


def _beside(document: Document, seats: dict[str, set[str]], bare: list[tuple[str, str]]) -> None:
    """霞浦县委书记甲、副县长乙: whoever has a bare post in a row is of the place of the one before, if that is of the level."""
    tiers = {person: tier for person, tier in bare if tier}
    people = (m for m in document.mentions if m.type is Type.PERSON and m.entity)
    for earlier, later in pairwise(people):
        gap = document.text[earlier.span.end : later.span.start]
        if later.entity in tiers and earlier.entity != later.entity and _IN_ROW.fullmatch(gap):
            fits = {s for s in seats.get(earlier.entity, ()) if _is_of(document, s, tiers[later.entity])}
            seats[later.entity] |= fits


_IN_ROW = re.compile(r"(?:[、，]|以及|和|与)[^。；\n]{0,23}")


_OFFICE = re.compile(r"(?:局|厅|办|办公室|委|委员会|部|署|政协|人大|人大常委会|纪委|工商联|中心)$")


def _of_offices(document: Document, seats: dict[str, set[str]], homes: Homes) -> None:
    """安庆市政协主席 is of 安庆市 too, 市商务局局长 of the article's own city."""
    regions = {n: e.id for e in document.entities.values() if e.kind is Kind.REGION for n in e.names if len(n) > 1}
    for person, own in seats.items():
        bodies = [e for e in map(document.entities.__getitem__, own) if e.kind is Kind.BODY and any(map(_OFFICE.search, e.names))]
        if document.entities[person].kind is not Kind.OFFICIAL or any(document.entities[s].kind is Kind.REGION for s in own):
            continue
        for body in bodies:
            named = [(size, regions[b[:size]]) for b in body.names for size in range(2, min(len(b), 12)) if b[:size] in regions]
            level = _LEVEL.match(min(body.names, key=len))
            own |= {max(named)[1]} if named else homes.of(level.group(1)) if level else set()


def _is_of(document: Document, region: str, tier: str) -> bool:
    entity = document.entities[region]
    return entity.kind is Kind.REGION and any(n.endswith(tier) for n in entity.names)


def _owned(document: Document, seats: dict[str, set[str]]) -> None:
    """百宏公司的吴甲, 生益科技张乙: a firm right before a name."""
    ends = {m.span.end: m for m in document.mentions if m.entity and m.type in (Type.FIRM, Type.BODY)}
    for person in (m for m in document.mentions if m.type is Type.PERSON and m.entity):
        before = ends.get(person.span.start) or (ends.get(person.span.start - 1) if document.text[person.span.start - 1] == "的" else None)
        if before:
            seats[person.entity].add(before.entity)


def _of_team(document: Document, seats: dict[str, set[str]], bare: list[tuple[str, str]]) -> None:
    """扬州市党政代表团…，市委书记甲是领队: a bare post in a sentence that begins with a place's team is of that place."""
    teams = [m for m in document.mentions if m.type is Type.GROUP]
    ends = {m.span.end: m.entity for m in document.mentions if m.type is Type.PLACE and m.entity}
    people = {m.entity: m.span.start for m in reversed(document.mentions) if m.type is Type.PERSON and m.entity}
    for person, tier in bare:
        start = people.get(person)
        if start is None or not tier or seats.get(person):
            continue
        sentence = document.sentence_at(start)
        before = (ends.get(t.span.start) for t in teams if sentence.start <= t.span.start < start)
        seats[person] |= {place for place in before if place and _is_of(document, place, tier)}


_SIDE = re.compile(r"(?:公司|集团)?(?:方面|一方|方)[，：:]?(?:有|参加会见的有|参加的有|出席的有)?")


def _sided(document: Document, seats: dict[str, set[str]]) -> None:
    """甲集团方面，投资部经理某某，秘书某某: whoever has no seat of their own up to the next semicolon or stop is of that side."""
    text = document.text
    sides = [(m, found) for m in document.mentions if m.entity and m.type in _UNITS and (found := _SIDE.match(text, m.span.end))]
    borders = [m.span.start for m, _ in sides]
    for side, found in sides:
        stops = [i for mark in "；;。\n" if (i := text.find(mark, found.end())) >= 0]
        end = min([*stops, *(b for b in borders if b > side.span.start)], default=len(text))
        for person in document.inside(Span(found.end(), max(end, found.end() + 1)), Type.PERSON):
            if person.entity and not seats.get(person.entity):
                seats[person.entity].add(side.entity)


def _shared(document: Document, seats: dict[str, set[str]]) -> None:
    """甲集团主席黄某、执行董事贺某: whoever has a post without a unit stands with the one before in the list."""
    people = [m for m in document.mentions if m.type is Type.PERSON and m.entity]
    for earlier, person in pairwise(people):
        gap = document.text[earlier.span.end : person.span.start]
        if person.entity not in seats or seats[person.entity] or len(gap) > 20 or not re.match(r"[、，]|以及|和", gap):
            continue
        seats[person.entity] |= seats.get(earlier.entity, set())
