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
    return _BLANK.sub("_", words)


def united(candidates: list[Candidate]) -> list[Candidate]:
    """The same proposals with those of equal span and type joined, in order of place."""
    sources: dict[tuple[int, int, Type], set[str]] = {}
    values: dict[tuple[int, int, Type], str | None] = {}
    for c in candidates:
        key = (c.span.start, c.span.end, c.type)
        sources.setdefault(key, set()).update(c.sources)
        values[key] = values.get(key) or c.value
    return [Candidate(Span(key[0], key[1]), key[2], frozenset(names), value=values[key]) for key, names in sorted(sources.items())]
