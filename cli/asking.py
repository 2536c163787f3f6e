"""The stores as the questions want them, opened for a command that only reads and brought up to date first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.queries.ports import Graph, Oxigraph, Triples
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore


@contextmanager
def store(settings: Settings, kind: str) -> Iterator[Triples | Graph]:
    """The store of that kind (``triples`` or ``graph``), with all that the journal says; works beside a running service.

    Raises NotFoundError if nothing was ever taken in, BusyError if the owner of the triples does not follow.
    """
    with Journal.open(settings.journal, settings.busy_seconds) as journal:
        if not journal.head():
            raise NotFoundError("the graph is empty", where=str(settings.data), remedy="take articles in first: zhaoshang ingest --sample")
        if kind == "graph":
            with _graph(settings, journal) as graph:
                yield graph
        else:
            with TripleStore.current(settings, journal) as triples:
                yield Oxigraph(triples.store, triples.base)


@contextmanager
def _graph(settings: Settings, journal: Journal) -> Iterator[Graph]:
    from zhaoshang.stores.graph import GraphStore

    from .neo4j import reporting

    with reporting() as report, GraphStore.open(settings, report) as opened:
        opened.catch_up(journal)
        yield _Neo4j(opened)


class _Neo4j:
    """The property graph as `Graph`; time and row limits are the settings'."""

    def __init__(self, opened: Any) -> None:
        self.opened = opened

    def cypher(self, query: str, parameters: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """See `zhaoshang.queries.ports.Graph`."""
        found = self.opened.run_read(query, parameters)
        return (dict(zip(found.columns, row, strict=True)) for row in found.rows)


def sparql(settings: Settings, query: str, media_type: str, limit: int) -> tuple[bytes, bool]:
    """Run a stranger's query in a process of its own that is killed at the time limit; the answer and whether it was cut.

    Raises RefusedError (SERVICE, an update), UsageError, TimeLimitError.
    """
    from zhaoshang.service.sparql.evaluate import Job
    from zhaoshang.service.sparql.guard import check

    check(query)
    with Journal.open(settings.journal, settings.busy_seconds) as journal, TripleStore.current(settings, journal) as triples:
        head = triples.seq
        if triples.writable:
            triples.publish()
    job = Job(query, head, media_type, "text/turtle", limit)
    return asyncio.run(_run(settings, job))


async def _run(settings: Settings, job: Any) -> tuple[bytes, bool]:
    from zhaoshang.service.sparql.pool import WorkerPool

    pool = WorkerPool(settings, size=1)
    try:
        reply = await pool.run(job, settings.query_seconds)
    finally:
        await pool.close()
    return reply.body, reply.truncated
