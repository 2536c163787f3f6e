"""Steps on foot: going, visiting and talking, with the clauses that only speak of a journey left out."""

from __future__ import annotations

import re

from zhaoshang.ingest.clause import Act, Frame
from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.values import Span

from . import who
from .scene import FIRMS, Scene
from .stride import Step

HOSTLY = frozenset({"领着", "带着", "陪着", "带"})
_COMPANIONS = re.compile(
    r"同志|人员|负责人|干部|企业家?|局长|[局办委团组]|队伍|团队|班子|商会|部门|代表|的人|一行|^人马?(?=[来到去赴前走跑])"
)
_BY = re.compile(r"由[^，。；]{2,24}$")
_OFF = re.compile(r"回[乡到]|返乡|前?来|到|赴|去|前往|南下|北上|远赴|走进")
"""由会长甲带着回乡: whoever takes a party to where it goes leads it, whoever takes it round (带着参观) is a host."""
_GUESTS = re.compile(r"客人|来宾|嘉宾|客商|他们|大家|记者")


def companions(scene: Scene, frame: Frame) -> bool:
    """带着招商局的人: own people are taken along, not guests shown round (领着客人)."""
    behind = scene.folded[frame.trigger.end : frame.clause.end]
    if _OFF.match(behind) and _BY.search(scene.folded, frame.clause.start, frame.trigger.start):
        return True
    parties = any(m.type is Type.PERSON and scene.folded.startswith("一行", m.span.end) for m in frame.objects)
    return bool(_COMPANIONS.search(behind)) and not _GUESTS.search(behind) and not parties


def go(scene: Scene, frame: Frame, previous: Frame | None) -> Step | None:
    """The step that a verb of going, visiting or talking tells, or None where it tells of none. ``previous`` is the frame before it."""
    if _by_hosts(scene, frame, previous):
        return Step(frame, "shown", targets=who.places(scene, frame.objects), called=who.firms(scene, frame.objects), incoming=True)
    fronted = _fronted(scene, frame)
    asked = (*_own_objects(scene, frame), *frame.partners, *fronted)
    known = frame.subject and not frame.inherited
    if _nominal(scene, frame) or (frame.word in _VAGUE and not known and not who.firms(scene, asked) and not who.people(scene, asked)):
        return None
    visitors = _relative(scene, frame)
    if visitors is not None and not visitors:
        return None
    if visitors:
        return Step(
            frame,
            "received",
            visitors,
            (),
            (),
            who.people(scene, frame.subject),
            who.places(scene, frame.objects),
            group="来的",
            incoming=True,
        )
    people, group = who.people(scene, frame.subject), who.group(scene, frame.subject)
    incoming = frame.act is Act.GO and (bool(re.match(r"[前赶]?来(?!到)|莅", frame.word)) or _to_us(scene, frame))
    hosts = who.people(scene, asked)
    rule = {Act.GO: "goes", Act.VISIT: "visits", Act.TALK: "talks"}[frame.act]
    orgs = who.orgs(scene, tuple(m for m in frame.subject if m not in fronted))
    return Step(frame, rule, people, (), orgs, hosts, _reached(scene, frame), who.firms(scene, asked), group, incoming)


def _fronted(scene: Scene, frame: Frame) -> tuple[Mention, ...]:
    """甲公司、乙公司，代表团也登门拜访: firms named in a clause before the one in which whoever visits them stands; or 被…访问."""
    if frame.act is not Act.VISIT or frame.inherited or who.firms(scene, frame.objects):
        return ()
    walkers = [m for m in frame.subject if m.type in (Type.PERSON, Type.GROUP)]
    firms = [m for m in frame.subject if m.entity and scene.kind(m.entity) in FIRMS and m.type is not Type.PERSON]
    if not walkers or not firms or walkers[0].span.start < firms[-1].span.end:
        return ()
    between = scene.folded[firms[-1].span.end : walkers[0].span.start]
    return tuple(firms) if re.match(r"[^，。；]{0,12}(?:，|[也都均]*被)", between) else ()


def _own_objects(scene: Scene, frame: Frame) -> tuple[Mention, ...]:
    """The objects without those behind the clause who do something of their own: 赴X考察，副市长甲参加."""
    later = [f for f in scene.by_sentence.get(frame.sentence, ()) if f.trigger.start > frame.trigger.start and not f.inherited]
    doers = {m.span for f in later if f.act in (Act.ATTEND, Act.ACCOMPANY) for m in f.subject}
    return tuple(m for m in frame.objects if m.span not in doers or frame.clause.covers(m.span))


_US = re.compile(r"(?:到|来|赴|访)?(?:了)?[我本](?:[省市县区州旗镇乡会院校]|公司|集团)")


def _to_us(scene: Scene, frame: Frame) -> bool:
    """到我市, 莅临我集团: the writer is on the hosts' side."""
    return bool(_US.match(scene.folded, frame.trigger.end, frame.clause.end))


def _seen_there(scene: Scene, frame: Frame) -> tuple[str, ...]:
    """在柬埔寨考察: the place right before the verb, behind 在."""
    near = list(scene.document.inside(Span(frame.clause.start, max(frame.trigger.start, frame.clause.start + 1)), Type.PLACE))
    last = near[-1] if near else None
    if last is None or scene.folded[last.span.start - 1 : last.span.start] != "在" or frame.trigger.start - last.span.end > 6:
        return ()
    return who.places(scene, (last,))


_SHORT = re.compile(r"([\u4e00-\u9fff])(?:考察|访问|参观|投资|调研|洽谈|开展|出席|参加|学习)")


def _reached(scene: Scene, frame: Frame) -> tuple[str, ...]:
    """The regions named as goal; for 来鹰考察 or 到我市 the one that is meant, where the article names it."""
    if frame.act is Act.TALK:
        return who.places(scene, frame.partners)
    places = who.places(scene, (*frame.objects, *frame.partners))
    if frame.act is Act.VISIT and not places:
        return _seen_there(scene, frame)
    if places:
        return places
    if _to_us(scene, frame):
        return tuple(sorted(scene.home(scene.folded[frame.trigger.end : frame.clause.end].lstrip("到来赴访了")[1])))
    short = _SHORT.match(scene.folded, frame.trigger.end, frame.clause.end)
    return scene.called_by(short.group(1)) if short else ()


_VAGUE = frozenset({"对接", "深入", "沟通", "交流", "磋商", "谈判", "洽谈", "对话", "交换意见"})
"""Verbs that tell of a visit only with a firm or person beside them."""


_LONG_AGO = re.compile(r"[\d一二三四五六七八九十]+年代|年前|当年|祖籍|父亲|早年|上世纪|小时候|毕业后|第一次到|第一次来")


_TEAM = re.compile(r"[^，。；、]{1,4}(?:考察|访问|参访|经贸|招商|商务|代表)[^，。；、]{0,4}团")


def _met_before(scene: Scene, frame: Frame) -> bool:
    """会见了某市赴黔考察团: the journey is the guests', not of those who meet them."""
    return any(
        f.act is Act.MEET and f.clause == frame.clause and f.trigger.end <= frame.trigger.start for f in scene.by_sentence[frame.sentence]
    )


def _nominal(scene: Scene, frame: Frame) -> bool:
    """对…赴X洽谈表示敬意: a journey spoken of, not told."""
    if _LONG_AGO.search(scene.folded[frame.clause.start : frame.trigger.start]):
        return True
    if frame.inherited and _TEAM.match(scene.folded, frame.trigger.end, frame.sentence.end) and _met_before(scene, frame):
        return True
    if re.match(r"[^，。]{0,24}(?:事宜|方案|筹备|预案|准备工作)|名单", scene.folded[frame.trigger.end : frame.sentence.end]):
        return True
    return spoken_of(scene, frame)


def spoken_of(scene: Scene, frame: Frame) -> bool:
    """对甲会见乙表示感谢."""
    return bool(re.search(r"对[^，]*$", scene.folded[frame.clause.start : frame.trigger.start])) and bool(
        re.match(r"[^，]*(?:表示|给予)", scene.folded[frame.trigger.end : frame.clause.end])
    )


_ALSO = re.compile(r"[^，、。；]{0,8}的(?:还|另)有")
"""来我省考察的还有甲、乙: further members of a team, told by `heads`."""
_CLAUSE = re.compile(r"[^，、。；]{0,8}的[，,]?是?")


def _relative(scene: Scene, frame: Frame) -> tuple[str, ...] | None:
    """来西安考察的榆林市市长张某: the travellers stand behind 的. None where the verb is in no such clause, () where nobody does."""
    text = scene.folded
    reach = _CLAUSE.match(text, frame.trigger.end, frame.sentence.end)
    if frame.act is Act.TALK or not reach or not re.search(r"来|莅|应邀|专程|正在", text[frame.clause.start : frame.trigger.end]):
        return None
    if _ALSO.match(text, frame.trigger.end, frame.sentence.end):
        return ()
    behind = scene.document.inside(Span(reach.end() - 1, frame.sentence.end), Type.PERSON)
    first = next(behind, None)
    if first is None or re.search(r"[，。；]", text[reach.end() : first.span.start]):
        return ()
    listed = [first]
    for m in behind:
        if not re.fullmatch(r"(?:、|和|以及)[^，。]{0,20}", text[listed[-1].span.end : m.span.start]):
            break
        listed.append(m)
    goals = {*who.places(scene, (*frame.objects, *frame.places))}
    return who.people(scene, (first, *(m for m in listed[1:] if not scene.regions_of(m.entity) & goals)))


_FAR = re.compile(r".*[赴往飞访]|进京|南下|北上|抵达|去")


def _by_hosts(scene: Scene, frame: Frame, previous: Frame | None) -> bool:
    """陪同考察, 领着客人参观: the verb's doers are the guests, not whoever accompanies them."""
    if previous is None or previous.clause != frame.clause or not frame.inherited:
        return False
    if previous.word in HOSTLY and ((frame.act is Act.GO and _FAR.fullmatch(frame.word)) or companions(scene, previous)):
        return False  # 带着商务局的人远赴美国: nobody is shown round there
    return previous.act is Act.ACCOMPANY or previous.word in HOSTLY
