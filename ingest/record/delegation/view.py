"""One trip looked at closely: where it went, whom it called on, which mentions belong to it. What the cues ask, computed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhaoshang.ingest.clause import Frame
from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.reading import Kind, Status
from zhaoshang.ontology.values import Span

from .scene import Scene
from .trips import Trip


@dataclass(frozen=True, slots=True)
class TripView:
    """``targets``, ``called``, ``hosts`` … count the done steps that say so of an entity; ``frames`` are those of its sentences."""

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

    def own_regions(self) -> frozenset[str]:
        """The regions among those that the travellers come from."""
        return frozenset(o for o in self.trip.own if self.scene.kind(o) is Kind.REGION)

    def acts(self, entity: str, place: str) -> Iterator[Frame]:
        """The frames of the trip's sentences in which ``entity`` fills ``place`` (subject, objects, partners)."""
        return (f for f in self.frames if any(m.entity == entity for m in getattr(f, place)))


def view(scene: Scene, trip: Trip) -> TripView:
    """The view of ``trip``."""
    tables: dict[str, dict[str, int]] = {name: defaultdict(int) for name in ("targets", "called", "hosts", "along", "people", "orgs")}
    for step in trip.steps:
        if step.frame.status is Status.HAPPENED and not step.frame.reported:
            for name, table in tables.items():
                for entity in getattr(step, name):
                    table[entity] += 1
    inside = tuple(f for f in scene.frames if f.sentence in trip.sentences)
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
    spans = sorted(trip.sentences)
    starts: dict[int, Span] = {s.start: s for s in spans}
    for sentence in starts.values():
        for m in scene.document.inside(sentence):
            if m.entity and m.type is not Type.POST:
                found[m.entity].append(m)
    return dict(found)
