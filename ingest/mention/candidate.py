"""A proposal for a mention, before the proposals compete."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhaoshang.ingest.document import Type
from zhaoshang.ontology.values import Span

_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Candidate:
    """``span`` may be a ``type``, says each of ``sources``; ``score`` is the log-odds that it is, once weighed.

    ``value`` is a place's code where certain.
    """

    span: Span
    type: Type
    sources: frozenset[str]
    score: float = 0.0
    features: tuple[str, ...] = field(default=())
    value: str | None = None


def shown(words: str) -> str:
    """``words`` as a part of a feature's name, which holds no blanks."""
    return words if words.isalnum() else _BLANK.sub("_", words)


def united(candidates: list[Candidate]) -> list[Candidate]:
    """The same proposals with those of equal span and type joined, in order of place."""
    same: dict[tuple[int, int, Type], list[Candidate]] = {}
    for c in candidates:
        same.setdefault((c.span.start, c.span.end, c.type), []).append(c)
    return [group[0] if len(group) == 1 else _one(group) for _, group in sorted(same.items())]


def _one(group: list[Candidate]) -> Candidate:
    first = group[0]
    sources = frozenset[str]().union(*(c.sources for c in group))
    return Candidate(first.span, first.type, sources, value=next((c.value for c in group if c.value), None))
