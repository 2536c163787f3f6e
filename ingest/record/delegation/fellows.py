"""Who travels along, told by nouns: 随团的有甲公司、乙公司, 成员包括甲集团、乙集团的负责人, 甲公司、乙公司派人随团, 局长甲、科长乙随行."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zhaoshang.ingest.clause import LONGEST, Frame
from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.reading import Kind, Status
from zhaoshang.ontology.values import Span

from .scene import PEOPLE, Scene, verbless
from .sorts import firm_sort
from .step import Step

_AHEAD = re.compile(
    r"(?:随团|随访|随行|同行|同来|同去|同往|参团|随队)(?:而来|前来|来|赴|出访|前往|到)?[^，。；、]{0,4}?的(?:还|也|主要|既|除了)*(?P<list>有|包括|是)?"
    r"|(?P<members>(?:成员|团员|随员)(?:单位|企业)?(?:里|中)?(?:既|还|主要|则|分别)?(?:有|包括|来自|涵盖)"
    r"|(?:代表团|考察团|访问团|经贸团|采购团|招商团|一行)[^，。；]{0,8}，?(?:成员)?包括"
    r"|(?:考察|来访|参观|访问)[^，。；]{0,6}，分别(?:是|来自|为)"
    r"|(?:代表团|考察团|访问团|经贸团|招商团|参展团)(?:还|共|一共)?带(?:去|来)了?"
    r"|此行[^，。；]{0,4}带[来了着]|副团长(?:分别)?(?:是|为|有|[：:])|随同[^，。；]{0,6}的还?有)"
)
_ALONG = (
    r"(?:随团|随访|随行|(?<!的)(?<!全程)同行|随同|一同前往|一道前往|同往|结伴)"
    r"(?!的|企业|业|志|[^，。；]{0,2}(?:干部|人员|记者|工作|客商|领导))"
)
_BEHIND = re.compile(
    r"(?:、[^，。；、]{2,14}){0,3}[^，。；、]{0,30}?"
    rf"(?:{_ALONG}|也?在团里|也?都?在团中|一[同道起](?:考察|前去|前来|到访|来访|出访)(?!的)|在内的|(?:负责人|代表)一行|是[^，。；]{{0,8}}(?:考察团|代表团|访问团)成员)"
)
_GAP = re.compile(r"(?:[^，。；：]{0,24}[、和及与]|[^，。；：]{0,16}，)[^，。；：、]{0,16}")
_LEAD_IN = re.compile(r"[：:]?[^，。；、：]{0,16}")


def with_fellows(scene: Scene, steps: Iterable[Step]) -> Iterator[Step]:
    """``steps``, and one step for each sentence that names fellow travellers so."""
    told, fellows = tuple(steps), tuple(_fellows(scene))
    yield from (_unhosted(step, fellows) for step in told)
    yield from fellows


def _fellows(scene: Scene) -> Iterator[Step]:
    for sentence in scene.document.sentences:
        if (
            len(sentence) > LONGEST
            or not _ANY.search(scene.folded, sentence.start, sentence.end)
            or (frame := _frame(scene, sentence)) is None
        ):
            continue
        named = [m for m in scene.document.inside(sentence, Type.FIRM, Type.BODY, Type.PERSON) if m.entity and _travels(scene, m)]
        found = dict.fromkeys((*_listed(scene, sentence, named), *_said(scene, sentence, named)))
        people = tuple(e for e in found if scene.kind(e) in PEOPLE)
        found |= dict.fromkeys(_from(scene, sentence))
        if found:
            yield Step(frame, "made-of", along=people, orgs=tuple(e for e in found if e not in people))


def _unhosted(step: Step, fellows: Sequence[Step]) -> Step:
    """``step`` without hosts and firms called on that its own sentence tells to be fellow travellers."""
    own = {e for f in fellows if f.frame.sentence == step.frame.sentence for e in (*f.along, *f.orgs)}
    if not own & {*step.hosts, *step.called}:
        return step
    hosts, called = (tuple(e for e in row if e not in own) for row in (step.hosts, step.called))
    return replace(step, hosts=hosts, called=called)


_ANY = re.compile(
    r"[随团]团|在团[里中]|一[同道起][考前到来出]|副团长|带[来去]|随[访行员同队]|同[行来去往]|参团|成员|团员|包括|来自|分别|此行"
    r"|结伴|在内的|一行"
)


def _frame(scene: Scene, sentence: Span) -> Frame | None:
    """The frame to which the step belongs; None where the sentence tells of nothing done."""
    frames = scene.by_sentence.get(sentence, ())
    if not frames:
        return verbless(sentence, "随团")
    told = (f for f in frames if not f.quoted and not f.reported and f.status is Status.HAPPENED)
    return next(told, None)


def _travels(scene: Scene, m: Mention) -> bool:
    """A person, a firm, or a chamber: offices of the travellers' own place merely accompany."""
    kind = scene.kind(m.entity)
    if m.type is Type.PERSON:
        return kind in PEOPLE
    return kind is Kind.COMPANY or (kind is Kind.BODY and "society" in set(firm_sort(scene.document.entities[m.entity])))


def _listed(scene: Scene, sentence: Span, named: Sequence[Mention]) -> Iterator[str]:
    """The row behind 随团的有, 成员包括; behind 随团的 alone the first."""
    for found in _AHEAD.finditer(scene.folded, sentence.start, sentence.end):
        end, near = found.end(), _LEAD_IN
        for m in (m for m in named if m.span.start >= found.end()):
            if not _joined(scene, sentence, end, m.span.start, near):
                break
            yield m.entity
            if m.type is Type.PERSON and not (found["list"] or found["members"]):
                break
            end, near = m.span.end, _CLOSE


_CLOSE = re.compile(r"[^，。；、：]{0,16}")


def _joined(scene: Scene, sentence: Span, low: int, high: int, near: re.Pattern[str]) -> bool:
    """Nothing but posts and marks of a list stands between two of a row: no verb."""
    if not near.fullmatch(scene.folded, low, high) and not _GAP.fullmatch(scene.folded, low, high):
        return False
    return not any(low <= f.trigger.start < high for f in scene.by_sentence.get(sentence, ()))


_FROM = re.compile(r"(?<!主要)(?<!成)(?<!多)(?<!大)来自")
_COMING = re.compile(r"^他们|考察|参访|访问|来访|抵达|到访|采购|来到|到达|客商|台商|港商|商会会长|团[里员中]|[访表察购商问]团|一行")
_ATTENDING = re.compile(r"到会|到场|与会|出席|参会|参加")
_ROW = re.compile(r"[^，。；：]{0,12}[、和及与以][^，。；：]{0,4}")


def _from(scene: Scene, sentence: Span) -> Iterator[str]:
    """来自甲市、乙市的客商: where visitors come from, not whoever attends a meeting."""
    text = scene.folded[sentence.start : sentence.end]
    found = _FROM.search(text)
    if not found or not _COMING.search(text) or _ATTENDING.search(text):
        return
    end = first = sentence.start + found.end()
    for m in (m for m in scene.document.inside(sentence, Type.PLACE, Type.FIRM, Type.BODY) if m.entity and m.span.start >= first):
        near = m.span.start - end <= 3 if end == first else _ROW.fullmatch(scene.folded, end, m.span.start)
        if not near and m.span.start > end:
            break
        yield m.entity
        end = m.span.end


def _said(scene: Scene, sentence: Span, named: Sequence[Mention]) -> Iterator[str]:
    """The row before 派人随团, 的负责人同行."""
    row: list[str] = []
    last = sentence.start
    called = {o.span for f in scene.by_sentence.get(sentence, ()) for o in f.objects if f.clause.covers(o.span)}
    for m in named:
        if m.span in called:
            row, last = [], m.span.end
            continue
        if row and not _joined(scene, sentence, last, m.span.start, _CLOSE):
            row = []
        row.append(m.entity)
        last = m.span.end
        if _BEHIND.match(scene.folded, m.span.end, sentence.end):
            yield from row
            row = []
