"""Candidate trips that are one trip told in pieces: in one sentence, or by a team without a leader that comes from the same place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta

from zhaoshang.ontology.reading import Kind

from .parting import listed_apart
from .scene import Scene
from .step import Step
from .trip import Trip, day_of

_SLACK = timedelta(days=4)


REACH = 2
"""How many paragraphs on a dropped subject may still mean the travellers."""


def apart(scene: Scene, one: Step, other: Step) -> int:
    """How many paragraph borders lie between two steps."""
    starts = [p.start for p in scene.document.article.paragraphs]
    return abs(bisect_right(starts, one.frame.trigger.start) - bisect_right(starts, other.frame.trigger.start))


def told_ahead(scene: Scene, step: Step, first: Step) -> bool:
    """Members named ahead of the journey's first step, or in one sentence with it: they fit no trip when they are met."""
    lone = step.rule == "made-of" and not step.orgs
    return lone and step.frame.trigger <= first.frame.trigger and apart(scene, step, first) <= REACH


def pieces_joined(scene: Scene, found: list[Trip]) -> list[tuple[Step, ...]]:
    """The steps of each trip, those of pieces of one trip put together; in the order of ``found``.

    A piece joins the first trip before it that it fits, so that the work is quadratic in the trips of one scene, which are few.
    """
    kept: list[tuple[Trip, list[Step]]] = []
    for piece in found:
        whole = next((k for k in kept if _one(scene, k[0], k[1], piece)), None)
        if whole is None:
            kept.append((piece, list(piece.steps)))
        else:
            whole[1].extend(piece.steps)
    return [tuple(sorted(steps, key=lambda s: _body_first(scene, s))) for _, steps in kept]


def _body_first(scene: Scene, step: Step) -> tuple[bool, int]:
    article = scene.document.article
    return article.titled and article.paragraphs[0].covers(step.frame.sentence), step.frame.trigger.start


def _one(scene: Scene, whole: Trip, steps: list[Step], piece: Trip) -> bool:
    if not _days_meet(steps, piece.steps):
        return False
    article = scene.document.article
    body = {s.frame.sentence for s in steps if not (article.titled and article.paragraphs[0].covers(s.frame.sentence))}
    if body & {s.frame.sentence for s in piece.steps}:
        return not _told_apart(scene, whole, steps, piece)
    if not piece.leaders and not (whole.leaders and piece.steps[0].rule == "goes" and piece.own):  # 高新区、发改委赴X: a team of its own
        return not piece.own or not whole.own or related(scene, whole.own, piece.own)
    return not whole.leaders and (related(scene, whole.own, piece.own) or _met_alike(steps, piece.steps))


def _met_alike(ones: Iterable[Step], others: Iterable[Step]) -> bool:
    """A team comes, and somebody who leads one is received by the same hosts, or reaches the same place."""
    a, b = ({e for s in side for e in (*s.hosts, *s.targets, *s.called)} for side in (ones, others))
    return bool(a & b)


def _told_apart(scene: Scene, whole: Trip, steps: list[Step], piece: Trip) -> bool:
    """One sentence, but a list of journeys, or guests who are received one after another."""
    first = piece.steps[0]
    if set(whole.leaders) & set(piece.leaders):
        return False
    if first.rule == "received" and piece.leaders and any(s.frame.clause == first.frame.clause and s.hosts == first.hosts for s in steps):
        return bool(whole.leaders)
    return any(listed_apart(scene, s, first) for s in steps)


def related(scene: Scene, ones: Iterable[str], others: Iterable[str]) -> bool:
    """True if a place, firm or body of one side is one of the other, lies in it, or bears its name or level.

    上海市企业联合会 and 上海, 县商务局 and 临水县.
    """
    others = list(others)
    return any(a == b or _near(scene, a, b) or _near(scene, b, a) for a in ones for b in others)


def _near(scene: Scene, one: str, other: str) -> bool:
    if scene.kind(other) is not Kind.REGION:
        return False
    if scene.kind(one) is Kind.REGION:
        return scene.within(one, other)
    forms, names = scene.document.entities[one].names, scene.document.entities[other].names
    return any(len(n) > 1 and (full.startswith(n) or full[0] == n[-1]) for full in forms for n in names)


def _days_meet(ones: Iterable[Step], others: Iterable[Step]) -> bool:
    """False where both tell days and these lie apart."""
    a, b = _stretch(ones), _stretch(others)
    return not a or not b or (b[0] <= a[1] + _SLACK and a[0] <= b[1] + _SLACK)


def _stretch(steps: Iterable[Step]) -> tuple[date, date] | None:
    own = [s.frame.when for s in steps if s.frame.when and not s.frame.carried]
    days = [d for when in own for last in (False, True) if (d := day_of(when, last))]
    return (min(days), max(days)) if days else None
