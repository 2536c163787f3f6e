"""A proposal for a mention, before the proposals compete."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhaoshang.ingest.document import Type
from zhaoshang.ontology.values import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """``span`` may be a ``type``, says each of ``sources``; ``score`` is the log-odds that it is, once weighed."""

    span: Span
    type: Type
    sources: frozenset[str]
    score: float = 0.0
    features: tuple[str, ...] = field(default=())


def united(candidates: list[Candidate]) -> list[Candidate]:
    """The same proposals with those of equal span and type joined, in order of place."""
    sources: dict[tuple[int, int, Type], set[str]] = {}
    for c in candidates:
        sources.setdefault((c.span.start, c.span.end, c.type), set()).update(c.sources)
    return [Candidate(Span(a, b), kind, frozenset(names)) for (a, b, kind), names in sorted(sources.items())]
