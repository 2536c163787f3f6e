"""Where one sentence or paragraph tells of several trips: lists parted by semicolons, another day, guests received one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from zhaoshang.ingest.document import Mention, Type

from .scene import PEOPLE, Scene
from .stride import Step, happened

_SETTING_OUT = ("leads", "goes")


def listed_apart(scene: Scene, earlier: Step, later: Step) -> bool:
    """甲赴沪…；乙带队赴穗…: both set out, each in a member of a list of its own."""
    if earlier.frame.sentence != later.frame.sentence or later.rule not in _SETTING_OUT or later.frame.inherited:
        return False
    return bool(later.people or later.orgs) and "；" in scene.folded[earlier.frame.trigger.end : later.frame.trigger.start]


def sets_out(step: Step) -> bool:
    """A step that tells in so many words who came or went where."""
    if not happened(step) or step.frame.reported:
        return False
    if step.rule in ("leads", "received", "made-of", "hosted-away"):
        return bool(step.people or step.orgs or step.group)
    return step.rule == "goes" and bool(step.targets or step.called) and bool(step.people or step.orgs or step.group)


def sets_out_anew(scene: Scene, groups: Sequence[Sequence[Step]], step: Step) -> bool:
    """A step that tells of a further trip though its people are of the side of the one before: in a list, or on a day of its own.

    Asked of a step that fits no trip so far: whoever is known from one travels on a day that lies apart from it."""
    if not groups or not happened(step) or step.frame.reported or step.rule not in _SETTING_OUT:
        return False
    dated = bool(step.targets) and step.frame.date is not None and not step.frame.carried
    if dated and any({*step.people} & {*s.people, *s.along} for group in groups for s in group):
        return True
    if step.frame.inherited:
        return False
    if listed_apart(scene, groups[-1][-1], step):
        return bool(step.people or step.targets)
    reached = {t for s in groups[-1] for t in s.targets}
    return dated and bool(reached) and not set(step.targets) & reached and any(scene.seats.get(p) for p in step.people)


def parties(scene: Scene, step: Step) -> Iterator[Step]:
    """会见甲一行，乙一行: guests who came apart are received apart. The step as it is where there is but one party."""
    found = _parties(scene, step) if step.rule == "received" and len(step.people) > 1 else []
    if len(found) < 2:
        yield step
        return
    for number, party in enumerate(found):
        frame = replace(step.frame, trigger=party[0].span) if number else step.frame
        yield replace(step, frame=frame, people=tuple(m.entity for m in party))


def _parties(scene: Scene, step: Step) -> list[list[Mention]]:
    """The rows of the step's people, each closed by 一行."""
    people = [m for m in scene.document.inside(step.frame.sentence, Type.PERSON) if m.entity in step.people]
    found: list[list[Mention]] = [[]]
    for m, following in pairwise([*people, None]):
        if m is None or scene.kind(m.entity) not in PEOPLE:
            continue
        found[-1].append(m)
        if following and scene.folded.startswith("一行", m.span.end):
            found.append([])
    closed = bool(people) and scene.folded.startswith("一行", people[-1].span.end)
    return [party for party in found if party] if closed else []
