"""``/graph/…`` and ``/overview``: what the explorer asks; ``/evidence`` comes along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.stores.triples.store import TripleStore

from ..graph.chains import Chains, chains
from ..graph.flows import Flow, flows, trips_near
from ..graph.neighbours import Among, Neighbours, among, neighbours
from ..graph.overview import Overview, overview
from ..graph.paths import Filter, Paths, paths
from ..graph.timeline import Timeline, timeline
from ..search.index import NameIndex
from ..state import State, state_of
from ..written import written
from . import evidence

router = APIRouter(tags=["graph"])
router.include_router(evidence.router)
Id = Annotated[str, Query(max_length=300, description="A graph id", examples=["city/230800"])]
Date = Annotated[str, Query(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$", description="ISO date, may be reduced: 2023, 2023-05, 2023-05-04")]
Here = Annotated[State, Depends(state_of)]


@contextmanager
def _open(state: State, *entities: str) -> Iterator[tuple[TripleStore, NameIndex, list[str]]]:
    """The store, the index, and today's ids of the entities; raises NotFoundError for one that is unknown."""
    canon = state.journal.canon()
    index = state.index
    today = [canon.canonical(entity) for entity in entities]
    for entity in today:
        if entity not in index.cards:
            raise NotFoundError(f"The graph knows no {entity}.", where=entity, remedy="look for it with /search?q=…")
    with state.follower.reading() as store:
        yield store, index, today


@router.get("/graph/neighbours", summary="The neighbours of an entity, with counts by type")
@written
def neighbours_of(
    state: Here,
    id: Id,  # noqa: A002
    type: Annotated[list[str], Query(description="Only these classes; event nodes only if named")] = [],  # noqa: A002, B006
    among_: Annotated[list[str], Query(alias="among", max_length=1000, description="Entities in view; their relations come along")] = [],  # noqa: B006
    limit: Annotated[int, Query(ge=1, le=12_000)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Neighbours:
    """One request however many neighbours there are; pages do not repeat."""
    with _open(state, id) as (store, index, today):
        return neighbours(store, index, today[0], types=type, limit=limit, offset=offset, among=among_)


@router.get("/graph/among", summary="The relations among some entities")
@written
def among_entities(state: Here, id: Annotated[list[str], Query(min_length=1, max_length=500)]) -> Among:  # noqa: A002
    """The part of the graph that the entities span; unknown ones are left out."""
    canon = state.journal.canon()
    with _open(state) as (store, index, _):
        return among(store, index, [canon.canonical(entity) for entity in id])


@router.get("/graph/paths", summary="The shortest ways between two entities")
@written
def paths_between(
    state: Here,
    source: Id,
    target: Id,
    k: Annotated[int, Query(ge=1, le=50)] = 10,
    steps: Annotated[int, Query(ge=1, le=6)] = 4,
    without: Annotated[list[str], Query(description="Classes that a path may not pass through")] = [],  # noqa: B006
    since: Date = "",
    until: Date = "",
) -> Paths:
    """Shortest first, none more than one step longer than the shortest; ``truncated`` says whether there are more."""
    with _open(state, source, target) as (store, index, today):
        chosen = Filter(Filter().without | set(without), since, until)
        return paths(store, index, today[0], today[1], k=k, steps=steps, chosen=chosen, seconds=state.settings.query_seconds)


@router.get("/graph/timeline", summary="What happened around an entity, by time")
@written
def timeline_of(state: Here, id: Id) -> Timeline:  # noqa: A002
    """Trips, visits, meetings and signings within one step, or two by way of its projects."""
    with _open(state, id) as (store, index, today):
        return timeline(store, index, today[0])


@router.get("/graph/chains", summary="What became of visits")
@written
def chains_of(
    state: Here,
    id: Annotated[str, Query(max_length=300, description="Only trips that this person, place, firm or delegation has to do with")] = "",  # noqa: A002
    since: Date = "",
    until: Date = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Chains:
    """Each call of a trip on a firm or body, with what was signed with it afterwards and the stage of the projects; newest first."""
    with _open(state, *([id] if id else ())) as (store, index, today):
        return chains(store, index, today[0] if today else "", since=since, until=until, limit=limit)


@router.get("/graph/flows", summary="Trips between regions")
@written
def flows_between(
    state: Here,
    level: Annotated[str, Query(pattern="^(City|Province|)$", description="Roll regions up to this class")] = "City",
    about: Annotated[list[str], Query(max_length=300, description="Only delegations among these entities or one step from them")] = [],  # noqa: B006
    since: Date = "",
    until: Date = "",
) -> list[Flow]:
    """The busiest first, with coordinates."""
    with _open(state) as (store, index, _):
        trips = trips_near(store, index, about) if about else None
        return flows(store, index, level=level, trips=trips, since=since, until=until)


@router.get("/overview", summary="The corpus at a glance")
@written
def overview_of(state: Here) -> Overview:
    """Counts by class, trips and signings by month, the latest trips."""
    with _open(state) as (store, index, _):
        return overview(store, index, state.journal)
