"""``/sparql``: query and update by the SPARQL 1.1 Protocol, and the Service Description."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response

from zhaoshang.stores.journal import Step
from zhaoshang.stores.triples.inferred import graph_of_inferences

from ..access import needs
from ..sparql.asked import FORM, QUERY, UPDATE, Asked, asked
from ..sparql.dataset import listed_graphs, read_from
from ..sparql.description import describe
from ..sparql.evaluate import GRAPH_FORMATS, RESULT_FORMATS, Job
from ..sparql.formats import answer_types, graph_type
from ..sparql.guard import check_size_aside
from ..sparql.hangup import unless_gone
from ..sparql.update import UpdateJob
from ..state import state_of

router = APIRouter(tags=["sparql"])
_EXAMPLE = "PREFIX zs: <https://w3id.org/zhaoshang/ns#> SELECT ?firm ?name { ?trip zs:visited ?firm . ?firm zs:name ?name } LIMIT 10"
_METHODS = "GET, HEAD, POST, OPTIONS"
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer: results for SELECT and ASK, RDF for CONSTRUCT, DESCRIBE and for the Service Description.",
        "content": {media: {} for media in (*RESULT_FORMATS, *GRAPH_FORMATS)},
    },
    204: {"description": "The update was done, and is in the journal."},
}
_writing = needs("write", always_key=True)


async def _answer(request: Request, found: Asked) -> Response:
    await check_size_aside(found.query)
    state = state_of(request)
    default_graphs, named_graphs, inferred = read_from(found, state.settings.base)
    results, graphs = answer_types(request.headers.get("accept"))
    settings = state.settings
    job = Job(
        found.query, state.head, results, graphs, settings.query_rows, default_graphs, named_graphs,
        f"{settings.base}/sparql", settings.default_graph == "union", inferred,
    )  # fmt: skip
    reply = await unless_gone(request, state.query(job))
    headers = {"X-Row-Limit": str(settings.query_rows), "X-Truncated": str(reply.truncated).lower(), "Vary": "Accept"}
    return Response(reply.body, media_type=reply.media_type, headers=headers)


async def _write(request: Request, found: Asked) -> Response:
    caller = await _writing(request)
    await check_size_aside(found.update)
    state = state_of(request)
    settings = state.settings

    async def steps(head: int) -> Sequence[Step]:
        chosen = bool(found.default_graphs or found.named_graphs)
        job = UpdateJob(
            found.update, head, f"{settings.base}/sparql", settings.base, settings.default_graph == "union",
            found.default_graphs if chosen else None, found.named_graphs if chosen else None,
        )  # fmt: skip
        return (await unless_gone(request, state.workers.run(job, settings.query_seconds))).steps

    done = await state.writer.write(steps, caller.name)
    headers = {"X-Sequence-Number": str(done.seq), "X-Added": str(done.added), "X-Removed": str(done.removed)}
    return Response(status_code=204, headers=headers if done.seq else None)


async def _service(request: Request) -> Response:
    state = state_of(request)
    media = graph_type(request.headers.get("accept"))
    graphs = await asyncio.to_thread(listed_graphs, state)
    endpoint = str(request.url.replace(query="", fragment=""))
    union = state.settings.default_graph == "union"
    body = describe(endpoint, media, graphs, graph_of_inferences(state.settings.base), union=union)
    return Response(body, media_type=media, headers={"Vary": "Accept"})


@router.head("/sparql", include_in_schema=False)
@router.get("/sparql", responses=_ANSWERS, summary="Ask in SPARQL 1.1", openapi_extra={"parameters": [
    {"name": "query", "in": "query", "schema": {"type": "string"}, "example": _EXAMPLE},
    {"name": "default-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
    {"name": "named-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
]})  # fmt: skip
async def sparql_get(request: Request) -> Response:
    """Answer the query in ``query``; the media type is chosen by Accept, the time and row limits are the service's.

    Without a query: the Service Description.
    """
    found = await asked(request)
    return await (_service(request) if found.nothing else _answer(request, found))


_FIELDS = {"query": {"type": "string", "example": _EXAMPLE}, "update": {"type": "string"}}


@router.post("/sparql", responses=_ANSWERS, summary="Ask or update in SPARQL 1.1", openapi_extra={"requestBody": {
    "required": True,
    "content": {
        FORM: {"schema": {"type": "object", "properties": _FIELDS}},
        QUERY: {"schema": {"type": "string"}, "example": _EXAMPLE},
        UPDATE: {"schema": {"type": "string"}},
    },
}})  # fmt: skip
async def sparql_post(request: Request) -> Response:
    """As GET, with the query in a form or as the body itself; or an update, which needs a key with the scope ``write``.

    What an update adds and removes goes into the journal; it may write the default graph and graphs of one's own.
    """
    found = await asked(request)
    if found.update:
        return await _write(request, found)
    if found.nothing:
        raise HTTPException(400, "Neither a query nor an update was sent.")
    return await _answer(request, found)


@router.options("/sparql", include_in_schema=False)
async def sparql_options() -> Response:
    """What may be done here."""
    return Response(status_code=204, headers={"Allow": _METHODS, "Accept-Post": f"{FORM}, {QUERY}, {UPDATE}"})
