"""The peer of the service: a FastAPI application with two bare routes on pyoxigraph. ``python -m bench.bare STORE PORT``."""

from __future__ import annotations

import sys

import uvicorn
from fastapi import FastAPI, Response
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from zhaoshang.queries.binding import sparql
from zhaoshang.queries.catalogue import question
from zhaoshang.stores.settings import BASE

MARK = "official/MARK"


def application(store: Store) -> FastAPI:
    """``/firms-visited?leader=ID``: the rows of the question's own query; ``/sparql?query=``: any query. No limits, no evidence."""
    app = FastAPI()
    firms = question("firms-visited")
    text = sparql(firms, {parameter.name: None for parameter in firms.parameters} | {"leader": (MARK,)}, BASE)

    def run(query: str) -> Response:
        found = store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        return Response(found.serialize(format=QueryResultsFormat.JSON), media_type="application/sparql-results+json")

    @app.get("/firms-visited")
    def firms_visited(leader: str) -> Response:
        return run(text.replace(MARK, leader))

    @app.get("/sparql")
    def query(query: str) -> Response:
        return run(query)

    return app


if __name__ == "__main__":
    uvicorn.run(application(Store.read_only(sys.argv[1])), port=int(sys.argv[2]), log_level="warning")
