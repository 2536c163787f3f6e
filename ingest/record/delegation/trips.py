"""Which steps are one trip: the same leader or a group that points back, on days that fit together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from zhaoshang.ingest.clause import Act
from zhaoshang.ontology.reading import Kind

from .away import away_steps, signed_steps
from .fellows import with_fellows
from .heads import head_steps
from .merge import REACH, apart, pieces_joined, told_ahead
from .parting import parties, sets_out, sets_out_anew
from .scene import Scene
from .step import Step, happened, steps
from .trip import Trip, day_of, with_stretches

_SLACK = timedelta(days=4)


def trips(scene: Scene) -> tuple[Trip, ...]:
    """The candidate trips of the article, in the order in which the body first speaks of them. Not all are trips: ``judge`` decides."""
    title = scene.document.article.paragraphs[0] if scene.document.article.titled else None
    told = (*with_fellows(scene, steps(scene)), *away_steps(scene), *head_steps(scene))
    signed = () if any(map(sets_out, told)) else tuple(signed_steps(scene))
    every = sorted((*told, *signed), key=lambda s: s.frame.trigger)
    body = [s for s in every if title is None or not title.covers(s.frame.sentence)]
    headed = [s for s in every if title is not None and title.covers(s.frame.sentence)]
    groups: list[list[Step]] = [[s] for s in headed if s.rule in ("hosted-away", "signed-away") and s.people][:1]
    known = [s for s in headed if s.rule in ("leads", "goes", "party")]
    for step in (party for s in body for party in parties(scene, s)):
        _place(scene, groups, step, known)
    for group in groups[:1]:
        group.extend([s for s in body if s not in group and told_ahead(scene, s, group[0])])
    for step in (s for s in headed if [s] not in groups):
        _place_title(scene, groups, step)
    found = [_trip(scene, group) for group in groups]
    return with_stretches(scene, [_trip(scene, steps) for steps in pieces_joined(scene, found)])


def _place(scene: Scene, groups: list[list[Step]], step: Step, known: list[Step]) -> None:
    step = _turned(scene, [*groups, known], step)
    for group in reversed(groups):
        if _people(group) & {*step.people} and _days_fit(group, step):
            group.append(step)
            return
    if under_way := _visited_by(groups, step):
        under_way.append(replace(step, people=(), along=(), orgs=()))
    elif _begins(scene, groups, step):
        groups.append([step])
    elif groups:
        group = next((g for g in reversed(groups) if any(happened(s) for s in g)), groups[-1])
        if step.group or apart(scene, group[-1], step) <= REACH:
            group.append(replace(step, people=()) if _is_guest(scene, group, step) else step)


def _visited_by(groups: list[list[Step]], step: Step) -> list[Step] | None:
    """The trip under way that an event away from home is part of: told in one sentence with it, held by its people or where it went."""
    if step.rule not in ("hosted-away", "signed-away") or not groups:
        return None
    if groups[-1][-1].frame.sentence == step.frame.sentence and _people(groups[-1]):
        return groups[-1]
    guests = {*step.people, *step.along}
    led = (g for g in reversed(groups) if any(s.rule == "leads" for s in g) and _days_fit(g, step))
    return next((g for g in led if _people(g) & guests or {t for s in g for t in s.targets} & {*step.targets}), None)


_PURPOSE = re.compile(r"招商|引资|推介|洽谈|经贸|陪同")
_JOURNEY = re.compile(r"招商|考察|洽谈|访问|拜访|学习|推介|走访|参观|组团|代表团")
_OTHER_NEWS = re.compile(r"又讯|另讯|此前|此外|另外|去年|早在|刚来")
_AWAY = re.compile(r"期间|赴|前往|抵达|拜会|在[^，。]{2,8}(?:会见|会晤|见了|见到|接见)")


def _turned(scene: Scene, groups: list[list[Step]], step: Step) -> Step:
    """A会见B: B has come to A, unless A is known to be on the way or the text says that A is elsewhere."""
    if step.rule in ("talks", "meets", "visits") and any(_people(g) & {*step.hosts} for g in groups):
        return replace(step, people=step.hosts, hosts=step.people)
    if step.rule == "received" and _under_way(groups, step.hosts) and not _under_way(groups, step.people):
        return replace(step, rule="meets", people=step.hosts, hosts=step.people, group="", incoming=False)
    at_table = step.rule == "talks" and _official_meets_firm(scene, step)
    if (step.rule != "meets" and not at_table) or not step.people or any(_people(g) & {*step.people} for g in groups):
        return step
    seats = {s for p in step.people for s in scene.regions_of(p)}
    places = {m.entity for m in step.frame.places if m.entity}
    elsewhere = places and seats and not any(scene.within(p, s) for p in places for s in seats)
    text = scene.folded[step.frame.sentence.start : step.frame.trigger.end]
    if elsewhere and _AWAY.search(text):
        return step
    return replace(step, rule="received", people=step.hosts, hosts=step.people, incoming=True)


def _under_way(groups: list[list[Step]], people: Iterable[str]) -> bool:
    """Whether one of the people is known to be travelling to others."""
    own = {*people}
    return any(own & {*s.people, *s.along} for g in groups for s in g if s.rule in ("leads", "goes", "party", "visits"))


def _place_title(scene: Scene, groups: list[list[Step]], step: Step) -> None:
    group = next((g for g in groups if _people(g) & {*step.people}), groups[0] if groups else None)
    if group is not None:
        group.append(step)
    elif _begins(scene, groups, step):
        groups.append([step])


def _people(group: Iterable[Step]) -> set[str]:
    return {p for s in group for p in (*s.people, *s.along)}


def _official_meets_firm(scene: Scene, step: Step) -> bool:
    """书记甲、市长乙与丙集团董事长丁座谈, said of nobody on the way."""
    if step.frame.inherited or not step.hosts or not step.people or step.targets:
        return False
    return all(scene.kind(p) is Kind.OFFICIAL for p in step.people) and scene.kind(step.hosts[0]) is Kind.EXECUTIVE


def _begins(scene: Scene, groups: list[list[Step]], step: Step) -> bool:
    """A step begins a trip of its own if it names new travellers in a way that only travellers are named, or if none is under way."""
    if sets_out_anew(scene, groups, step):
        return True
    joins = step.rule == "received" or step.along or (step.rule == "made-of" and step.frame.act is not Act.LEAD)
    if groups and not step.people and joins:
        return False
    if step.rule in ("leads", "received", "sends", "made-of", "hosted-away", "signed-away"):
        return bool(step.people or step.orgs or step.group) and not (not step.people and groups and step.frame.inherited)
    if step.rule not in ("goes", "visits", "talks", "meets", "accompanied", "party") or (step.frame.inherited and groups):
        return False
    sentence = scene.folded[step.frame.sentence.start : step.frame.sentence.end]
    if len(step.frame.word) == 1 and not step.people and not step.group and not _JOURNEY.search(sentence):
        return False
    aimed = bool(step.targets or step.called or step.hosts or step.group or step.incoming or _PURPOSE.search(sentence))
    if step.people and aimed:
        new = step.group or (step.frame.date is not None and not step.frame.carried) or _OTHER_NEWS.search(sentence)
        return not groups or bool(new and not _one_side(scene, groups[-1], step))
    if groups:
        return bool(step.orgs and step.targets and step.rule == "goes") and not _known_orgs(scene, groups[-1], step)
    return aimed and bool(step.people or step.orgs or step.group)


def _known_orgs(scene: Scene, group: list[Step], step: Step) -> bool:
    """The places or firms that set out are the hosts of the trip under way or its travellers."""
    known = {t for s in group for t in (*s.targets, *s.called, *s.orgs)}
    people = {s for p in _people(group) for s in scene.seats.get(p, ())}
    return bool(set(step.orgs) & known) or set(step.orgs) <= people


def _one_side(scene: Scene, group: list[Step], step: Step) -> bool:
    """Whether the people of ``step`` belong to either side of the trip under way, so that they begin no other."""
    seats = {s for p in step.people for s in scene.seats.get(p, ())}
    known = {s for p in _people(group) for s in scene.seats.get(p, ())} | {t for s in group for t in (*s.targets, *s.called, *s.orgs)}
    return not seats or bool(seats & known) or any(scene.within(a, b) for a in seats for b in known)


def _is_guest(scene: Scene, group: list[Step], step: Step) -> bool:
    """The people of ``step`` are hosts: of the places reached, not of the travellers' own."""
    own = {s for p in _people(group) for s in scene.seats.get(p, ())}
    return bool(step.people) and not any(set(scene.seats.get(p, ())) & own for p in step.people)


def _days_fit(group: list[Step], step: Step) -> bool:
    if step.frame.carried or (day := day_of(step.frame.when)) is None:
        return True
    days = [d for s in group if not s.frame.carried and s.frame.when and (d := day_of(s.frame.when))]
    days += [d for s in group if not s.frame.carried and s.frame.when and (d := day_of(s.frame.when, last=True))]
    return not days or min(days) - _SLACK <= day <= max(days) + _SLACK


def _trip(scene: Scene, group: Sequence[Step]) -> Trip:
    leaders = _leaders(scene, group)
    own = {s for p in leaders for s in scene.seats.get(p, ())}
    done = [s for s in group if happened(s)] or group
    own |= {o for s in done if s.rule in ("made-of", "sends", "leads", "hosted-away", "signed-away") for o in s.orgs}
    if not leaders:
        own |= {o for s in group if s.rule in ("goes", "visits") and not s.frame.inherited for o in s.orgs}
    return Trip(tuple(group), leaders, frozenset(own))


def _leaders(scene: Scene, group: Sequence[Step]) -> tuple[str, ...]:
    """The people of the first 率队, else of the first reception, else whoever travels first."""
    for rules in (("leads",), ("received",), ("hosted-away", "signed-away"), ("goes", "visits", "talks", "meets", "accompanied", "party")):
        for step in group:
            if step.rule in rules and step.people:
                return step.people[:3] if rules[0] == "leads" else step.people[:1]
    return ()
