"""The cues of firms, bodies and places in a trip (see `cues`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.clause import Act
from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.reading import Kind, Status

from .ranks import ground_cues, house_cues
from .sorts import firm_sort, hangs_on, mates, place_sort
from .telling import telling
from .view import TripView
from .wording import wording


def firm_cues(view: TripView, firm: str) -> Iterator[str]:
    """What the trip's stretches say of a firm or body."""
    scene, text = view.scene, view.scene.folded
    kind = scene.kind(firm)
    yield f"kind-{kind}"
    sorts = list(firm_sort(scene.document.entities[firm]))
    yield from sorts
    if firm in view.trip.own:
        yield "own-org"
        yield from (f"own-org&{s}" for s in sorts)
    led = "led" if view.trip.leaders else "leaderless"
    roles = {f"org-of-{s.rule}" for s in view.trip.steps if firm in s.orgs}
    yield from roles | {f"{led}&{c}" for c in (*roles, *sorts, f"kind-{kind}")}
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
    yield from house_cues(view, firm)
    mentions = view.by_entity.get(firm, [])
    yield from telling(view, mentions)
    if kind is Kind.BODY and any(scene.kind(p) is Kind.OFFICIAL and p in view.trip.leaders for p in holders):
        yield "office-of-leader"
    posts = [p.span for m in mentions for p in scene.document.inside(view.stretch_at(m.span.start), Type.POST)]
    if mentions and all(any(p.covers(m.span) for p in posts) for m in mentions):
        yield "inside-post-only"
    for m in mentions:
        yield from _firm_words(view, text, m)
        yield from (f"mate-{n}" for e in mates(view, m) for n in ("called", "orgs") if getattr(view, n).get(e))


_LISTED = re.compile(r"[、和及与]$")


_STAFF = re.compile(
    r"(?:、[^，。；]{1,40}|等[^，。；]{0,12}|和[^，。；]{1,16})?的?(?:几位|主要|有关|相关|部门|一?把手|单位|企业)*(?:负责|同志|人员|干部)"
)
"""市商务局、工信局负责人: named for the people it sent, not for itself."""


_OFFICES = re.compile(r"[省市州县区旗](?:[^，。；、]{1,6})?(?:局|委|办|部门)(?=[、和及等负主])")
_TAKES_PART = re.compile(r"(?:参加|陪同|在座|同行|随行|随同|一同|一起|到场|考察|座谈)[^，]{0,8}$")


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
        if _OFFICES.search(text, sentence.start, sentence.end):
            yield "staff-beside-offices"
        if _TAKES_PART.search(text, m.span.end, sentence.end):
            yield "staff-takes-part"
    if re.search(r"邀请|已在|已经在|落户|曾|去年|供给|采购商", text[sentence.start : sentence.end]):
        yield "background-word"
    if re.search(r"到会|参加|出席|与会", text[sentence.start : sentence.end]):
        yield "attending-sentence"


def place_cues(view: TripView, place: str) -> Iterator[str]:
    """What the trip's stretches say of a region."""
    scene, text = view.scene, view.scene.folded
    sort = place_sort(scene.document.entities[place])
    yield f"sort-{sort}"
    yield from hangs_on(view, view.by_entity.get(place, []))
    yield from wording(view, view.by_entity.get(place, []))
    yield from ground_cues(view, place)
    yield from telling(view, view.by_entity.get(place, []))
    own = view.own_regions()
    if any(scene.same_place(place, o) for o in own):
        yield "own"
    elif any(scene.within(place, o) for o in own):
        yield "own-inside"
    elif any(scene.within(o, place) for o in own):
        yield "own-around"
    led = "led" if view.trip.leaders else "leaderless"
    roles = {f"org-of-{s.rule}" for s in view.trip.steps if place in s.orgs}
    yield from roles | {f"{led}&{c}" for c in roles}
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
    for f in view.acts(place, "places"):
        if not f.quoted and f.act in (Act.VISIT, Act.TALK, Act.MEET, Act.HOLD, Act.GO, Act.SIGN):
            yield f"place-of-{f.act}"
    if any(f.status is not Status.HAPPENED for f in view.acts(place, "places", "objects")):
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
