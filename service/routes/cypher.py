"""``/db/{name}/query/v2``: Cypher in the shape of Neo4j's Query API, for reading."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from zhaoshang.ontology.errors import NotFoundError, RefusedError, UsageError, ZhaoshangError

from ..state import State, state_of

router = APIRouter(tags=["cypher"])
_EXAMPLE: dict[str, Any] = {
    "statement": "MATCH (d:Delegation)-[:VISITED]->(c:Company) RETURN d.name AS trip, c.name AS firm LIMIT $n",
    "parameters": {"n": 10},
}
CODES = {RefusedError: "Neo.ClientError.Security.Forbidden", UsageError: "Neo.ClientError.Statement.SyntaxError"}
"""Our errors in Neo4j's words, so that its clients know what to do with them."""


class Asked(BaseModel):
    """A request of the Query API; what else its clients send (bookmarks, impersonation) is accepted and has no effect."""

    model_config = ConfigDict(extra="ignore", json_schema_extra={"examples": [_EXAMPLE]})

    statement: str = Field(max_length=1_000_000)
    parameters: dict[str, Any] = Field(default_factory=dict)
    accessMode: str = "READ"  # noqa: N815 - Neo4j's name
    maxExecutionTime: int | None = Field(default=None, ge=1, le=3600)  # noqa: N815 - Neo4j's name


@router.post("/db/{name}/query/v2", status_code=202, summary="Ask in Cypher (Neo4j Query API)")
def query(
    request: Request,
    state: Annotated[State, Depends(state_of)],
    name: Annotated[str, Path(max_length=63, examples=["neo4j"])],
    asked: Annotated[Asked, Body()],
) -> Response:
    """Fields and values. Read-only: writing clauses, LOAD CSV and procedures that are not on a short list are refused."""
    if name != state.settings.neo4j_database:
        raise NotFoundError(f"There is no database {name!r} here.", remedy=f"use {state.settings.neo4j_database!r}")
    seconds = min(asked.maxExecutionTime or state.settings.query_seconds, state.settings.query_seconds)
    try:
        rows = state.graph().run_read(asked.statement, asked.parameters, timeout=seconds)
    except ZhaoshangError as error:
        if type(error) not in CODES:
            raise
        body = {"errors": [{"code": CODES[type(error)], "message": str(error)}]}
        return JSONResponse(body, status_code=error.http_status)
    limit = state.settings.query_rows
    headers = {"X-Row-Limit": str(limit), "X-Truncated": str(rows.truncated).lower()}
    data = {"fields": list(rows.columns), "values": [list(row) for row in rows.rows]}
    return JSONResponse({"data": data, "bookmarks": []}, status_code=202, headers=headers)
