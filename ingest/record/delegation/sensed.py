"""What the text network says of a trip and of the entities in it, beside the scorers."""

from __future__ import annotations

from collections.abc import Sequence

from zhaoshang.ingest.sense.mixed import mixed
from zhaoshang.ontology.values import Span

from .cues import ROLES
from .judge import CLASSES
from .view import TripView


def trip_said(view: TripView) -> Sequence[float]:
    """The network's log-probabilities of `judge`'s classes; none where the article has no sense."""
    sense = view.scene.document.sense
    return () if sense is None else sense.trip(view.trip.stretches, _steps(view))


def role_said(view: TripView, entity: str, group: str) -> Sequence[float]:
    """The network's log-probabilities of the entity's roles; none where the article has no sense or does not name the entity."""
    sense, inside = view.scene.document.sense, [m.span for m in view.by_entity.get(entity, ())]
    namings = inside or [m.span for m in view.scene.mentions(entity)]
    if sense is None or not namings:
        return ()
    return sense.role(group, view.trip.stretches, _steps(view), namings, bool(inside))


def trip_sensed(view: TripView, sure: dict[str, float]) -> dict[str, float]:
    """The scorer's probabilities of `judge`'s classes with the network's say."""
    said = trip_said(view)
    return mixed("trip", CLASSES, sure, said) if said else sure


def role_sensed(view: TripView, entity: str, group: str, sure: dict[str, float]) -> dict[str, float]:
    """The scorer's probabilities of the entity's roles with the network's say."""
    said = role_said(view, entity, group)
    return mixed(group, ROLES[group], sure, said) if said else sure


def _steps(view: TripView) -> list[Span]:
    return [step.frame.trigger for step in view.trip.steps]
