"""How alike two descriptions are: a score, and sentences that name the features it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhaoshang.ontology.known import Known

ACCEPT = 0.8
"""From here on two are one."""
DOUBT = 0.5
"""From here on, below ACCEPT, they stay two and a person is asked."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``score`` in [0, 1] with its reasons."""

    score: float
    reasons: tuple[str, ...]


def best(*verdicts: Verdict | None) -> Verdict:
    """The strongest of several features; the reasons of the others that speak for the same are kept behind its own."""
    found = sorted((v for v in verdicts if v is not None), key=lambda v: -v.score)
    if not found:
        return Verdict(0.0, ())
    reasons = dict.fromkeys(r for v in found if v.score >= DOUBT or v is found[0] for r in v.reasons)
    bonus = 0.01 * sum(v.score >= ACCEPT for v in found[1:])
    return Verdict(min(0.99, found[0].score + bonus), tuple(reasons))


def shared(one: Sequence[str], other: Sequence[str]) -> str:
    """The first of ``one`` that is in ``other`` too, else ""."""
    return next((value for value in one if value in set(other)), "")


def overlap(one: Known, other: Known) -> bool | None:
    """True if the times of the two may be the same, False if they cannot be, None if one has none. Reduced dates cover their span."""
    if not (one.start and other.start):
        return None
    return _low(one.start) <= _high(other.end or other.start) and _low(other.start) <= _high(one.end or one.start)


def _low(date: str) -> str:
    return date + "-00"[: 0 if len(date) == 10 else 3]


def _high(date: str) -> str:
    return date + "-99-99"[: 10 - len(date)]
