"""Which role every person, firm and place of the article has in a trip: the scorer's say, and what holds for a trip as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhaoshang.ingest.gazetteer import inside as holds

from .cues import ROLES, cues, group_of
from .model import Weights, probabilities
from .sensed import role_sensed
from .sorts import place_sort
from .view import TripView


@dataclass(frozen=True, slots=True)
class Choice:
    """``entity`` fills ``role`` with the probability ``sure``."""

    entity: str
    role: str
    sure: float


def choices(view: TripView, table: Mapping[str, Weights]) -> list[Choice]:
    """The likeliest role of every person, firm and place of the article in this trip; those in none are left out.

    People are settled first: whom they belong to tells much about the firms.
    """
    people = _headed([_of_row(view, c) for c in _settled(_weighed(view, table, {}, "person"))])
    decided = {c.entity: c.role for c in people}
    weighed = list(_weighed(view, table, decided, "firm", "place"))
    things = _settled(weighed)
    things += _reached(weighed, things)
    return _most_specific(view, [*people, *things, *_finer(view, weighed, things)])


_LEAST = 0.2
"""How sure the likeliest destination must be where none is surer than not."""


def _reached(weighed: Sequence[tuple[str, dict[str, float]]], found: Sequence[Choice]) -> list[Choice]:
    """The likeliest destination where no place was settled to be one: every trip leads somewhere."""
    if any(c.role == "destination" for c in found):
        return []
    taken = {c.entity for c in found}
    rest = [(sure["destination"], e) for e, sure in weighed if "destination" in sure and e not in taken]
    best = max(rest, default=(0.0, ""))
    return [Choice(best[1], "destination", best[0])] if best[0] >= _LEAST else []


_FINER = 0.25
"""How sure a destination must be that lies in a state or province reached: the guide wants the most specific."""


def _finer(view: TripView, weighed: Sequence[tuple[str, dict[str, float]]], found: Sequence[Choice]) -> list[Choice]:
    """Places inside states and provinces reached that are no surer senders: 首尔 where 韩国 is the goal."""
    entities = view.scene.document.entities
    taken = {c.entity for c in found}
    wide = [entities[c.entity] for c in found if c.role == "destination"]
    codes = [e.code for e in wide if e.code and place_sort(e) not in _KEPT]
    rest = [(e, sure) for e, sure in weighed if codes and e not in taken and entities[e].code]
    return [
        Choice(e, "destination", sure["destination"])
        for e, sure in rest
        if "destination" in sure and sure["destination"] >= max(_FINER, sure["sender"]) and _in_one(entities[e].code, codes)
    ]


def _in_one(code: str, outer: Sequence[str]) -> bool:
    """The place of ``code`` lies in one of ``outer`` and is none of them."""
    return any(code != o and holds(code, o) for o in outer)


def _of_row(view: TripView, choice: Choice) -> Choice:
    """Whoever is named in the row of those who travel along is no host, whatever else speaks for it."""
    if choice.role != "met" or not any(choice.entity in s.along for s in view.trip.steps if s.rule == "made-of"):
        return choice
    return Choice(choice.entity, "member", choice.sure)


def _headed(people: list[Choice]) -> list[Choice]:
    """Who is named first leads where several travel and nobody is known to lead."""
    first = next((c for c in people if c.role == "member"), None)
    if first is None or any(c.role == "leader" for c in people):
        return people
    return [Choice(c.entity, "leader", c.sure) if c is first else c for c in people]


def _most_specific(view: TripView, found: list[Choice]) -> list[Choice]:
    """Without provinces and states that hold another place reached. A city stays beside its county, for most who were
    in the county are said to have come to the city."""
    codes = {c.entity: view.scene.document.entities[c.entity].code for c in found if c.role == "destination"}
    pairs = [
        (e, o) for e, outer in codes.items() for o, inner in codes.items() if outer and inner and outer != inner and holds(inner, outer)
    ]
    sorts = {e: place_sort(view.scene.document.entities[e]) for e in codes}
    wider = {e for e, o in pairs if e != o and sorts[e] not in _KEPT}
    if set(sorts.values()) - {"group", *_NO_GOAL}:
        wider |= {e for e, sort in sorts.items() if sort == "group"}  # 长三角 where 上海 is named
    return [c for c in found if c.role != "destination" or (c.entity not in wider and sorts[c.entity] not in _NO_GOAL)]


_KEPT = frozenset({"city", "county"})
_NO_GOAL = frozenset({"sight", "vague"})
"""A hall, a hotel, 县区: seen on the way, but no region."""


def _settled(weighed: Iterable[tuple[str, dict[str, float]]]) -> list[Choice]:
    likeliest = ((e, max(sure, key=lambda r: (sure[r], r)), sure) for e, sure in weighed)
    return [Choice(entity, role, sure[role]) for entity, role, sure in likeliest if role != "none"]


def _weighed(
    view: TripView, table: Mapping[str, Weights], decided: Mapping[str, str], *groups: str
) -> Iterator[tuple[str, dict[str, float]]]:
    """The entities of the groups that the trip's stretches name, each with the probabilities of its roles."""
    for entity in (view.scene.document.entities[e] for e in view.named()):
        group = group_of(entity.kind)
        if group in groups and entity.mentions:
            sure = probabilities(table[group], ROLES[group], cues(view, entity.id, decided))
            yield entity.id, role_sensed(view, entity.id, group, sure)
