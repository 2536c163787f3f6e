"""The application: a table of contents of what the service is made of."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from zhaoshang import __version__
from zhaoshang.stores.settings import Settings

from . import operations, problems
from .access import needs
from .dossiers.text import Reader
from .mcp import door as mcp
from .operations import document
from .routes import (
    api,
    ask,
    cypher,
    dossiers,
    entities,
    explorer,
    graph,
    graphs,
    health,
    match,
    ontology,
    questions,
    reconcile,
    review,
    search,
    sparql,
    transactions,
    why,
)
from .state import running

DESCRIPTION = """What Chinese local papers say of investment promotion, as a graph: each fact with the sentence behind it.

Every answer has a time limit that cancels the query and a row limit that is said in the answer; errors are problem details (RFC 9457)."""
ROUTERS = (
    sparql.router,
    questions.router,
    search.router,
    graph.router,
    cypher.router,
    transactions.router,
    reconcile.router,
    ask.router,
    why.router,
    entities.router,
    dossiers.router,
    match.router,
    review.router,
    graphs.router,
    ontology.router,
    api.router,
    explorer.router,
)
"""What is asked most and quickest stands first: routes are tried one after the other, which a lookup feels."""


def create_app(settings: Settings, reader: Reader | None = None, settle: Callable[[str], object] | None = None) -> FastAPI:
    """The application over the stores that ``settings`` name; they are opened when it starts and given back when it stops.

    ``reader`` understands the free text of dossiers (``ingest.pipeline.read_article``); without one there are fields only.
    ``settle`` carries out what was decided about an article (its id); without one that is left to the next ``ingest`` or ``review``.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with running(app, settings), mcp.running(app):
            yield
        operations.tracing.shut_down(app)

    app = FastAPI(title="Zhaoshang Graph", version=__version__, description=DESCRIPTION, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.reader, app.state.settle = reader, settle
    problems.install(app)
    operations.install(app, settings)
    app.include_router(health.router)
    for router in ROUTERS:
        app.include_router(router, dependencies=[Depends(needs("read"))])
    document.install(app, ROUTERS)
    mcp.install(app)
    app.mount("/static", StaticFiles(directory=str(files(__package__).joinpath("static"))), name="static")
    if explorer.BUILT.is_dir():
        app.mount("/explorer", StaticFiles(directory=explorer.BUILT), name="explorer")
    return app
