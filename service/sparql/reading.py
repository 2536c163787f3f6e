"""Whole graphs for the Graph Store Protocol: whether one exists, and its triples in a format."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pyoxigraph as ox
from fastapi import Request

from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.stores.triples.inferred import graph_of_inferences
from zhaoshang.stores.triples.written import graph_name

from .hangup import unless_gone
from .worker import GRAPH_FORMATS, Job

if TYPE_CHECKING:
    from ..state import State

_EVERYTHING = 100_000_000


def exists(state: State, graph: str) -> bool:
    """True if the graph is there, empty or not; the default graph always is."""
    with state.follower.reading() as store:
        return not graph or store.store.contains_named_graph(ox.NamedNode(graph))


async def graph_body(request: Request, state: State, graph: str, media_type: str) -> bytes:
    """All triples of a graph. Raises NotFoundError where there is none."""
    if graph == graph_of_inferences(state.settings.base):
        job = Job(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", state.head, "", media_type, _EVERYTHING, inferred=True
        )
        return (await unless_gone(request, state.workers.run(job, state.settings.query_seconds))).body
    return await asyncio.to_thread(_serialized, state, graph, media_type)


def _serialized(state: State, graph: str, media_type: str) -> bytes:
    with state.follower.reading() as store:
        name = graph_name(graph)
        if graph and not store.store.contains_named_graph(name):
            raise NotFoundError("There is no such graph.", where=graph)
        triples = (quad.triple for quad in store.store.quads_for_pattern(None, None, None, name))
        return ox.serialize(triples, format=GRAPH_FORMATS[media_type]) or b""
