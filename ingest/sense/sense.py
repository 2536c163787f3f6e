"""What the network says of an article's candidates: trips, roles in them, projects, and who or what belongs to a project or signing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from zhaoshang.ingest.document import Document
from zhaoshang.ontology.values import Span

from .blas import single
from .marks import marks, words_of
from .net import encode, head
from .trace import Floats, Trace, weights

STEPS, NAMINGS, SITES = 20, 12, 8
"""How many steps of a trip, namings of an entity and sites of a project are looked at."""

_ONE = np.ones(1, dtype=np.float32)


@dataclass(frozen=True)
class Sense:
    """``held`` is a row for each word, ``sums`` their running sums, ``starts`` where the words begin."""

    starts: Sequence[int]
    held: Floats
    sums: Floats
    _trips: dict[tuple[Span, ...], Floats] = field(default_factory=dict, repr=False)
    _namings: dict[tuple[Span, ...], Floats] = field(default_factory=dict, repr=False)
    _means: dict[Span, Floats] = field(default_factory=dict, repr=False)

    def trip(self, stretches: Sequence[Span], steps: Sequence[Span]) -> list[float]:
        """Log-probabilities that a candidate is no trip and that it is one."""
        return _logs(head("trip", self._told(stretches, steps)))

    def role(self, group: str, stretches: Sequence[Span], steps: Sequence[Span], namings: Sequence[Span], inside: bool) -> list[float]:
        """Log-probabilities of the roles of a person, firm or place (``group``) in a trip, none first; ``inside``: the trip's stretches
        name it."""
        named = self._named(tuple(namings[:NAMINGS]))
        trip = self._told(stretches, steps)[: len(named)]
        return _logs(head(f"role.{group}", np.concatenate([named, trip, _ONE * float(inside)])))

    def project(self, sites: Sequence[Span]) -> float:
        """Log-odds that what stands at ``sites`` is a project."""
        rows = self._rows(sites[:SITES])
        return float(head("proj", np.concatenate([rows.mean(0), rows.max(0), _ONE * math.log(len(rows))]))[0])

    def pair(self, role: str, at: Span, other: Span) -> float:
        """Log-odds that ``other`` fills ``role`` for the project or signing told of at ``at``."""
        one, two = self._mean(at), self._mean(other)
        away = words_of(self.starts, other)[0] - words_of(self.starts, at)[0]
        return float(head(f"pair.{role}", np.concatenate([one, two, one * two, weights()["dist.weight"][apart(away)]]))[0])

    def _named(self, namings: tuple[Span, ...]) -> Floats:
        """Of an entity, which is asked about for every trip."""
        if namings not in self._namings:
            rows = self._rows(namings)
            self._namings[namings] = np.concatenate([rows.mean(0), rows.max(0)])
        return self._namings[namings]

    def _rows(self, spans: Sequence[Span]) -> Floats:
        return np.stack([self._mean(span) for span in spans])

    def _mean(self, span: Span) -> Floats:
        if span not in self._means:
            low, high = words_of(self.starts, span)
            self._means[span] = ((self.sums[high] - self.sums[low]) / (high - low)).astype(np.float32)
        return self._means[span]

    def _told(self, stretches: Sequence[Span], steps: Sequence[Span]) -> Floats:
        key = (*stretches, *steps)
        if key not in self._trips:
            ranges = [words_of(self.starts, span) for span in stretches or steps[:1]]
            every = np.concatenate([self.held[low:high] for low, high in ranges])
            self._trips[key] = np.concatenate([self._rows(steps[:STEPS]).mean(0), every.max(0), every.mean(0)])
        return self._trips[key]


def apart(words: int) -> int:
    """A distance in words as one of 24 classes, finer where it is short."""
    size = min(11, int(math.log2(abs(words) + 1) * 1.6))
    return size if words >= 0 else 12 + size


def _logs(scores: Floats) -> list[float]:
    top = float(scores.max())
    total = top + math.log(float(np.exp(scores - top).sum()))
    return [float(score) - total for score in scores]


def sensed(document: Document) -> Document:
    """The document with its sense, as far as the mention room left a trace of its words."""
    trace: Trace | None = document.trace
    if trace is None or not trace.starts:
        return document
    with single():
        held = encode(trace.seen, marks(document, trace))
    sums = np.concatenate([np.zeros((1, held.shape[1])), held.cumsum(axis=0, dtype=np.float64)])
    return replace(document, trace=None, sense=Sense(trace.starts, held, sums))
