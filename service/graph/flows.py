"""Trips between regions, rolled up to cities or provinces, with the coordinates to draw them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from zhaoshang.queries import graph
from zhaoshang.stores.triples.store import TripleStore

from ..search.cards import class_of, id_of
from ..search.index import NameIndex
from .relations import relations

LEVELS = {"City": ("City", "Province", "Country"), "Province": ("Province", "Country"), "": ()}


@dataclass(frozen=True, slots=True)
class Place:
    """A region with its coordinates in degrees (WGS 84), None where the gazetteer has none."""

    id: str
    type: str
    name: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Flow:
    """How many delegations went from one region to another, and which (graph ids, sorted)."""

    source: Place
    target: Place
    trips: int
    delegations: tuple[str, ...]


def trips_near(store: TripleStore, index: NameIndex, entities: Collection[str]) -> frozenset[str]:
    """The delegations among ``entities``; if there are none, those one step from them."""
    own = frozenset(entity for entity in entities if class_of(entity) == "Delegation")
    if own:
        return own
    ends = (end for edge in relations(store, index, entities) for end in (edge.source, edge.target))
    return frozenset(end for end in ends if class_of(end) == "Delegation")


def flows(
    store: TripleStore,
    index: NameIndex,
    *,
    level: str = "City",
    trips: Collection[str] | None = None,
    since: str = "",
    until: str = "",
) -> list[Flow]:
    """The flows between different regions of a level ("" for the regions as told), the busiest first.

    ``trips`` are the delegations that count (None: all). ``since`` and ``until`` are ISO dates of the delegations; undated
    ones are left out if either is given.
    """
    base = store.base
    whole = {id_of(row["region"].value, base): id_of(row["whole"].value, base) for row in store.query(graph.text("regions.rq"))}
    found: dict[tuple[str, str], set[str]] = {}
    for row in store.query(graph.text("flows.rq")):
        trip, source, target = (id_of(row[name].value, base) for name in ("delegation", "from", "to"))
        ends = (_rolled(source, level, whole), _rolled(target, level, whole))
        if ends[0] != ends[1] and (trips is None or trip in trips) and _within(index, trip, since, until):
            found.setdefault(ends, set()).add(trip)
    rows = [Flow(_place(index, a), _place(index, b), len(went), tuple(sorted(went))) for (a, b), went in found.items()]
    return sorted(rows, key=lambda f: (-f.trips, f.source.id, f.target.id))


def _rolled(region: str, level: str, whole: Mapping[str, str]) -> str:
    """The region of the level that holds ``region``; itself where none does."""
    wanted, here = LEVELS[level], region
    for _ in range(6):
        if not wanted or class_of(here) in wanted:
            return here
        if here not in whole:
            return region
        here = whole[here]
    return region


def _within(index: NameIndex, trip: str, since: str, until: str) -> bool:
    if not since and not until:
        return True
    card = index.cards.get(trip)
    date = card.date if card else ""
    return bool(date) and date >= since and (not until or date[: len(until)] <= until)


def _place(index: NameIndex, region: str) -> Place:
    card = index.cards.get(region)
    latitude, longitude = card.place if card and card.place else (None, None)
    return Place(region, class_of(region), card.name if card else region, latitude, longitude)
