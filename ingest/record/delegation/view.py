"""One trip looked at closely: where it went, whom it called on, which mentions belong to it. What the cues ask, computed once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from zhaoshang.ingest.clause import Frame
from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.reading import Kind, Status
from zhaoshang.ontology.values import Span

from .scene import Scene
from .step import Step
from .trip import Trip


@dataclass(frozen=True, slots=True)
class TripView:
    """``targets``, ``called``, ``hosts`` … count the done steps that say so of an entity; ``frames`` are those of its stretches."""

    scene: Scene
    trip: Trip
    targets: dict[str, int]
    called: dict[str, int]
    hosts: dict[str, int]
    along: dict[str, int]
    walkers: dict[str, int]
    orgs: dict[str, int]
    frames: tuple[Frame, ...]
    by_entity: dict[str, list[Mention]] = field(default_factory=dict)
    _at: dict[int, Span] = field(default_factory=dict, init=False, repr=False, compare=False)
    _paragraphs: dict[Span, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    _steps: dict[tuple[str, ...], frozenset[Span]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _acts: dict[tuple[str, ...], dict[str, list[Frame]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def own_regions(self) -> frozenset[str]:
        """The regions among those that the travellers come from."""
        return frozenset(o for o in self.trip.own if self.scene.kind(o) is Kind.REGION)

    def named(self) -> list[str]:
        """The entities that the trip's stretches or steps name, in the document's order: only they can have a role."""
        tables = (self.targets, self.called, self.hosts, self.along, self.walkers, self.orgs)
        known = set(self.by_entity).union(*tables, self.trip.leaders, self.trip.own)
        return [e for e in self.scene.document.entities if e in known]

    def stretch_at(self, offset: int) -> Span:
        """The trip's stretch around the offset, else the sentence."""
        found = self._at.get(offset)
        if found is None:
            found = next((s for s in self.trip.stretches if s.start <= offset < s.end), None) or self.scene.document.sentence_at(offset)
            self._at[offset] = found
        return found

    def paragraph_of(self, span: Span) -> int:
        """The number of the paragraph that holds the span, -1 where none does."""
        if span not in self._paragraphs:
            paragraphs = enumerate(self.scene.document.article.paragraphs)
            self._paragraphs[span] = next((i for i, p in paragraphs if p.covers(span)), -1)
        return self._paragraphs[span]

    def stretches_of(self, *rules: str) -> frozenset[Span]:
        """Where the trip's steps stand; only those of ``rules`` where any is named."""
        if rules not in self._steps:
            steps = (s for s in self.trip.steps if not rules or s.rule in rules)
            self._steps[rules] = frozenset(self.stretch_at(s.frame.trigger.start) for s in steps)
        return self._steps[rules]

    def acts(self, entity: str, *places: str) -> list[Frame]:
        """The frames of the trip's stretches in which ``entity`` fills one of ``places`` (subject, objects, partners, places)."""
        if places not in self._acts:
            table: dict[str, list[Frame]] = defaultdict(list)
            for frame in self.frames:
                for name in {m.entity for place in places for m in getattr(frame, place)}:
                    table[name].append(frame)
            self._acts[places] = dict(table)
        return self._acts[places].get(entity, [])


def told(trip: Trip) -> tuple[Step, ...]:
    """The steps that are told as done; of a trip of which none is, all of them."""
    done = tuple(s for s in trip.steps if s.frame.status is Status.HAPPENED and not s.frame.reported)
    return done or trip.steps


def view(scene: Scene, trip: Trip) -> TripView:
    """The view of ``trip``."""
    tables: dict[str, dict[str, int]] = {name: defaultdict(int) for name in ("targets", "called", "hosts", "along", "people", "orgs")}
    for step in told(trip):
        for name, table in tables.items():
            for entity in getattr(step, name):
                table[entity] += 1
    inside = tuple(f for f in scene.frames if any(s.covers(f.trigger) for s in trip.stretches))
    return TripView(
        scene,
        trip,
        tables["targets"],
        tables["called"],
        tables["hosts"],
        tables["along"],
        tables["people"],
        tables["orgs"],
        inside,
        _mentions(scene, trip),
    )


def _mentions(scene: Scene, trip: Trip) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for stretch in trip.stretches:
        for m in scene.document.inside(stretch):
            if m.entity and m.type is not Type.POST:
                found[m.entity].append(m)
    return dict(found)
