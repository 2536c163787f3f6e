"""``/sparql``: the query operation of the SPARQL 1.1 Protocol over the union of all articles' graphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, HTTPException, Request, Response

from zhaoshang.ontology.errors import UsageError

from ..negotiation import choose
from ..sparql.guard import check
from ..sparql.worker import GRAPH_FORMATS, RESULT_FORMATS, Job
from ..state import State, state_of

router = APIRouter(tags=["sparql"])
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_EXAMPLE = "PREFIX zs: <https://w3id.org/zhaoshang/ns#> SELECT ?firm ?name { ?trip zs:visited ?firm . ?firm zs:name ?name } LIMIT 10"
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer: results for SELECT and ASK, RDF for CONSTRUCT and DESCRIBE.",
        "content": {media: {} for media in (*RESULT_FORMATS, *GRAPH_FORMATS)},
    },
}


@dataclass(frozen=True, slots=True)
class _Asked:
    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def _from_pairs(pairs: list[tuple[str, str]], query: str | None = None) -> _Asked:
    queries = [value for name, value in pairs if name == "query"] if query is None else [query]
    if any(name == "update" for name, _ in pairs):
        raise UsageError(
            "This endpoint answers queries; it takes no updates.", remedy="change the graph through the journal: zhaoshang ingest"
        )
    if len(queries) != 1:
        raise UsageError(f"Exactly one query is needed; {len(queries)} were sent.", remedy="send ?query=…")
    return _Asked(
        queries[0],
        tuple(value for name, value in pairs if name == "default-graph-uri"),
        tuple(value for name, value in pairs if name == "named-graph-uri"),
    )


async def _answer(request: Request, asked: _Asked) -> Response:
    check(asked.query)
    state: State = state_of(request)
    accept = request.headers.get("accept")
    job = Job(
        asked.query,
        state.head,
        _liked(accept, tuple(RESULT_FORMATS)),
        _liked(accept, tuple(GRAPH_FORMATS)),
        state.settings.query_rows,
        asked.default_graphs,
        asked.named_graphs,
    )
    reply = await state.workers.run(job, state.settings.query_seconds)
    headers = {"X-Row-Limit": str(state.settings.query_rows), "X-Truncated": str(reply.truncated).lower(), "Vary": "Accept"}
    return Response(reply.body, media_type=reply.media_type, headers=headers)


def _liked(accept: str | None, offers: tuple[str, ...]) -> str:
    """The best of ``offers``; the first where the client names only types of the other family."""
    try:
        return choose(accept, offers)
    except HTTPException:
        return offers[0]


@router.get("/sparql", responses=_ANSWERS, summary="Ask in SPARQL 1.1", openapi_extra={"parameters": [
    {"name": "query", "in": "query", "required": True, "schema": {"type": "string"}, "example": _EXAMPLE},
    {"name": "default-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
    {"name": "named-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
]})  # fmt: skip
async def sparql_get(request: Request) -> Response:
    """Answer the query in ``query``; the media type is chosen by Accept, the time and row limits are the service's."""
    return await _answer(request, _from_pairs(list(request.query_params.multi_items())))


@router.post("/sparql", responses=_ANSWERS, summary="Ask in SPARQL 1.1", openapi_extra={"requestBody": {"required": True, "content": {
    FORM: {"schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string", "example": _EXAMPLE}}}},
    QUERY: {"schema": {"type": "string"}, "example": _EXAMPLE},
}}})  # fmt: skip
async def sparql_post(request: Request) -> Response:
    """As GET, with the query in a form or as the body itself."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        body = (await request.body()).decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError("The body is not UTF-8.", where=f"byte {error.start}", remedy="send UTF-8") from None
    if media == FORM:
        return await _answer(request, _from_pairs(parse_qsl(body, keep_blank_values=True)))
    if media == QUERY:
        return await _answer(request, _from_pairs(list(request.query_params.multi_items()), body))
    raise HTTPException(415, f"Content-Type {media or 'missing'}: a query comes as {FORM} or {QUERY}.")
