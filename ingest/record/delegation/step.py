"""Steps: what one frame says of people on the way, before it is known which trip it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhaoshang.ingest.clause import Act, Frame
from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.reading import Kind, Status
from zhaoshang.ontology.values import Span

from .scene import FIRMS, PEOPLE, Scene


@dataclass(frozen=True, slots=True)
class Step:
    """``people`` travel (their ids, the first leads), ``along`` go with them, ``orgs`` are places, firms and bodies that travel or
    send; ``hosts`` receive. ``targets`` are regions reached, ``called`` firms and bodies called on. ``group`` is the
    back-reference or noun that stands for the travellers. ``incoming`` tells that the writer is on the hosts' side."""

    frame: Frame
    rule: str
    people: tuple[str, ...] = ()
    along: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    group: str = ""
    incoming: bool = False


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
        return _go(scene, frame, previous)
    if frame.act is Act.MEET or (frame.word == "接待" and scene.folded.startswith("了", frame.trigger.end)):
        return _meet(scene, frame)
    if frame.act is Act.SEND and not frame.reported:
        return Step(frame, "sends", orgs=_orgs(scene, frame.subject), group=_group(scene, frame.objects))
    if frame.act is Act.ACCOMPANY and not frame.reported:
        guests = _people(scene, frame.objects)
        return Step(frame, "accompanied", guests, hosts=_people(scene, frame.subject), incoming=frame.word in ("陪同", "接待", "迎接"))
    return None


_HOSTLY = frozenset({"领着", "带着", "陪着"})
_COMPOSED = frozenset({"组成", "牵头", "组团", "组织"})


def _lead(scene: Scene, frame: Frame) -> Step | None:
    people = _people(scene, frame.subject)
    if re.match(r"之?下", scene.folded[frame.trigger.end : frame.clause.end]):
        return Step(frame, "accompanied", hosts=people, incoming=True)
    if (not people or frame.inherited) and (office := _office(scene, frame)):
        return Step(frame, "leads", orgs=office, group="团")
    group = _group(scene, frame.objects) or _group(scene, frame.subject)
    if frame.word in _HOSTLY and not group and not _companions(scene, frame):
        return None
    if frame.word == "组织" and not _sets_out(scene, frame):
        return None
    if frame.word in _COMPOSED:
        group = group or ("团" if frame.word == "组团" else "")
        return Step(
            frame,
            "made-of",
            orgs=_orgs(scene, (*frame.subject, *frame.objects)),
            people=people,
            group=group or ("团" if frame.word == "组团" else ""),
        )
    along = _people(scene, frame.objects)
    return Step(frame, "leads", people, along, _orgs(scene, _led(frame)), group=group)


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
    return _unique(m.entity for m in scene.document.inside(around, Type.PLACE, Type.FIRM))


def _companions(scene: Scene, frame: Frame) -> bool:
    return bool(re.search(r"同志|人员|负责人|干部|企业家|局长", scene.folded[frame.trigger.end : frame.clause.end]))


def _go(scene: Scene, frame: Frame, previous: Frame | None) -> Step | None:
    if _by_hosts(scene, frame, previous):
        return Step(frame, "shown", targets=_places(scene, frame.objects), called=_firms(scene, frame.objects), incoming=True)
    asked = (*_own_objects(scene, frame), *frame.partners)
    known = frame.subject and not frame.inherited
    if _nominal(scene, frame) or (frame.word in _VAGUE and not known and not _firms(scene, asked) and not _people(scene, asked)):
        return None
    visitors = _relative(scene, frame)
    if visitors is not None and not visitors:
        return None
    if visitors:
        return Step(
            frame, "received", visitors, (), (), _people(scene, frame.subject), _places(scene, frame.objects), group="来的", incoming=True
        )
    people, group = _people(scene, frame.subject), _group(scene, frame.subject)
    incoming = frame.act is Act.GO and (bool(re.match(r"来(?!到)|莅", frame.word)) or _to_us(scene, frame))
    hosts = _people(scene, asked)
    rule = {Act.GO: "goes", Act.VISIT: "visits", Act.TALK: "talks"}[frame.act]
    return Step(frame, rule, people, (), _orgs(scene, frame.subject), hosts, _reached(scene, frame), _firms(scene, asked), group, incoming)


def _own_objects(scene: Scene, frame: Frame) -> tuple[Mention, ...]:
    """The objects without those behind the clause who do something of their own: 赴X考察，副市长甲参加."""
    later = [f for f in scene.by_sentence.get(frame.sentence, ()) if f.trigger.start > frame.trigger.start and not f.inherited]
    doers = {m.span for f in later if f.act in (Act.ATTEND, Act.ACCOMPANY) for m in f.subject}
    return tuple(m for m in frame.objects if m.span not in doers or frame.clause.covers(m.span))


_US = re.compile(r"(?:到|来|赴|访)?(?:了)?[我本](?:[省市县区州旗镇乡会院校]|公司|集团)")


def _to_us(scene: Scene, frame: Frame) -> bool:
    """到我市, 莅临我集团: the writer is on the hosts' side."""
    return bool(_US.match(scene.folded, frame.trigger.end, frame.clause.end))


_SHORT = re.compile(r"([\u4e00-\u9fff])(?:考察|访问|参观|投资|调研|洽谈|开展|出席|参加|学习)")


def _reached(scene: Scene, frame: Frame) -> tuple[str, ...]:
    """The regions named as goal; for 来鹰考察 or 到我市 the one that is meant, where the article names it."""
    places = _places(scene, (*frame.objects, *frame.partners))
    if places or frame.act is not Act.GO:
        return places
    if _to_us(scene, frame):
        return tuple(sorted(scene.home(scene.folded[frame.trigger.end : frame.clause.end].lstrip("到来赴访了")[1])))
    short = _SHORT.match(scene.folded, frame.trigger.end, frame.clause.end)
    return scene.called_by(short.group(1)) if short else ()


_VAGUE = frozenset({"对接", "深入", "沟通", "交流", "磋商", "谈判", "洽谈", "对话", "交换意见"})
"""Verbs that tell of a visit only with a firm or person beside them."""


_LONG_AGO = re.compile(r"[\d一二三四五六七八九十]+年代|年前|当年|祖籍|父亲|早年|上世纪|小时候|毕业后|第一次到|第一次来")


def _nominal(scene: Scene, frame: Frame) -> bool:
    """对…赴X洽谈表示敬意: a journey spoken of, not told."""
    if _LONG_AGO.search(scene.folded[frame.clause.start : frame.trigger.start]):
        return True
    if re.match(r"[^，。]{0,24}(?:事宜|方案|筹备|预案|准备工作)", scene.folded[frame.trigger.end : frame.sentence.end]):
        return True
    return bool(re.search(r"对[^，]*$", scene.folded[frame.clause.start : frame.trigger.start])) and bool(
        re.match(r"[^，]*(?:表示|给予)", scene.folded[frame.trigger.end : frame.clause.end])
    )


_CLAUSE = re.compile(r"[^，、。；]{0,8}的[，,]?是?")


def _relative(scene: Scene, frame: Frame) -> tuple[str, ...] | None:
    """来西安考察的榆林市市长张某: the travellers stand behind 的. None where the verb is in no such clause, () where nobody does."""
    text = scene.folded
    reach = _CLAUSE.match(text, frame.trigger.end, frame.sentence.end)
    if frame.act is Act.TALK or not reach or not re.search(r"来|莅|应邀|专程|正在", text[frame.clause.start : frame.trigger.end]):
        return None
    behind = scene.document.inside(Span(reach.end() - 1, frame.sentence.end), Type.PERSON)
    first = next(behind, None)
    if first is None or re.search(r"[，。；]", text[reach.end() : first.span.start]):
        return ()
    listed = [first]
    for m in behind:
        if not re.fullmatch(r"(?:、|和|以及)[^，。]{0,20}", text[listed[-1].span.end : m.span.start]):
            break
        listed.append(m)
    return _people(scene, tuple(listed))


def _by_hosts(scene: Scene, frame: Frame, previous: Frame | None) -> bool:
    """陪同考察, 领着客人参观: the verb's doers are the guests, not whoever accompanies them."""
    if previous is None or previous.clause != frame.clause or not frame.inherited:
        return False
    return previous.act is Act.ACCOMPANY or previous.word in _HOSTLY


_GUESTS = re.compile(r"一行|来访|客人|代表团|考察团|来[^，。]{0,6}(?:考察|洽谈|访问|参观|投资)|访华|应邀")


def _meet(scene: Scene, frame: Frame) -> Step | None:
    met = (*frame.objects, *frame.partners)
    group = _group(scene, met)
    clause = scene.folded[frame.trigger.end : frame.sentence.end]
    if not _people(scene, met) and not group:
        return None
    if group or _GUESTS.search(clause):
        return Step(
            frame,
            "received",
            _people(scene, met),
            (),
            _orgs(scene, met),
            _people(scene, frame.subject),
            group=group or "客人",
            incoming=True,
        )
    return Step(frame, "meets", _people(scene, frame.subject), (), (), _people(scene, met), group=_group(scene, frame.subject))


def _people(scene: Scene, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    return _unique(m.entity for m in mentions if m.type is Type.PERSON and scene.kind(m.entity) in PEOPLE)


def _orgs(scene: Scene, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    return _unique(m.entity for m in mentions if m.type is not Type.PERSON and scene.kind(m.entity) in {*FIRMS, Kind.REGION})


def _places(scene: Scene, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    return _unique(m.entity for m in mentions if scene.kind(m.entity) is Kind.REGION)


def _firms(scene: Scene, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    return _unique(m.entity for m in mentions if scene.kind(m.entity) in FIRMS)


def _group(scene: Scene, mentions: tuple[Mention, ...]) -> str:
    return next((m.span.of(scene.folded) for m in mentions if m.type is Type.GROUP), "")


def _unique(ids: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for i in ids if i))


def happened(step: Step) -> bool:
    """True for what is told as done."""
    return step.frame.status is Status.HAPPENED
