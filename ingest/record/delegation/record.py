"""From a trip and its decided roles to a record: fillers with their evidence, the days, how real it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from zhaoshang.ingest.clause import dateline
from zhaoshang.ingest.document import DateRange, Mention, Type
from zhaoshang.ontology.reading import Filler, Kind, Record, Status
from zhaoshang.ontology.values import Evidence, PartialDate, Span

from .choices import Choice, choices
from .model import Weights
from .step import Step
from .trip import day_of
from .view import TripView

_LEADING = ("leads", "received", "made-of", "sends", "hosted-away", "signed-away")


def record(view: TripView, sure: float, table: Mapping[str, Weights]) -> Record:
    """The record of the trip, of confidence ``sure``."""
    roles: dict[str, list[Filler]] = {}
    for choice in choices(view, table):
        roles.setdefault(choice.role, []).append(_filler(view, choice.entity, choice.sure, _rule(view, choice)))
    for role, (day, words) in _days(view).items():
        roles[role] = [Filler(str(day), (words,), round(sure, 4), "dated")]
    sentences = sorted({s.frame.sentence for s in view.trip.steps})
    evidence = tuple(view.scene.document.quote(s) for s in sentences)
    return Record("delegation", {r: tuple(f) for r, f in roles.items()}, status(view), evidence, round(sure, 4), _anchor(view).rule)


def status(view: TripView) -> Status:
    """The anchor's own where that is a team that has yet to set out; else happened if any step is told as done."""
    anchor = _anchor(view)
    done = [s for s in view.trip.steps if s.frame.status is Status.HAPPENED and not s.frame.reported]
    first = view.trip.steps.index(anchor) < view.trip.steps.index(done[0]) if done else True
    if first and anchor.rule in ("leads", "made-of") and anchor.frame.status is not Status.HAPPENED:
        return anchor.frame.status  # 甲将率团赴X: whatever else is told of it lies ahead as well
    return Status.HAPPENED if done else _anchor(view).frame.status if _anchor(view).frame.status is not Status.HAPPENED else Status.PLANNED


def _anchor(view: TripView) -> Step:
    return next((s for s in view.trip.steps if s.rule in _LEADING), view.trip.steps[0])


def _rule(view: TripView, choice: Choice) -> str:
    step = next((s for s in view.trip.steps if choice.entity in (*s.called, *s.hosts, *s.along, *s.targets, *s.orgs)), None)
    return f"{choice.role}:{step.rule}" if step else f"{choice.role}:weighed"


def _filler(view: TripView, entity: str, sure: float, rule: str) -> Filler:
    mention, step = _shown(view, entity)
    when = where = ""
    if step and rule.startswith(("visited", "met")):
        day = step.frame.when.start if step.frame.when else None
        when = str(day) if day else ""
        where = _where(view, step)
    return Filler(entity, (mention,), round(sure, 4), rule, when, where)


def _where(view: TripView, step: Step) -> str:
    places = (*step.targets, *(m.entity for m in step.frame.places if m.type is Type.PLACE and m.entity))
    own = view.own_regions()
    return next((p for p in places if view.scene.kind(p) is Kind.REGION and p not in own), "")


def _shown(view: TripView, entity: str) -> tuple[Evidence, Step | None]:
    """The words that fill the role: in a step if one names the entity, else the first in the trip's stretches, else the first of all."""
    for step in view.trip.steps:
        for m in (*step.frame.subject, *step.frame.objects, *step.frame.partners):
            if m.entity == entity:
                return view.scene.document.quote(m.span), step
    own: Iterable[Mention] = view.by_entity.get(entity, [])
    for m in own:
        return view.scene.document.quote(m.span), None
    return view.scene.document.entities[entity].mentions[0], None


def _days(view: TripView) -> dict[str, tuple[PartialDate, Evidence]]:
    """Start and end: the anchor's days; where the steps run on beyond its last day, the last of theirs."""
    done = [s for s in view.trip.steps if s.frame.status is Status.HAPPENED and not s.frame.reported]
    dated = [s for s in done if s.frame.when and s.frame.when.start and (not s.frame.carried or _near(view, s))]
    dated = sorted((s for s in dated if not s.frame.carried or _range(s)[0].month), key=_fitness)
    if not dated:
        return _told_elsewhere(view)
    first = dated[0]
    start, end = _range(first)
    mention = _words(view, first)
    earlier = _earlier(dated, start)
    if earlier:
        start, end, mention = _range(earlier)[0], end or start, _words(view, earlier)
    found = {"start": (start, mention)}
    if end is None and start.day:
        later = [(_range(s)[1] or _range(s)[0], s) for s in dated if not s.frame.carried]
        last = max(((d, s) for d, s in later if d.day and str(d) > str(start)), key=lambda p: str(p[0]), default=None)
        end, mention = (last[0], _words(view, last[1])) if last else (None, mention)
    if end is not None and str(end) > str(start):
        found["end"] = (end, mention)
    return _whole(view, found)


_LONGEST = 31
"""The most days of a stretch of time that is taken for a journey's."""


def _whole(view: TripView, found: dict[str, tuple[PartialDate, Evidence]]) -> dict[str, tuple[PartialDate, Evidence]]:
    """``found``, or the longest stretch of days told of the trip that holds both: 五月六日至九日 over stops of one day."""
    low = _date(found["start"][0])
    end = _date(found.get("end", found["start"])[0])
    if low is None or end is None:
        return found
    ranges = [(m, a, b) for m, a, b in _ranges(view) if a <= low and end <= b and (b - a).days < _LONGEST]
    widest = max(ranges, key=lambda r: (r[2] - r[1], -r[0].span.start), default=None)
    if widest is None:
        return found
    words, value = view.scene.document.quote(widest[0].span), widest[0].value
    assert isinstance(value, DateRange) and value.start is not None and value.end is not None
    return {"start": (value.start, words), "end": (value.end, words)}


def _ranges(view: TripView) -> Iterator[tuple[Mention, date, date]]:
    """The stretches of days that the trip's parts of the text name."""
    for stretch in view.trip.stretches:
        for m in view.scene.document.inside(stretch, Type.DATE):
            if isinstance(m.value, DateRange) and m.value.start and m.value.end:
                first, last = _date(m.value.start), _date(m.value.end)
                if first and last and first < last:
                    yield m, first, last


def _date(day: PartialDate) -> date | None:
    return date(day.year, day.month, day.day) if day.month and day.day else None


_RUN_UP = 7
"""How many days before the anchor's a step may lie and still be of the same journey: 六日动身, 九日签约."""


def _earlier(dated: Sequence[Step], start: PartialDate) -> Step | None:
    """The step of the earliest day, where that lies at most a week before ``start``."""
    days = [(day, n) for n, s in enumerate(dated) if _range(s)[0].day and (day := day_of(s.frame.when))]
    first, number = min(days, default=(None, 0))
    if first is None or not start.day or start.month is None:
        return None
    ahead = (date(start.year, start.month, start.day) - first).days
    return dated[number] if 0 < ahead <= _RUN_UP else None


def _told_elsewhere(view: TripView) -> dict[str, tuple[PartialDate, Evidence]]:
    """The first day that the trip's stretches name, where no step has one of its own; none that lies ahead."""
    published = str(view.scene.document.article.published or "9")
    for stretch in view.trip.stretches:
        for m in view.scene.document.inside(stretch, Type.DATE):
            start = m.value.start if isinstance(m.value, DateRange) else None
            if start is not None and start.day and str(start) <= published and not dateline(view.scene.document, m):
                return _whole(view, {"start": (start, view.scene.document.quote(m.span))})
    return {}


def _fitness(step: Step) -> tuple[bool, bool, bool]:
    """Days before months before years, stated before carried, the anchor's before those of the stops."""
    start = step.frame.when.start if step.frame.when else None
    return (start is None or start.day is None, step.frame.carried, step.rule not in _LEADING)


def _near(view: TripView, step: Step) -> bool:
    """A carried day counts where its words stand in the same paragraph."""
    paragraph = next(p for p in view.scene.document.article.paragraphs if p.covers(step.frame.sentence))
    dates = view.scene.document.inside(Span(paragraph.start, step.frame.trigger.end), Type.DATE)
    return any(m.value == step.frame.when for m in dates)


def _range(step: Step) -> tuple[PartialDate, PartialDate | None]:
    when: DateRange | None = step.frame.when
    assert when is not None and when.start is not None
    return when.start, when.end


def _words(view: TripView, step: Step) -> Evidence:
    """The words of the date: in the step's sentence, else the last before it."""
    if step.frame.date:
        return view.scene.document.quote(step.frame.date.span)
    dates = [m for m in view.scene.document.mentions if m.type is Type.DATE and m.span.start < step.frame.trigger.start]
    before = next((m for m in reversed(dates) if m.value == step.frame.when), None)
    return view.scene.document.quote(before.span if before else step.frame.sentence)
