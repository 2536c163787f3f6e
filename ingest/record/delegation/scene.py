"""An article as the delegation rules see it: its frames, whom each person belongs to, which place is the paper's own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from zhaoshang.ingest.clause import Act, Frame, frames
from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.mention.view import fold
from zhaoshang.ontology.reading import Kind
from zhaoshang.ontology.values import Span

from .homes import Homes
from .places import inside, same
from .seats import FIRMS, PEOPLE, seats_of

__all__ = ["FIRMS", "PEOPLE", "Scene", "scene", "scenes", "verbless"]


@dataclass(frozen=True, slots=True)
class Scene:
    """``seats`` maps a person to the regions, firms and bodies that the posts name; ``by_sentence`` the frames by sentence;
    ``posts`` a person to the first post that the text gives."""

    document: Document
    folded: str
    frames: tuple[Frame, ...]
    seats: Mapping[str, frozenset[str]]
    homes: Homes
    by_sentence: Mapping[Span, tuple[Frame, ...]] = field(default_factory=dict)
    posts: Mapping[str, Mention] = field(default_factory=dict)

    def home(self, level: str) -> set[str]:
        """The article's own place of a level (省, 市, 县 …): at most one id."""
        return self.homes.of(level)

    def called_by(self, character: str) -> tuple[str, ...]:
        """The region that a single character stands for (鹰 for 鹰潭), where one of the article's fits, or one that holds all that do."""
        fits = [e.id for e in self.document.entities.values() if e.kind is Kind.REGION and any(character in n[:2] for n in e.names)]
        return tuple(e for e in fits if all(self.within(o, e) for o in fits))[:1]

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
    order = {entity: number for number, entity in enumerate(document.entities)}
    for first in range(0, len(document.sentences), _PART):
        part = _part(document, document.sentences[first : first + _PART], first == 0, order)
        low = bisect_left(found, part.sentences[0].start, key=_place)
        high = bisect_left(found, part.sentences[-1].end, key=_place)
        yield _scene(part, folded, found[low:high])


def _place(frame: Frame) -> int:
    return frame.trigger.start


def scene(document: Document) -> Scene:
    """The first of `scenes`: the scene of an article of ordinary length."""
    return next(scenes(document))


def _part(document: Document, sentences: tuple[Span, ...], first: bool, order: Mapping[str, int]) -> Document:
    around = Span(sentences[0].start, sentences[-1].end)
    mentions = tuple(document.inside(around))
    named = sorted({m.entity for m in mentions if m.entity in order}, key=order.__getitem__)
    every = document.article.paragraphs
    low, high = bisect_right(every, around.start, key=lambda p: p.end), bisect_left(every, around.end, key=lambda p: p.start)
    article = replace(document.article, paragraphs=every[low:high], titled=document.article.titled and first)
    return Document(article, sentences, mentions, {i: document.entities[i] for i in named}, sense=document.sense)


def _scene(document: Document, folded: str, found: tuple[Frame, ...]) -> Scene:
    table: dict[Span, list[Frame]] = defaultdict(list)
    for frame in found:
        table[frame.sentence].append(frame)
    homes = Homes(document, found)
    posts = {m.entity: m for m in reversed(document.mentions) if m.type is Type.POST and m.entity}
    return Scene(document, folded, found, seats_of(document, homes), homes, {s: tuple(fs) for s, fs in table.items()}, posts)


def verbless(sentence: Span, word: str) -> Frame:
    """A frame for a sentence without a verb of the lexicon, a row of names behind ``word``: who is named in it was there."""
    return Frame(Act.ATTEND, word, Span(sentence.start, sentence.start + 1), sentence, sentence)
