"""``/db/{name}/query/v2``: Cypher in the shape of Neo4j's Query API, for reading; ``errors`` come in its shape as well."""

from __future__ import annotations

import secrets
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, HTTPException, Path, Request, Response
from neo4j.exceptions import DatabaseError

from zhaoshang.ontology.errors import NotFoundError, StoreError, ZhaoshangError
from zhaoshang.stores.graph import Answer

from ..cypher import answer as answers
from ..cypher.document import ONE, RESPONSES
from ..cypher.errors import BookmarkError, entry, shaped
from ..cypher.request import Asked, answer_type, read
from ..sparql.hangup import unless_gone
from ..state import State, state_of
from ..written import told

router = APIRouter(tags=["cypher"])


@router.post(
    "/db/{name}/query/v2",
    status_code=202,
    summary="Ask in Cypher (Neo4j Query API)",
    responses=RESPONSES,
    openapi_extra=ONE,
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
