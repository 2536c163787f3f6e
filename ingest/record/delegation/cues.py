"""What speaks for and against each role of a person, firm or place in a trip: named features with values of 0 or 1.

The names are what the weights file and the training script know; the wording of a cue may be as long as it is clear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from zhaoshang.ingest.clause import Act
from zhaoshang.ingest.document import Mention
from zhaoshang.ontology.reading import Kind, Status

from .sorts import mates
from .things import firm_cues, place_cues
from .view import TripView

ROLES = {"person": ("none", "leader", "member", "met"), "firm": ("none", "sender", "visited"), "place": ("none", "sender", "destination")}
_TELLING = frozenset(
    {
        Act.ATTEND,
        Act.ACCOMPANY,
        Act.SAY,
        Act.HOLD,
        Act.SIGN,
        Act.WITNESS,
        Act.MEET,
        Act.TALK,
        Act.INVITE,
        Act.ENTRUST,
        Act.VISIT,
        Act.GO,
        Act.INVEST,
        Act.BUILD,
    }
)


def group_of(kind: Kind | None) -> str:
    """person, firm or place: which set of roles an entity of that kind can have; "" for none."""
    if kind in (Kind.OFFICIAL, Kind.EXECUTIVE):
        return "person"
    if kind in (Kind.COMPANY, Kind.BODY):
        return "firm"
    return "place" if kind is Kind.REGION else ""


def cues(view: TripView, entity: str, decided: Mapping[str, str]) -> frozenset[str]:
    """The cues of ``entity`` in the trip, with their joins by direction. ``decided`` are the roles of the people, once they are known."""
    group = group_of(view.scene.kind(entity))
    found = set({"person": _person, "firm": firm_cues, "place": place_cues}[group](view, entity))
    found |= set(_common(view, entity))
    found |= {f"seat-of-{decided[p]}" for p, seats in view.scene.seats.items() if entity in seats and p in decided}
    way = "in" if view.trip.incoming else "out"
    joined = {f"{way}&{c}" for c in found if c.startswith(_TURNED)}
    seats = [c for c in found if c.startswith("seat")]
    acts = [c for c in found if c in ("attends", "accompanies", "speaks", "object-of-meet", "host", "subject-of-meet")]
    joined |= {f"{a}&{s}" for a in acts for s in seats}
    return frozenset(found | joined | {f"way-{way}", "bias"})


_TURNED = (
    "seat", "kind", "attends", "accompanies", "speaks", "own", "body", "in-title", "place-of", "word-", "office", "society", "sort-",
)  # fmt: skip
"""Cues that mean one thing for travellers who come and another for those who go."""


def _common(view: TripView, entity: str) -> Iterator[str]:
    table = {
        "called": view.called,
        "host": view.hosts,
        "along": view.along,
        "walker": view.walkers,
        "target": view.targets,
        "org-of-step": view.orgs,
    }
    for name, counts in table.items():
        if count := counts.get(entity):
            yield name
            if count > 1:
                yield f"{name}-twice"
    mentions = view.by_entity.get(entity, [])
    title = view.scene.document.article.paragraphs[0] if view.scene.document.article.titled else None
    yield from ("in-title" for m in view.scene.document.entities[entity].mentions[:1] if title and m.start < title.end)
    yield "elsewhere-only" if not mentions else "mentioned" if len(mentions) == 1 else "mentioned-often"
    for frame in view.acts(entity, "subject"):
        if not frame.inherited and frame.act in _TELLING:
            yield f"subject-of-{frame.act}" + ("-quoted" if frame.quoted else "")
    for frame in view.acts(entity, "objects", "partners"):
        if frame.act in _TELLING:
            yield f"object-of-{frame.act}" + ("-planned" if frame.status is not Status.HAPPENED else "")
    yield from _distance(view, mentions)
    sentences = {view.stretch_at(m.span.start) for m in mentions}
    if sentences & view.stretches_of():
        yield "with-step"
    if sentences & view.stretches_of("leads", "received", "made-of", "sends"):
        yield "with-lead"
    if mentions and all(_in_quotes(view, m) for m in mentions):
        yield "quoted-only"


def _distance(view: TripView, mentions: Sequence[Mention]) -> Iterator[str]:
    """How many paragraphs lie between the entity and the nearest step."""
    place = {view.paragraph_of(s.frame.sentence) for s in view.trip.steps} - {-1}
    own = {view.paragraph_of(m.span) for m in mentions} - {-1}
    if place and own:
        gap = min([abs(i - j) for i in place for j in own])
        yield "same-paragraph" if gap == 0 else "next-paragraph" if gap == 1 else "far"


def _in_quotes(view: TripView, m: Mention) -> bool:
    text = view.scene.folded
    sentence = view.stretch_at(m.span.start)
    before = text[sentence.start : m.span.start]
    return max(before.rfind("“"), before.rfind("「")) > max(before.rfind("”"), before.rfind("」"))


def _company(view: TripView, m: Mention) -> Iterator[str]:
    """What is said of those who stand in one row with the person."""
    row = mates(view, m)
    tables = {"host": view.hosts, "along": view.along, "walker": view.walkers}
    yield from (f"mate-{n}" for n, table in tables.items() if any(table.get(e) for e in row))
    if any(e in view.trip.leaders for e in row):
        yield "mate-leader"
    own, seats = view.own_regions(), {s for e in row for s in view.scene.regions_of(e)}
    if seats & own:
        yield "mate-own"
    elif seats:
        yield "mate-elsewhere"


_ABSENT = re.compile(r"委托|出差|没有在|未能|电话|致信|代替")


def _person(view: TripView, person: str) -> Iterator[str]:
    scene, kind = view.scene, view.scene.kind(person)
    yield f"kind-{kind}"
    if person in view.trip.leaders:
        yield "picked" if person == view.trip.leaders[0] else "picked-beside"
    elif not view.trip.leaders:
        yield "none-picked"
    yield from {f"walks-{s.rule}" for s in view.trip.steps if person in s.people}
    regions, firms = scene.regions_of(person), scene.firms_of(person)
    own = view.own_regions()
    if any(scene.same_place(r, o) for r in regions for o in own):
        yield "seat-own"
    elif any(scene.within(r, o) for r in regions for o in own):
        yield "seat-in-own"
    if any(scene.within(r, t) or scene.within(t, r) for r in regions for t in view.targets):
        yield "seat-target"
    if firms & view.trip.own:
        yield "seat-own-firm"
    if any(view.called.get(f) for f in firms):
        yield "seat-called"
    elif firms:
        yield "seat-firm"
    if not regions and not firms:
        yield "seat-none"
    if regions and own and not any(scene.within(r, o) or scene.within(o, r) for r in regions for o in own):
        yield "seat-other-region"
    acts = {f.act for f in view.acts(person, "subject") if not f.inherited}
    yield from (name for act, name in ((Act.ATTEND, "attends"), (Act.ACCOMPANY, "accompanies"), (Act.SAY, "speaks")) if act in acts)
    for m in view.by_entity.get(person, []):
        sentence = view.stretch_at(m.span.start)
        words = scene.folded[sentence.start : sentence.end]
        yield from _company(view, m)
        yield from (
            f"word-{w}"
            for w in ("陪同", "参加", "出席", "见证", "随同", "一同", "座谈", "接待", "会见", "带", "致辞", "主持")
            if w in words
        )
        if _ABSENT.search(words):
            yield "absent"
        if any(sentence.covers(a.span) for leader in view.trip.leaders for a in view.by_entity.get(leader, ())):
            yield "with-leader"
        paragraphs = scene.document.article.paragraphs
        if m.span.start >= paragraphs[-min(2, len(paragraphs))].start:
            yield "at-end"
