"""``/db/{name}/query/v2``: Cypher in the shape of Neo4j's Query API, for reading; ``errors`` come in its shape as well."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, HTTPException, Path, Request, Response
from neo4j.exceptions import DatabaseError

from zhaoshang.ontology.errors import NotFoundError, StoreError, ZhaoshangError
from zhaoshang.stores.graph import Answer

from ..cypher import answer as answers
from ..cypher.errors import BookmarkError, entry, shaped
from ..cypher.request import PLAIN, TYPED, Asked, answer_type, read
from ..sparql.hangup import unless_gone
from ..state import State, state_of
from ..written import told

router = APIRouter(tags=["cypher"])
_EXAMPLE: dict[str, Any] = {
    "statement": "MATCH (d:Delegation)-[:VISITED]->(c:Company) RETURN d.name AS trip, c.name AS firm LIMIT $n",
    "parameters": {"n": 10},
}
_REQUEST: dict[str, Any] = {
    "type": "object", "required": ["statement"], "additionalProperties": False,
    "properties": {
        "statement": {"type": "string", "minLength": 1, "description": "Cypher that only reads"},
        "parameters": {"type": ["object", "null"], "description": "by name; typed values where the body is typed JSON"},
        "includeCounters": {"type": ["boolean", "null"]},
        "bookmarks": {"type": ["array", "null"], "items": {"type": "string"}},
        "accessMode": {"enum": ["READ", "WRITE", None], "description": "without effect: the graph is only read"},
        "maxExecutionTime": {"type": ["integer", "null"], "minimum": 1, "description": "seconds; never more than the service's limit"},
    },
}  # fmt: skip
_ERRORS: dict[str, Any] = {
    "type": "object", "required": ["errors"],
    "properties": {"errors": {"type": "array", "items": {
        "type": "object", "required": ["code", "message"], "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
    }}},
}  # fmt: skip
_ANSWER: dict[str, Any] = {
    "type": "object", "required": ["data"],
    "properties": {
        "data": {"type": "object", "required": ["fields", "values"], "properties": {
            "fields": {"type": "array", "items": {"type": "string"}}, "values": {"type": "array", "items": {"type": "array"}},
        }},
        "counters": {"type": "object"}, "notifications": {"type": "array"}, "bookmarks": {"type": "array", "items": {"type": "string"}},
        "queryPlan": {"type": "object"}, "profiledQueryPlan": {"type": "object"}, "errors": {"type": "array"},
    },
}  # fmt: skip
_WHY = {
    400: "No request of this API, or no Cypher", 401: "A key that is not good", 403: "It wants more than to read",
    404: "No such database", 406: "No such media type", 413: "Too long", 415: "No such media type", 429: "Too many requests",
    503: "Neo4j cannot be had", 504: "Over its time",
}  # fmt: skip
RESPONSES: dict[int | str, dict[str, Any]] = {
    202: {"description": "Fields and values", "content": {PLAIN: {"schema": _ANSWER}, TYPED: {"schema": _ANSWER}}},
    **{status: {"description": why, "content": {PLAIN: {"schema": _ERRORS}}} for status, why in _WHY.items()},
}
_BODY = {"required": True, "content": {PLAIN: {"schema": _REQUEST, "example": _EXAMPLE}, TYPED: {"schema": _REQUEST}}}


@router.post(
    "/db/{name}/query/v2",
    status_code=202,
    summary="Ask in Cypher (Neo4j Query API)",
    responses=RESPONSES,
    openapi_extra={"requestBody": _BODY},
)
async def query(
    request: Request,
    state: Annotated[State, Depends(state_of)],
    name: Annotated[str, Path(examples=["neo4j"])],
) -> Response:
    """Fields and values. The graph is only read: it is made from the journal, so what Cypher wrote would be lost when it is
    made anew. Writing clauses, LOAD CSV, administration and procedures that are not on a short list are refused (docs/cypher.md).
    """
    try:
        media = answer_type(request.headers.get("accept"))
        asked = await to_thread.run_sync(read, await request.body(), request.headers.get("content-type", ""))
        if name != state.settings.neo4j_database:
            raise NotFoundError(f"Graph not found: {name}", remedy=f"use {state.settings.neo4j_database}")
        answer = await _unless_gone(request, state, asked)
    except ZhaoshangError as error:
        return shaped(error.http_status, [entry(error)])
    limit = state.settings.query_rows
    headers = {"X-Row-Limit": str(limit), "X-Truncated": str(answer.truncated).lower(), "Vary": "Accept"}
    return await to_thread.run_sync(lambda: told(answers.body(answer, asked, media, limit), headers, 202, media))


async def _unless_gone(request: Request, state: State, asked: Asked) -> Answer:
    """The answer; where the client hangs up before, the query is ended in the server."""
    mark = secrets.token_hex(8)
    try:
        return await unless_gone(request, to_thread.run_sync(_ask, state, asked, mark, abandon_on_cancel=True))
    except HTTPException:
        await to_thread.run_sync(state.graph().stop, mark)
        raise


def _ask(state: State, asked: Asked, mark: str) -> Answer:
    seconds = min(asked.seconds or state.settings.query_seconds, state.settings.query_seconds)
    graph = state.graph()
    try:
        return graph.ask(asked.statement, asked.parameters, timeout=seconds, bookmarks=asked.bookmarks, mark=mark)
    except StoreError as error:
        if asked.bookmarks and isinstance(error.__cause__, DatabaseError):  # Neo4j's word for bytes that only look like one
            raise BookmarkError("A bookmark cannot be read; send one of an answer, or none.") from None
        raise
