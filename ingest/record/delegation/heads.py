"""Who leads and who goes along, told by nouns instead of verbs: 以某某为团长, 考察团团长某某, 代表团成员包括某某, 同来的有某某."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.clause import LONGEST, Act, Frame
from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.reading import Kind, Status
from zhaoshang.ontology.values import Span

from .scene import FIRMS, PEOPLE, Scene, verbless
from .step import Step

_AS_HEAD = re.compile(r"(?:同志|先生|女士|博士)?(?:为|任|担任|是)(?P<vice>副)?[^，。、]{0,12}?团长")
_HEAD = re.compile(r"(?<!副)团长$")
_VICE = re.compile(r"副团长$")
_MEMBERS = re.compile(
    r"(?:(?:团|组|队|一行)(?:的)?(?:其他)?(?:[0-9一二三四五六七八九十]+[位名个])?(?:成员|团员)(?:名单)?(?:还|分别)?(?:包括|有|是|为|如下|(?=[：:]))|(?:同来|同行|随行|随团|随访|同去|一同前往|一起来)的(?:还|主要)?(?:有|包括|是)"
    r"|参加(?:此行|此次出访|此次考察|本次考察)的[^，。]{0,12}(?:中|有|包括)|(?:考察团|代表团|访问团)(?:里|中)|团里[^，。；]{0,6}有|一行[^，。；、]{0,8}(?:里头|里面|里|当中|中)[，]?(?:有|包括)|来[^，。；]{0,8}(?:考察|访问|参观|洽谈)的(?:还|另)有|(?:随同|陪同|同[^，。；、]{1,6}一[道同起])[^，。；、]{0,6}(?:出访|来访|访问|学习考察|考察|前往|来)的(?:还)?有(?:[一二三四五六七八九十两]+[位人])?)[，：:]?"
)


def head_steps(scene: Scene) -> Iterator[Step]:
    """One step for each sentence that names a team's head or its members so."""
    yield from _parties(scene)
    yield from _noted(scene)
    for sentence in scene.document.sentences:
        frame = _frame(scene, sentence)
        if frame is None or frame.status is not Status.HAPPENED:
            continue
        heads, vices = _heads(scene, sentence)
        if heads:
            yield Step(frame, "leads", heads, vices, group="团")
        found = _MEMBERS.search(scene.folded, sentence.start, sentence.end)
        if found and (step := _members(scene, frame, _rest(scene, found.end(), sentence.end))):
            yield step


def _rest(scene: Scene, start: int, end: int) -> Span:
    """The list that begins at ``start``, up to a semicolon: 同行的有甲、乙；丙也参加."""
    stop = scene.folded.find("；", start, end)
    return Span(start - 1, end if stop < 0 else stop)


def _frame(scene: Scene, sentence: Span) -> Frame | None:
    """The frame to which the step belongs; one made up for a sentence without a verb of the lexicon, such as a list of members."""
    frames = scene.by_sentence.get(sentence, ())
    if not frames and len(sentence) <= LONGEST and _MEMBERS.search(scene.folded, sentence.start, sentence.end):
        return verbless(sentence, "成员")
    return next((f for f in frames if not f.quoted and not f.reported), None)


def _parties(scene: Scene) -> Iterator[Step]:
    """甲一行 where no verb of the lexicon tells what they do: they travel all the same."""
    for group in (m for m in scene.document.mentions if m.type is Type.GROUP and m.span.of(scene.folded).startswith("一行")):
        sentence = scene.document.sentence_at(group.span.start)
        people = [p for p in scene.document.inside(sentence, Type.PERSON) if p.span.end == group.span.start]
        told = any(m.span == group.span for f in scene.by_sentence.get(sentence, ()) for m in (*f.subject, *f.objects, *f.partners))
        if people and not told and scene.kind(people[0].entity) in PEOPLE:
            row = _row_before(scene, people[0])
            frame = Frame(Act.GO, "一行", group.span, sentence, sentence, tuple(row))
            yield Step(frame, "party", (row[0].entity,), tuple(m.entity for m in row[1:]), group="一行")


def _row_before(scene: Scene, last: Mention) -> list[Mention]:
    """书记甲、副县长乙｜一行: the people of the row that ends with ``last``."""
    row = [last]
    start = max(scene.document.sentence_at(last.span.start).start, last.span.start - 200)
    before = list(scene.document.inside(Span(start, last.span.end), Type.PERSON))
    for m in reversed([m for m in before if m.span.end <= last.span.start]):
        if not _JOINED.fullmatch(scene.folded, m.span.end, row[0].span.start) or scene.kind(m.entity) not in PEOPLE:
            break
        row.insert(0, m)
    return row


_JOINED = re.compile(r"[、和][^，。；的在]{0,16}(?:、[^，。；的在]{2,8})?")
_NOTED = re.compile(r"(?:带队领导|带队人|带队|领队|(?<!副)团长|(?<!副)组长|(?:任|担任|出任)团长的)(?:[：:]|为|是)\s*")


def _noted(scene: Scene) -> Iterator[Step]:
    """带队领导：某某, as lists and tables note it."""
    for sentence in scene.document.sentences:
        for found in _NOTED.finditer(scene.folded, sentence.start, sentence.end):
            after = [p for p in scene.document.inside(Span(found.start(), sentence.end), Type.PERSON) if p.span.start - found.end() <= 16]
            people = tuple(p.entity for p in after[:1] if scene.kind(p.entity) in PEOPLE)
            if people:
                places = scene.document.inside(Span(found.start(), sentence.end), Type.PLACE)
                frame = Frame(Act.LEAD, "带队", Span(*found.span()), sentence, sentence, tuple(after[:1]))
                yield Step(frame, "leads", people, targets=tuple(dict.fromkeys(m.entity for m in places if m.entity)), group="团")


def _heads(scene: Scene, sentence: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The heads and the deputies that a sentence names."""
    heads: list[str] = []
    vices: list[str] = []
    for person in scene.document.inside(sentence, Type.PERSON):
        if scene.kind(person.entity) not in PEOPLE:
            continue
        behind = _AS_HEAD.match(scene.folded, person.span.end, sentence.end)
        posts = [p.span.of(scene.folded) for p in scene.document.inside(sentence, Type.POST) if p.span.end == person.span.start]
        if (behind and not behind["vice"]) or any(_HEAD.search(p) and _of_team(scene, p) for p in posts):
            heads.append(person.entity)
        elif behind or any(_VICE.search(p) for p in posts):
            vices.append(person.entity)
    return tuple(dict.fromkeys(heads)), tuple(dict.fromkeys(vices))


def _of_team(scene: Scene, post: str) -> bool:
    """团长 of a team that travels, not of a regiment or a troupe."""
    teams = (m.span.of(scene.folded) for m in scene.document.mentions if m.type is Type.GROUP)
    return len(post) > 4 or any(team.endswith("团") for team in teams)


def _members(scene: Scene, frame: Frame, rest: Span) -> Step | None:
    """Everybody behind the words, to the end of the sentence: people go along, firms whose 负责人 are named send them."""
    behind = list(scene.document.inside(rest, Type.PERSON, Type.FIRM, Type.BODY))
    people = [m.entity for m in behind if m.type is Type.PERSON and scene.kind(m.entity) in PEOPLE]
    firms = [m.entity for m in behind if scene.kind(m.entity) in FIRMS and _sends(scene, m, rest)]
    if not people and not firms:
        return None
    return Step(frame, "made-of", along=tuple(dict.fromkeys(people)), orgs=tuple(dict.fromkeys(firms)))


def _sends(scene: Scene, firm: Mention, rest: Span) -> bool:
    """南方食品、桂雄集团的负责人: a firm that is named for its people, not for itself."""
    return scene.kind(firm.entity) is Kind.COMPANY and "负责人" in scene.folded[firm.span.end : rest.end]
