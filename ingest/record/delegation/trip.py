"""A trip, and which parts of the text speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from zhaoshang.ingest.document import DateRange, Type
from zhaoshang.ontology.values import PartialDate, Span

from .scene import Scene
from .step import Step


@dataclass(frozen=True, slots=True)
class Trip:
    """Steps of one trip in the order of the text. ``leaders`` lead it, ``own`` are the regions, firms and bodies that they come from,
    ``stretches`` the parts of the text that speak of it: sentences, or pieces of one that tells of several trips."""

    steps: tuple[Step, ...]
    leaders: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    stretches: tuple[Span, ...] = ()

    @property
    def people(self) -> frozenset[str]:
        """Everybody who is said to travel."""
        return frozenset(p for s in self.steps for p in (*s.people, *s.along)) | frozenset(self.leaders)

    @property
    def incoming(self) -> bool:
        """True if the text stands on the hosts' side."""
        telling = [s for s in self.steps if s.rule in ("leads", "goes", "received") or (s.rule == "accompanied" and s.incoming)]
        return sum(s.incoming for s in self.steps) * 2 > len(telling)


def day_of(when: DateRange | None, last: bool = False) -> date | None:
    """The first day of a stretch of time, or its last; mid-month where only the month is known, None where not even that is."""
    found: PartialDate | None = None if when is None else (when.end or when.start) if last else when.start
    if found is None or found.month is None:
        return None
    return date(found.year, found.month, found.day or 15)


def with_stretches(scene: Scene, found: list[Trip]) -> tuple[Trip, ...]:
    """The trips with their stretches: each belongs to the trip of the last step before it in its paragraph, else to the one that most
    steps tell of."""
    if not found:
        return ()
    main = max(found, key=lambda t: len(t.steps))
    starts = {step.frame.trigger.start: trip for trip in found for step in trip.steps}
    table: dict[int, list[Span]] = {id(t): [] for t in found}
    for paragraph in scene.document.article.paragraphs:
        pieces = [p for s in scene.document.sentences if paragraph.covers(s) for p in _pieces(scene, s, starts)]
        current = next((t for p in pieces if (t := _owner(p, starts))), main)
        for piece in pieces:
            current = _owner(piece, starts) or current
            table[id(current)].append(piece)
    return tuple(replace(t, stretches=tuple(table[id(t)])) for t in found)


def _owner(piece: Span, starts: dict[int, Trip]) -> Trip | None:
    return next((trip for place, trip in sorted(starts.items()) if piece.start <= place < piece.end), None)


def _pieces(scene: Scene, sentence: Span, starts: dict[int, Trip]) -> Iterator[Span]:
    """A sentence whole, or cut where the steps of another trip begin."""
    places = sorted(p for p in starts if sentence.start <= p < sentence.end)
    begin = sentence.start
    for one, other in pairwise(places):
        if starts[one] is not starts[other]:
            cut = _clause_start(scene, one, other)
            if begin < cut < sentence.end:
                yield Span(begin, cut)
                begin = cut
    yield Span(begin, sentence.end)


_COMMA = re.compile(r"[，；。：,;]")


def _clause_start(scene: Scene, low: int, high: int) -> int:
    """Where the clause around ``high`` begins, not before ``low``; a clause before it that is only a day goes with it."""
    marks = [low + m.end() for m in _COMMA.finditer(scene.folded[low:high])]
    if len(marks) > 1 and _is_day(scene, Span(marks[-2], marks[-1])):
        return marks[-2]
    return marks[-1] if marks else high


def _is_day(scene: Scene, clause: Span) -> bool:
    return any(clause.end - m.span.end <= 4 for m in scene.document.inside(clause, Type.DATE))
