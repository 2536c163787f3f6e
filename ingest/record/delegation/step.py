"""Steps: what each frame says of people on the way, before it is known which trip it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.clause import Act, Frame
from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.values import Span

from . import who
from .going import HOSTLY, companions, go, spoken_of
from .scene import Scene
from .stride import Step, happened

__all__ = ["Step", "happened", "steps"]


def steps(scene: Scene) -> Iterator[Step]:
    """Every step of the article in order. Speech in quotation marks tells of no step; what is planned keeps its status in the frame."""
    previous: Frame | None = None
    for frame in scene.frames:
        if not frame.quoted:
            if step := _step(scene, frame, previous):
                yield step
            previous = frame


def _step(scene: Scene, frame: Frame, previous: Frame | None) -> Step | None:
    if frame.act is Act.LEAD:
        return _lead(scene, frame)
    if frame.act in (Act.GO, Act.VISIT, Act.TALK):
        return go(scene, frame, previous)
    if frame.act is Act.MEET or (frame.word == "接待" and scene.folded.startswith("了", frame.trigger.end)):
        return _meet(scene, frame)
    if frame.act is Act.SEND and not frame.reported:
        return Step(frame, "sends", orgs=who.orgs(scene, frame.subject), group=who.group(scene, frame.objects))
    if frame.act is Act.ACCOMPANY and not frame.reported:
        come = who.partied(scene, frame.subject)
        guests = who.unique(iter((*come, *who.people(scene, frame.objects))))
        hosts = tuple(p for p in who.people(scene, frame.subject) if p not in come)
        return Step(frame, "accompanied", guests, hosts=hosts, incoming=frame.word in ("陪同", "接待", "迎接"))
    return None


_COMPOSED = frozenset({"组成", "牵头", "组团", "组织"})


def _lead(scene: Scene, frame: Frame) -> Step | None:
    people = who.people(scene, frame.subject)
    if re.match(r"之?下", scene.folded[frame.trigger.end : frame.clause.end]):
        return Step(frame, "accompanied", hosts=people, incoming=True)
    if (not people or frame.inherited) and (office := _office(scene, frame)):
        return Step(frame, "leads", orgs=office, group="团")
    group = who.group(scene, frame.objects) or who.group(scene, frame.subject)
    if frame.word in HOSTLY and not companions(scene, frame):
        return None
    if frame.word == "组织" and not _sets_out(scene, frame):
        return None
    if frame.word in _COMPOSED:
        group = group or ("团" if frame.word == "组团" else "")
        return Step(
            frame,
            "made-of",
            orgs=who.orgs(scene, (*frame.subject, *frame.objects)),
            people=people,
            group=group or ("团" if frame.word == "组团" else ""),
        )
    along = who.people(scene, frame.objects)
    return Step(frame, "leads", people, along, who.orgs(scene, _led(frame)), group=group)


def _sets_out(scene: Scene, frame: Frame) -> bool:
    """组织企业赴X: only where the sentence goes on to say where to."""
    later = (f for f in scene.by_sentence.get(frame.sentence, ()) if f.trigger.start > frame.trigger.start)
    return any(f.act is Act.GO and re.search(r"赴|往|到", f.word) for f in later)


def _led(frame: Frame) -> tuple[Mention, ...]:
    """The objects of 率 up to the group's noun and inside its clause: what is led, not where to."""
    inside = tuple(m for m in frame.objects if frame.clause.covers(m.span))
    group = next((i for i, m in enumerate(inside) if m.type is Type.GROUP), len(inside))
    return inside[:group]


def _office(scene: Scene, frame: Frame) -> tuple[str, ...]:
    """某市市长率团: the place of a post whose holder is not named."""
    before = scene.document.inside(Span(frame.clause.start, max(frame.trigger.start, frame.clause.start + 1)), Type.POST)
    post = next((m for m in reversed(list(before)) if not m.entity and frame.trigger.start - m.span.end <= 3), None)
    if post is None:
        return ()
    around = Span(max(frame.clause.start, post.span.start), post.span.end)
    return who.unique(m.entity for m in scene.document.inside(around, Type.PLACE, Type.FIRM))


_GRANTED = re.compile(r"(?:得到|受到|获得|获)(?=[^，。；]*$)")


def _granted(scene: Scene, frame: Frame) -> Step | None:
    """甲一行得到乙的会见: the guests stand first. None where the sentence is not so made."""
    found = _GRANTED.search(scene.folded, frame.clause.start, frame.trigger.start)
    if found is None or frame.inherited:
        return None
    guests = tuple(m for m in frame.subject if m.span.end <= found.start())
    hosts = tuple(m for m in (*frame.subject, *frame.partners) if m.span.start >= found.end())
    return Step(
        frame, "received", who.people(scene, guests), (), who.orgs(scene, guests), who.people(scene, hosts), group="客人", incoming=True
    )


_GUESTS = re.compile(r"一行|来访|客人|代表团|考察团|来[^，。]{0,6}(?:考察|洽谈|访问|参观|投资)|访华|应邀")


def _meet(scene: Scene, frame: Frame) -> Step | None:
    met = (*frame.objects, *frame.partners)
    group = who.group(scene, met)
    clause = scene.folded[frame.trigger.end : frame.sentence.end]
    if frame.subject and frame.subject[0].span.start > frame.trigger.end:  # 会见客人的是甲
        return Step(frame, "received", hosts=who.people(scene, frame.subject), group="客人", incoming=True)
    if step := _granted(scene, frame):
        return step
    if (not who.people(scene, met) and not group) or spoken_of(scene, frame):
        return None
    if group or _GUESTS.search(clause):
        return Step(
            frame,
            "received",
            who.people(scene, met),
            (),
            who.orgs(scene, met),
            who.people(scene, frame.subject),
            group=group or "客人",
            incoming=True,
        )
    return Step(frame, "meets", who.people(scene, frame.subject), (), (), who.people(scene, met), group=who.group(scene, frame.subject))
