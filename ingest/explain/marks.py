"""Cutting a text into runs of the same marks, so that nested and overlapping spans can all be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text with a class for its colour and a key (an entity's or a record's) that it belongs to."""

    start: int
    end: int
    style: str
    key: str


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that lies in the same marks throughout, the widest first."""

    text: str
    marks: tuple[Mark, ...]


def runs(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Run]:
    """``text[start:end]`` cut wherever a mark begins or ends; linear in the text, sorted in the marks."""
    inside = [m for m in marks if m.start < end and m.end > start]
    borders = sorted({start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)})
    inside.sort(key=lambda m: (m.start, -m.end, m.key))
    for low, high in pairwise(borders):
        over = tuple(m for m in inside if m.start <= low and m.end >= high)
        yield Run(text[low:high], over)
