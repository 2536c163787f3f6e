"""Events held away from home: 嘉禾市在上海举行招商推介会. Whoever invites has travelled to the place of the event."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from zhaoshang.ingest.clause import Act, Frame
from zhaoshang.ingest.document import DateRange, Mention, Type
from zhaoshang.ingest.entity.regions import is_group
from zhaoshang.ontology.reading import Kind
from zhaoshang.ontology.values import Span

from .scene import Scene
from .step import Step

_EVENT = re.compile(r"推介会|说明会|招商会|恳谈会|洽谈会|对接会|投资推介|招商推介|经贸交流会|见面会|乡情|答谢会|座谈会")
_SIGNED = re.compile(r"签约仪式|签约大会|签约活动|推荐会|招商活动")
"""Events that tell of a journey only where a place is said to hold them elsewhere: 嘉禾市在上海举办签约仪式."""
_BROUGHT = ("开到", "开进", "办到", "办在")
"""Where an event was brought to stands behind these: 推介会开到了广州."""
_HELD = ("举行", "举办", "召开", *_BROUGHT)
_OWN = re.compile(r"我[省市州县区旗]|我[省市州县区旗]")


def away_steps(scene: Scene) -> Iterator[Step]:
    """One step for each sentence in which an event of one place is held in another."""
    for sentence, frames in scene.by_sentence.items():
        if step := _promoted(scene, frames):
            yield step
        held = next((f for f in frames if f.act is Act.HOLD and f.word in _HELD and not f.quoted), None)
        telling = held and (_EVENT.search(scene.folded, sentence.start, sentence.end) or _holder_named(scene, held))
        if held and telling and (step := _held(scene, held)):
            yield step


def _holder_named(scene: Scene, frame: Frame) -> bool:
    """嘉禾市在上海举办签约仪式: whose ceremony it is stands right before where it is held."""
    if not _SIGNED.search(scene.folded, frame.trigger.end, frame.sentence.end):
        return False
    places = [m for m in scene.document.inside(frame.clause, Type.PLACE) if m.span.end <= frame.trigger.start]
    return any(b.span.start - a.span.end <= 1 and scene.folded[a.span.end : b.span.start] == "在" for a, b in pairwise(places))


def _held(scene: Scene, frame: Frame) -> Step | None:
    place = _where(scene, frame)
    if not place:
        return None
    guests = _guests(scene, place)
    orgs = tuple(dict.fromkeys(r for p in guests for r in scene.regions_of(p)))
    home = orgs or _named_home(scene, frame, place)
    if not home:
        return None
    return Step(frame, "hosted-away", guests[:1], guests[1:], home, targets=(place,))


def _promoted(scene: Scene, frames: tuple[Frame, ...]) -> Step | None:
    """林某在东京推介嘉禾: an official who presents the home place where he or she is not at home."""
    for frame in (f for f in frames if f.word == "推介" and not f.quoted and not f.inherited):
        place = _where(scene, frame)
        people = tuple(m.entity for m in frame.subject if m.type is Type.PERSON and scene.kind(m.entity) is Kind.OFFICIAL)
        regions = {r for p in people for r in scene.regions_of(p)}
        if place and people and not any(scene.within(place, r) for r in regions):
            return Step(frame, "hosted-away", people[:1], people[1:], tuple(sorted(regions)), targets=(place,))
    return None


def signed_steps(scene: Scene) -> Iterator[Step]:
    """One step for each sentence in which officials sign where they are not at home: asked where nothing else tells of a journey."""
    return (step for sentence in scene.document.sentences if (step := _signed(scene, sentence)))


_DEAL = re.compile(r"协议|合同|备忘录|签约|签署|签订|签下|举行[^，。]{0,6}(?:会谈|座谈|会晤)")
_HERE = re.compile(r"[，,](?:双方)?[^，。；]{0,40}在(?:这里|此|当地)")


def _signed(scene: Scene, sentence: Span) -> Step | None:
    """许昌市同上海电气在沪签约，到场的有市委书记甲: officials who sign where they are not at home have travelled."""
    if not _DEAL.search(scene.folded, sentence.start, sentence.end):
        return None
    for place in scene.document.inside(sentence, Type.PLACE):
        guests = _signers(scene, sentence, place.entity) if _signed_there(scene, place, sentence) else ()
        if guests:
            regions = tuple(sorted({r for p in guests for r in scene.regions_of(p)}))
            dates = [m for m in scene.document.inside(sentence, Type.DATE) if isinstance(m.value, DateRange)]
            date = dates[0] if dates else None
            when = date.value if date and isinstance(date.value, DateRange) else None
            frame = Frame(Act.SIGN, "签约", place.span, sentence, sentence, date=date, when=when)
            return Step(frame, "signed-away", guests[:1], guests[1:], regions, targets=(place.entity,))
    return None


def _signed_there(scene: Scene, place: Mention, sentence: Span) -> bool:
    """在北京签署, or a clause of its own that 在这里 takes up: 1月24日，北京，…在这里签约."""
    text = scene.folded
    if not place.entity or not scene.document.entities[place.entity].code:
        return False
    if text[place.span.start - 1 : place.span.start] == "在":
        return not re.match(r"[^，。；]{0,12}(?:的|投资|设立|建设|建立|落户|发展)", text[place.span.end : sentence.end])
    alone = text[place.span.start - 1 : place.span.start] in "，,\n" and text[place.span.end : place.span.end + 1] in "，,"
    return alone and bool(_HERE.match(text, place.span.end, sentence.end))


def _signers(scene: Scene, sentence: Span, place: str) -> tuple[str, ...]:
    """The officials of other places whom the sentence or the one behind it names."""
    sentences = scene.document.sentences
    following = bisect_right(sentences, sentence.start, key=lambda s: s.start)
    end = sentences[following].end if following < len(sentences) else sentence.end
    named = scene.document.inside(Span(sentence.start, end), Type.PERSON)
    return tuple(dict.fromkeys(m.entity for m in named if _from_elsewhere(scene, m.entity, place)))


def _from_elsewhere(scene: Scene, person: str, place: str) -> bool:
    regions = scene.regions_of(person)
    away = bool(regions) and not any(scene.within(r, place) or scene.within(place, r) for r in regions)
    return away and scene.kind(person) is Kind.OFFICIAL


def _where(scene: Scene, frame: Frame) -> str:
    """The region right behind 在, before 举行. Of a zone that no table knows nobody can tell whether it is away."""
    for m in scene.document.inside(frame.sentence, Type.PLACE):
        before = scene.folded[max(frame.sentence.start, m.span.start - 2) : m.span.start]
        if m.entity and before.endswith("在") and m.span.end <= frame.trigger.start:
            return m.entity if scene.document.entities[m.entity].code else ""
        if m.entity and frame.word in _BROUGHT and 0 <= m.span.start - frame.trigger.end <= 1:
            return m.entity if scene.document.entities[m.entity].code else ""
    return ""


def _guests(scene: Scene, place: str) -> tuple[str, ...]:
    """The officials of other places who are said to attend, open or speak, in the order of the text."""
    found: dict[str, None] = {}
    for frame in scene.frames:
        if frame.quoted or frame.act not in (Act.ATTEND, Act.HOLD, Act.SAY):
            continue
        for m in frame.subject:
            if m.type is Type.PERSON and _from_elsewhere(scene, m.entity, place):
                found[m.entity] = None
    return tuple(found)


def _named_home(scene: Scene, frame: Frame, place: str) -> tuple[str, ...]:
    """The place that holds the event, where its name or the subject tells: 黄石产业投资推介会, 我市在上海举行."""
    before = Span(frame.sentence.start, max(frame.trigger.start, frame.sentence.start + 1))
    named = [m.entity for m in scene.document.inside(before, Type.PLACE) if m.entity and not scene.within(m.entity, place)]
    own = _OWN.search(scene.folded, frame.sentence.start, frame.trigger.start)
    if own and not named:
        named = sorted(scene.home(own.group()[-1]))
    return tuple(e for e in dict.fromkeys(named) if not scene.within(place, e) and not is_group(scene.document.entities[e]))[:1]
