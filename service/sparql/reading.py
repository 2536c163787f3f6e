"""Whole graphs for the Graph Store Protocol: whether one exists, and its triples in a format."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pyoxigraph as ox
from fastapi import Request

from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.stores.triples.inferred import graph_of_inferences

from .evaluate import Job
from .hangup import unless_gone

if TYPE_CHECKING:
    from ..state import State

_EVERYTHING = 100_000_000


def exists(state: State, graph: str) -> bool:
    """True if the graph is there, empty or not; the default graph always is."""
    with state.follower.reading() as store:
        return not graph or store.store.contains_named_graph(ox.NamedNode(graph))


async def graph_body(request: Request, state: State, graph: str, media_type: str) -> bytes:
    """All triples of a graph ("": the default graph), within the time limit of a query. Raises NotFoundError where there is none."""
    inferred = graph == graph_of_inferences(state.settings.base)
    if not inferred and not await asyncio.to_thread(exists, state, graph):
        raise NotFoundError("There is no such graph.", where=graph)
    where = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}"
    job = Job(query, state.head, "", media_type, _EVERYTHING, union=False, inferred=inferred)
    return (await unless_gone(request, state.query(job))).body
