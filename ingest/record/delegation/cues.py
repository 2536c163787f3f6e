"""What speaks for and against each role of a person, firm or place in a trip: named features with values of 0 or 1.

The names are what the weights file and the training script know; the wording of a cue may be as long as it is clear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from zhaoshang.ingest.clause import Act
from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.reading import Kind, Status
from zhaoshang.ontology.values import Span

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
    found = set({"person": _person, "firm": _firm, "place": _place}[group](view, entity))
    found |= set(_common(view, entity))
    found |= {f"seat-of-{decided[p]}" for p, seats in view.scene.seats.items() if entity in seats and p in decided}
    way = "in" if view.trip.incoming else "out"
    joined = {
        f"{way}&{c}"
        for c in found
        if c.startswith(("seat", "kind", "attends", "accompanies", "speaks", "own", "body", "in-title", "place-of"))
    }
    seats = [c for c in found if c.startswith("seat")]
    acts = [c for c in found if c in ("attends", "accompanies", "speaks", "object-of-meet", "host", "subject-of-meet")]
    joined |= {f"{a}&{s}" for a in acts for s in seats}
    return frozenset(found | joined | {f"way-{way}", "bias"})


def _common(view: TripView, entity: str) -> Iterator[str]:
    table = {
        "called": view.called,
        "host": view.hosts,
        "along": view.along,
        "walker": view.walkers,
        "target": view.targets,
        "org-of-step": view.orgs,
    }
    yield from (name for name, counts in table.items() if counts.get(entity))
    yield from (f"{name}-twice" for name, counts in table.items() if counts.get(entity, 0) > 1)
    mentions = view.by_entity.get(entity, [])
    title = view.scene.document.article.paragraphs[0] if view.scene.document.article.titled else None
    yield from ("in-title" for m in view.scene.mentions(entity) if title and title.covers(m.span))
    yield "elsewhere-only" if not mentions else "mentioned" if len(mentions) == 1 else "mentioned-often"
    for frame in view.frames:
        if any(m.entity == entity for m in frame.subject) and not frame.inherited and frame.act in _TELLING:
            yield f"subject-of-{frame.act}" + ("-quoted" if frame.quoted else "")
        if any(m.entity == entity for m in (*frame.objects, *frame.partners)) and frame.act in _TELLING:
            yield f"object-of-{frame.act}" + ("-planned" if frame.status is not Status.HAPPENED else "")
    steps = {view.stretch_at(s.frame.trigger.start) for s in view.trip.steps}
    yield from _distance(view, mentions)
    sentences = [view.stretch_at(m.span.start) for m in mentions]
    if any(s in steps for s in sentences):
        yield "with-step"
    if any(_lead_in(view, s) for s in sentences):
        yield "with-lead"
    if mentions and all(_in_quotes(view, m) for m in mentions):
        yield "quoted-only"


def _distance(view: TripView, mentions: Sequence[Mention]) -> Iterator[str]:
    """How many paragraphs lie between the entity and the nearest step."""
    paragraphs = view.scene.document.article.paragraphs
    place = {i for i, p in enumerate(paragraphs) for s in view.trip.steps if p.covers(s.frame.sentence)}
    own = {i for i, p in enumerate(paragraphs) for m in mentions if p.covers(m.span)}
    if place and own:
        gap = min(abs(i - j) for i in place for j in own)
        yield "same-paragraph" if gap == 0 else "next-paragraph" if gap == 1 else "far"


def _lead_in(view: TripView, sentence: Span) -> bool:
    leading = (s for s in view.trip.steps if s.rule in ("leads", "received", "made-of", "sends"))
    return any(view.stretch_at(s.frame.trigger.start) == sentence for s in leading)


def _in_quotes(view: TripView, m: Mention) -> bool:
    text = view.scene.folded
    sentence = view.stretch_at(m.span.start)
    before = text[sentence.start : m.span.start]
    return max(before.rfind("“"), before.rfind("「")) > max(before.rfind("”"), before.rfind("」"))


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
        yield from (
            f"word-{w}"
            for w in ("陪同", "参加", "出席", "见证", "随同", "一同", "座谈", "接待", "会见", "带", "致辞", "主持")
            if w in words
        )
        if _ABSENT.search(words):
            yield "absent"
        if any(a.type is Type.PERSON and a.entity in view.trip.leaders for a in scene.document.inside(sentence, Type.PERSON)):
            yield "with-leader"
        paragraphs = scene.document.article.paragraphs
        if m.span.start >= paragraphs[-min(2, len(paragraphs))].start:
            yield "at-end"


def _firm(view: TripView, firm: str) -> Iterator[str]:
    scene, text = view.scene, view.scene.folded
    kind = scene.kind(firm)
    yield f"kind-{kind}"
    if firm in view.trip.own:
        yield "own-org"
    holders = {p for p, seats in scene.seats.items() if firm in seats}
    if holders & set(view.hosts):
        yield "seat-of-host"
    if holders & (set(view.along) | view.trip.people):
        yield "seat-of-traveller"
    if holders & set(view.trip.leaders):
        yield "seat-of-leader"
    if holders:
        yield "seat-of-someone"
    names = scene.document.entities[firm].names
    for region in view.own_regions():
        if any(n.startswith(r[:2]) for n in names for r in scene.document.entities[region].names):
            yield "own-place-name"
    for target in view.targets:
        if any(n.startswith(r[:2]) for n in names for r in scene.document.entities[target].names if len(r) > 1):
            yield "target-name"
    mentions = view.by_entity.get(firm, [])
    if kind is Kind.BODY and any(scene.kind(p) is Kind.OFFICIAL and p in view.trip.leaders for p in holders):
        yield "office-of-leader"
    posts = [p.span for m in mentions for p in scene.document.inside(view.stretch_at(m.span.start), Type.POST)]
    if mentions and all(any(p.covers(m.span) for p in posts) for m in mentions):
        yield "inside-post-only"
    for m in mentions:
        yield from _firm_words(view, text, m)


_LISTED = re.compile(r"[、和及与]$")


_STAFF = re.compile(
    r"(?:、[^，。；]{1,40}|等[^，。；]{0,12}|和[^，。；]{1,16})?的?(?:几位|主要|有关|相关|部门|一?把手|单位|企业)*(?:负责|同志|人员|干部)"
)
"""市商务局、工信局负责人: named for the people it sent, not for itself."""


def _firm_words(view: TripView, text: str, m: Mention) -> Iterator[str]:
    sentence = view.stretch_at(m.span.start)
    before, after = text[max(sentence.start, m.span.start - 6) : m.span.start], text[m.span.end : min(sentence.end, m.span.end + 8)]
    if re.search(r"(?:^|[，。；])(?:随后|接着|然后|其后)?[，]?(?:在|到|走进|来到)$", before):
        yield "opens-clause-with-place"
    if re.match(r"等", after):
        yield "closes-list"
    if _LISTED.search(before) or re.match(r"[、和及]", after):
        yield "in-list"
    near = [
        o
        for o in view.scene.document.inside(sentence, Type.FIRM, Type.BODY)
        if o.span.end == m.span.start - 1 or o.span.start == m.span.end + 1
    ]
    if any(view.called.get(o.entity) for o in near):
        yield "listed-with-called"
    if re.match(r"(?:有限公司)?(?:董事长|总经理|总裁|副总|负责人|会长|代表|执行|常务|高级|首席|党委)", after):
        yield "before-post"
    if re.match(r"(?:项目|产业园|基地|工厂|厂房|生产线)", after):
        yield "names-project"
    if re.search(r"(?:签|协议|备忘录|意向书|合同)", text[sentence.start : sentence.end]):
        yield "signing-sentence"
        own = view.trip.own | set(view.trip.leaders)
        if any(o.entity in own for o in view.scene.document.inside(sentence)):
            yield "signs-with-own"
    if re.search(r"组织|组成|随团|随同|带领|率|参展|组团|随行", text[sentence.start : m.span.start]):
        yield "behind-lead-word"
    if _STAFF.match(text, m.span.end, sentence.end):
        yield "staff-only"
        yield f"staff-only&{view.scene.kind(m.entity)}"
    if re.search(r"邀请|已在|已经在|落户|曾|去年|供给|采购商", text[sentence.start : sentence.end]):
        yield "background-word"
    if re.search(r"到会|参加|出席|与会", text[sentence.start : sentence.end]):
        yield "attending-sentence"


def _place(view: TripView, place: str) -> Iterator[str]:
    scene, text = view.scene, view.scene.folded
    own = view.own_regions()
    if any(scene.same_place(place, o) for o in own):
        yield "own"
    elif any(scene.within(place, o) for o in own):
        yield "own-inside"
    elif any(scene.within(o, place) for o in own):
        yield "own-around"
    others = [t for t in view.targets if t != place]
    if any(scene.within(t, place) for t in others):
        yield "target-inside"
    if any(scene.within(place, t) for t in others):
        yield "target-around"
    holders = {p for p, seats in scene.seats.items() if place in seats}
    if holders & set(view.hosts):
        yield "seat-of-host"
    if holders & (set(view.along) | view.trip.people):
        yield "seat-of-traveller"
    if holders & set(view.trip.leaders):
        yield "seat-of-leader"
    for f in view.frames:
        if (
            any(m.entity == place for m in f.places)
            and not f.quoted
            and f.act in (Act.VISIT, Act.TALK, Act.MEET, Act.HOLD, Act.GO, Act.SIGN)
        ):
            yield f"place-of-{f.act}"
    if any(m.entity == place and f.status is not Status.HAPPENED for f in view.frames for m in (*f.places, *f.objects)):
        yield "planned-place"
    for m in view.by_entity.get(place, []):
        sentence = view.stretch_at(m.span.start)
        before, after = text[max(sentence.start, m.span.start - 3) : m.span.start], text[m.span.end : m.span.end + 4]
        if re.search(r"在$", before):
            yield "behind-在"
        if re.search(r"(?:赴|到|往|抵达|达|去|进|来|访)$", before):
            yield "behind-go"
        if re.search(r"[、和]$", before) or re.match(r"[、和]", after):
            yield "in-list"
        if re.match(r"期间|举行|考察|开展|等地|举办|之行|招商", after):
            yield "before-event"
        if re.match(r"[省市县区州]?(?:代表团|考察团|政府|经贸|党政|委|招商)", after):
            yield "before-team"
        if re.search(r"驻$", before):
            yield "consulate"
