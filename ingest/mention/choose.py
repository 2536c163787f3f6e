"""Proposals compete: each is weighed by its features, and the set of non-overlapping ones with the greatest sum is taken.

A log-linear model: the log-odds of a proposal is the sum of the weights of its features. Weighted interval scheduling
(Kleinberg and Tardos, Algorithm Design, 6.1) then finds the best set in O(n log n).
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import repeat

from zhaoshang.ingest.document import Type

from .candidate import Candidate
from .table import rows


@cache
def weights() -> dict[str, float]:
    """``type:feature`` -> weight, as ``train.py`` wrote them."""
    return {feature: float(weight) for feature, weight in rows("weights", 2)}


@cache
def _by_type() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for feature, weight in weights().items():
        kind, _, name = feature.partition(":")
        table[kind][name] = weight
    return table


def weigh(candidate: Candidate, features: Iterable[str]) -> Candidate:
    """The candidate with its features and its log-odds."""
    named = tuple(features)
    table = _by_type().get(candidate.type, {})
    score = sum(map(table.get, named, repeat(0.0)))
    return Candidate(candidate.span, candidate.type, candidate.sources, score, named, candidate.value)


def probability(log_odds: float) -> float:
    """The logistic function."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def best(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The non-overlapping candidates whose scores sum to the most, in order of place; negative ones are never taken."""
    able = sorted(_with_nested(c for c in candidates if c.score > 0), key=lambda c: (c.span.end, c.span.start, c.type))
    ends = [c.span.end for c in able]
    value = [0.0]
    taken: list[int] = []
    for number, c in enumerate(able):
        before = bisect_right(ends, c.span.start, 0, number)
        gain = value[before] + c.score
        taken.append(before if gain > value[number] else -1)
        value.append(max(gain, value[number]))
    chosen: list[Candidate] = []
    number = len(able)
    while number > 0:
        before = taken[number - 1]
        if before >= 0:
            chosen.append(able[number - 1])
            number = before
        else:
            number -= 1
    return chosen[::-1]


_HOLDS = frozenset({Type.FIRM, Type.BODY})


def _with_nested(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """A firm or body that holds a place's name, or 公司, does not compete with it: it is a part of the name, so its score is added."""
    able = sorted(candidates, key=lambda c: (c.span.start, c.span.end))
    parent = {c.span.start: c.score for c in able if c.type is Type.FIRM and "bracketed" not in c.features}
    places = [c for c in able if c.type in (Type.PLACE, Type.DEIXIS)]
    starts = [c.span.start for c in places]
    for c in able:
        if c.type not in _HOLDS:
            yield c
            continue
        inside = places[bisect_left(starts, c.span.start) : bisect_left(starts, c.span.end)]
        if "bracketed" in c.features:  # 海汇机电（安康）有限公司 holds the name of its parent as well
            c = replace(c, score=c.score + max(0.0, parent.get(c.span.start, 0.0)))
        within = [p for p in inside if p.span.end <= c.span.end and p.span != c.span]
        more = _in_row(within) if c.type is Type.BODY else max((p.score for p in within), default=0.0)
        yield replace(c, score=c.score + more)


def _in_row(places: Sequence[Candidate]) -> float:
    """What places score that follow each other: 韩国驻上海总领事馆 holds the names of two."""
    total, end = 0.0, -1
    for place in places:
        if place.span.start >= end:
            total, end = total + max(p.score for p in places if p.span.start == place.span.start), place.span.end
    return total
