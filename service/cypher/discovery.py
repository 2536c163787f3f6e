"""What a client of Neo4j asks of ``/`` first: where the Query API is, and which version of it."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import JSONResponse

from zhaoshang import __version__
from zhaoshang.stores.neo4j.places import VERSION


def discovery(request: Request) -> JSONResponse:
    """The members that Neo4j has (Bolt left out: nobody is let in there), and the doors that are ours."""
    base = str(request.base_url)
    found = {
        "query": f"{base}db/{{databaseName}}/query/v2", "neo4j_version": VERSION, "neo4j_edition": "community",
        "zhaoshang_version": __version__, "openapi": f"{base}openapi.json", "sparql": f"{base}sparql", "questions": f"{base}questions",
        "reconcile": f"{base}reconcile",
    }  # fmt: skip
    return JSONResponse(found, headers={"Vary": "Accept"})
