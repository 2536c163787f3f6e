"""An article as the delegation rules see it: its frames, whom each person belongs to, which place is the paper's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from zhaoshang.ingest.clause import Frame, frames
from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.mention.view import fold
from zhaoshang.ontology.reading import Entity, Kind
from zhaoshang.ontology.values import Span

from .homes import Homes
from .places import inside, same

PEOPLE = frozenset({Kind.OFFICIAL, Kind.EXECUTIVE})
FIRMS = frozenset({Kind.COMPANY, Kind.BODY})


@dataclass(frozen=True, slots=True)
class Scene:
    """``seats`` maps a person to the regions, firms and bodies that the posts name; ``by_sentence`` the frames by sentence."""

    document: Document
    folded: str
    frames: tuple[Frame, ...]
    seats: Mapping[str, frozenset[str]]
    homes: Homes
    by_sentence: Mapping[Span, tuple[Frame, ...]] = field(default_factory=dict)

    def home(self, level: str) -> set[str]:
        """The article's own place of a level (省, 市, 县 …): at most one id."""
        return self.homes.of(level)

    def called_by(self, character: str) -> tuple[str, ...]:
        """The region that a single character stands for (鹰 for 鹰潭), where exactly one of the article's fits."""
        fits = [e.id for e in self.document.entities.values() if e.kind is Kind.REGION and any(character in n[:2] for n in e.names)]
        return tuple(fits) if len(fits) == 1 else ()

    def kind(self, entity: str) -> Kind | None:
        """The entity's kind; None for one that the document does not list."""
        found = self.document.entities.get(entity)
        return found.kind if found else None

    def mentions(self, entity: str) -> Iterator[Mention]:
        """The mentions that name ``entity``, posts left out."""
        return (m for m in self.document.mentions if m.entity == entity and m.type is not Type.POST)

    def regions_of(self, person: str) -> frozenset[str]:
        """The regions among the person's seats."""
        return frozenset(s for s in self.seats.get(person, frozenset()) if self.kind(s) is Kind.REGION)

    def firms_of(self, person: str) -> frozenset[str]:
        """The firms and bodies among the person's seats."""
        return frozenset(s for s in self.seats.get(person, frozenset()) if self.kind(s) in FIRMS)

    def within(self, one: str, other: str) -> bool:
        """True if region ``one`` is ``other`` or lies in it."""
        a, b = self.document.entities.get(one), self.document.entities.get(other)
        return bool(a and b and inside(a, b))

    def same_place(self, one: str, other: str) -> bool:
        """True if both are one region."""
        a, b = self.document.entities.get(one), self.document.entities.get(other)
        return bool(a and b and same(a, b))


_PART = 120
"""Sentences that are looked at together. No news article is longer; what is longer is many texts in one file, or no text at all,
and its trips are sought part by part, so that time grows with length alone."""


def scenes(document: Document) -> Iterator[Scene]:
    """The scene of ``document``; of one with more than 120 sentences, the scenes of its parts."""
    folded, found = fold(document.text), frames(document)
    if len(document.sentences) <= _PART:
        yield _scene(document, folded, found)
        return
    for first in range(0, len(document.sentences), _PART):
        part = _part(document, document.sentences[first : first + _PART], first == 0)
        low = bisect_left(found, part.sentences[0].start, key=_place)
        high = bisect_left(found, part.sentences[-1].end, key=_place)
        yield _scene(part, folded, found[low:high])


def _place(frame: Frame) -> int:
    return frame.trigger.start


def scene(document: Document) -> Scene:
    """The first of `scenes`: the scene of an article of ordinary length."""
    return next(scenes(document))


def _part(document: Document, sentences: tuple[Span, ...], first: bool) -> Document:
    around = Span(sentences[0].start, sentences[-1].end)
    mentions = tuple(document.inside(around))
    named = {m.entity for m in mentions if m.entity}
    paragraphs = tuple(p for p in document.article.paragraphs if p.overlaps(around))
    article = replace(document.article, paragraphs=paragraphs, titled=document.article.titled and first)
    return Document(article, sentences, mentions, {i: e for i, e in document.entities.items() if i in named})


def _scene(document: Document, folded: str, found: tuple[Frame, ...]) -> Scene:
    table: dict[Span, list[Frame]] = defaultdict(list)
    for frame in found:
        table[frame.sentence].append(frame)
    homes = Homes(document, found)
    return Scene(document, folded, found, _seats(document, homes), homes, {s: tuple(fs) for s, fs in table.items()})


def _seats(document: Document, homes: Homes) -> dict[str, frozenset[str]]:
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
    _beside(document, seats, bare)
    for person, tier in sorted(bare, key=lambda b: not b[1]):
        if not any(document.entities[s].kind is Kind.REGION for s in seats[person]):
            seats[person] |= homes.of(tier)
    _shared(document, seats)
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
    return found | names.ends.get(post.span.start, set()) | _longest(names, document, post, text)


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


def _shared(document: Document, seats: dict[str, set[str]]) -> None:
    """甲集团主席黄某、执行董事贺某: whoever has a post without a unit stands with the one before in the list."""
    people = [m for m in document.mentions if m.type is Type.PERSON and m.entity]
    for earlier, person in pairwise(people):
        gap = document.text[earlier.span.end : person.span.start]
        if person.entity not in seats or seats[person.entity] or len(gap) > 20 or not re.match(r"[、，]|以及|和", gap):
            continue
        seats[person.entity] |= seats.get(earlier.entity, set())
