"""``/graphs``: the SPARQL 1.1 Graph Store HTTP Protocol, with graphs named directly (by the address) and indirectly.

What is written goes into the journal; graphs that are made from articles and the ontology can be read, not written.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import quote, urljoin

from fastapi import APIRouter, Depends, Request, Response
from pyoxigraph import NamedNode

from zhaoshang.ontology.errors import NotFoundError, RefusedError, UsageError
from zhaoshang.stores.journal import Step
from zhaoshang.stores.triples.written import check_own_words, may_write

from ..access import Caller, needs
from ..sparql.evaluate import GRAPH_FORMATS
from ..sparql.formats import graph_type
from ..sparql.payload import quads_from
from ..sparql.reading import exists, graph_body
from ..state import State, state_of

router = APIRouter(tags=["graphs"])
Writing = Annotated[Caller, Depends(needs("write", always_key=True))]
_READ: dict[int | str, dict[str, Any]] = {
    200: {"description": "The graph.", "content": {media: {} for media in GRAPH_FORMATS}},
    404: {"description": "There is none."},
}
_WRITTEN: dict[int | str, dict[str, Any]] = {201: {"description": "The graph was made."}, 204: {"description": "The graph was changed."}}
_NAMED: dict[str, Any] = {"parameters": [
    {"name": "graph", "in": "query", "schema": {"type": "string", "format": "uri"}, "description": "The IRI of the graph."},
    {"name": "default", "in": "query", "schema": {"type": "string"}, "allowEmptyValue": True, "description": "Present: the default graph."},
]}  # fmt: skip
_BODY: dict[str, Any] = {"requestBody": {"required": False, "content": {media: {"schema": {}} for media in GRAPH_FORMATS}}}
_METHODS = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
SAFE = "/:@!$&'()*+,;=~%"
"""What a path may have as it is (RFC 3986); the rest is percent-encoded, so that a graph's name is also a good Location."""
IRI_SAFE = "/:@!$&'()*+,;=~-._"
"""What of a name in the address stands in the graph's IRI as it is; the rest is percent-encoded."""
STEP_QUADS = 20_000
"""Triples in one step of a write."""


def graph_of(request: Request, name: str = "") -> str:
    """The graph that the request is about: an IRI, or "" for the default graph. Raises UsageError if it does not name one."""
    base, asked = state_of(request).settings.base, request.query_params
    if name:
        return f"{base}/graphs/{quote(name, safe=SAFE)}"
    graphs = asked.getlist("graph")
    if len(graphs) + ("default" in asked) != 1:
        raise UsageError("The request must name one graph.", remedy="add ?default or ?graph=IRI, or use /graphs/NAME")
    if not graphs:
        return ""
    return _iri(graphs[0], f"{base}/graphs")


def _iri(name: str, base: str = "") -> str:
    """The name as an absolute IRI; raises UsageError if it is none."""
    try:
        if any(character <= " " for character in name):  # joining would drop them without a word
            raise ValueError
        return NamedNode(urljoin(base, name)).value
    except ValueError:
        raise UsageError("The graph's name is not an IRI.", where="graph", remedy="write an absolute IRI, percent-encoded") from None


async def _read(request: Request, name: str = "") -> Response:
    graph, state = graph_of(request, name), state_of(request)
    media = graph_type(request.headers.get("accept"))
    body = await graph_body(request, state, graph, media)
    return Response(body, media_type=f"{media}; charset=utf-8" if media == "text/turtle" else media, headers={"Vary": "Accept"})


async def _write(request: Request, caller: Caller, graph: str, *, replace: bool) -> Response:
    state = state_of(request)
    _check(state, graph)
    body = await request.body()
    base = graph or f"{state.settings.base}/graphs"
    quads = await asyncio.to_thread(quads_from, body, request.headers.get("content-type", ""), graph, base)
    if state.settings.default_graph == "union":
        await asyncio.to_thread(check_own_words, quads)
    known = True

    async def steps(head: int) -> Sequence[Step]:
        nonlocal known
        known = await asyncio.to_thread(exists, state, graph)
        first = [Step("drop", graph)] if replace and known else []
        return [*first, Step("create", graph), *_adding(quads)] if graph else [*first, *_adding(quads)]

    await state.writer.write(steps, caller.name)
    return Response(status_code=204) if known else Response(status_code=201, headers={"Location": quote(graph, safe=SAFE + "?#[]")})


def _adding(quads: Sequence[object]) -> list[Step]:
    parts = (quads[low : low + STEP_QUADS] for low in range(0, len(quads), STEP_QUADS))
    return [Step("add", quads="\n".join(f"{quad} ." for quad in part)) for part in parts]


def _check(state: State, graph: str) -> None:
    if not may_write(graph, state.settings.base):
        raise RefusedError(f"The graph <{graph}> is made from the articles or the ontology.", remedy="write to a graph of your own")


async def _delete(request: Request, caller: Caller, name: str = "") -> Response:
    graph, state = graph_of(request, name), state_of(request)
    _check(state, graph)

    async def steps(head: int) -> Sequence[Step]:
        return [Step("drop", graph)] if await asyncio.to_thread(exists, state, graph) else []

    if not (await state.writer.write(steps, caller.name)).seq:
        raise NotFoundError("There is no such graph.", where=graph or "the default graph")
    return Response(status_code=204)


@router.head("/graphs", include_in_schema=False)
@router.get("/graphs", responses=_READ, summary="Read a graph", openapi_extra=_NAMED)
async def graph_get(request: Request) -> Response:
    """The graph that ``graph`` or ``default`` names, in the format that Accept likes best."""
    return await _read(request)


@router.put("/graphs", status_code=204, responses=_WRITTEN, summary="Replace a graph", openapi_extra=_NAMED | _BODY)
async def graph_put(request: Request, caller: Writing) -> Response:
    """Make the graph what the body says."""
    return await _write(request, caller, graph_of(request), replace=True)


@router.post("/graphs", status_code=204, responses=_WRITTEN, summary="Add to a graph", openapi_extra=_NAMED | _BODY)
async def graph_post(request: Request, caller: Writing) -> Response:
    """Add what the body says; without ``graph`` and ``default`` to a new graph, whose IRI is in Location."""
    asked = request.query_params
    fresh = "graph" not in asked and "default" not in asked
    return await _write(request, caller, graph_of(request, str(uuid.uuid4()) if fresh else ""), replace=False)


@router.delete("/graphs", status_code=204, summary="Take a graph away", openapi_extra=_NAMED)
async def graph_delete(request: Request, caller: Writing) -> Response:
    """Take the graph away; the journal keeps what it held."""
    return await _delete(request, caller)


@router.head("/graphs/{name:path}", include_in_schema=False)
@router.get("/graphs/{name:path}", responses=_READ, summary="Read a graph by its address")
async def named_get(request: Request, name: str) -> Response:
    """The graph whose IRI is this address."""
    return await _read(request, name)


@router.put("/graphs/{name:path}", status_code=204, responses=_WRITTEN, summary="Replace a graph by its address", openapi_extra=_BODY)
async def named_put(request: Request, name: str, caller: Writing) -> Response:
    """Make the graph what the body says."""
    return await _write(request, caller, graph_of(request, name), replace=True)


@router.post("/graphs/{name:path}", status_code=204, responses=_WRITTEN, summary="Add to a graph by its address", openapi_extra=_BODY)
async def named_post(request: Request, name: str, caller: Writing) -> Response:
    """Add what the body says."""
    return await _write(request, caller, graph_of(request, name), replace=False)


@router.delete("/graphs/{name:path}", status_code=204, summary="Take a graph away by its address")
async def named_delete(request: Request, name: str, caller: Writing) -> Response:
    """Take the graph away; the journal keeps what it held."""
    return await _delete(request, caller, name)


@router.options("/graphs", include_in_schema=False)
@router.options("/graphs/{name:path}", include_in_schema=False)
async def graphs_options() -> Response:
    """What may be done here."""
    return Response(status_code=204, headers={"Allow": _METHODS, "Accept-Post": ", ".join(GRAPH_FORMATS)})
