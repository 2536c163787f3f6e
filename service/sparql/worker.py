"""A process that answers SPARQL queries over a read-only view of the store, one at a time.

pyoxigraph cannot cancel a query that it evaluates; a process can be killed. The view is the newest snapshot that the
store's owner left when it was opened, so the parent names the sequence number that it wants to see and the worker opens
anew when that has changed.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store, serialize

from zhaoshang.ontology.errors import ZhaoshangError
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples.store import TripleStore

from .solutions import write

RESULT_FORMATS: dict[str, Any] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPH_FORMATS: dict[str, Any] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True)
class Job:
    """One query. ``default_graphs``/``named_graphs`` are the protocol's dataset, () for the union of all graphs;
    ``limit`` is the most rows or triples of the answer; media types are chosen by the query's form."""

    query: str
    head: int
    result_type: str
    graph_type: str
    limit: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The serialised answer, or ``error`` with a sentence. ``truncated`` if the limit cut it."""

    body: bytes = b""
    media_type: str = ""
    truncated: bool = False
    rows: int = 0
    error: str = ""


class _Capped:
    """Iterates at most ``limit`` items and remembers whether there were more."""

    def __init__(self, items: Iterable[Any], limit: int) -> None:
        self._items, self._limit = items, limit
        self.count, self.truncated = 0, False

    def __iter__(self) -> Iterator[Any]:
        for item in self._items:
            if self.count >= self._limit:
                self.truncated = True
                return
            self.count += 1
            yield item


def evaluate(store: Store, job: Job) -> Reply:
    """Answer one job; errors of the query become ``Reply.error``."""
    explicit = bool(job.default_graphs or job.named_graphs)
    answer = store.query(
        job.query,
        use_default_graph_as_union=not explicit,
        default_graph=[NamedNode(g) for g in job.default_graphs] if explicit else None,
        named_graphs=[NamedNode(g) for g in job.named_graphs] if explicit else None,
    )
    if isinstance(answer, QueryBoolean):
        media = job.result_type if job.result_type.startswith("application/") else "application/sparql-results+json"
        return Reply(answer.serialize(format=RESULT_FORMATS[media]) or b"", media)
    if isinstance(answer, QueryTriples):
        capped = _Capped(answer, job.limit)
        body = serialize(capped, format=GRAPH_FORMATS[job.graph_type]) or b""
        return Reply(body, job.graph_type, capped.truncated, capped.count)
    return _solutions(answer, job)


def _solutions(answer: QuerySolutions, job: Job) -> Reply:
    capped = _Capped(answer, job.limit)
    body = write([variable.value for variable in answer.variables], capped, job.result_type)
    return Reply(body, job.result_type, capped.truncated, capped.count)


def main(settings: Settings, pipe: Connection) -> None:
    """Serve jobs from ``pipe`` until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    store: TripleStore | None = None
    seen = -1
    while True:
        try:
            job: Job | None = pipe.recv()
        except EOFError:
            return
        if job is None:
            return
        try:
            if store is None or seen != job.head:
                store = _renew(store, settings)
                seen = job.head
            reply = evaluate(store.store, job)
        except (SyntaxError, ValueError, OSError, RuntimeError, ZhaoshangError) as error:
            reply = Reply(error=f"{error}")
        pipe.send(reply)


def _renew(old: TripleStore | None, settings: Settings) -> TripleStore:
    if old is not None:
        old.close()
    return TripleStore.open(settings, writable=False)
