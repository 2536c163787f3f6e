"""Answering one SPARQL query over a store: its dataset, its limit, the form of its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store, serialize

from zhaoshang.ontology.errors import RefusedError, UsageError
from zhaoshang.queries.answer import Answer
from zhaoshang.stores.journal import Step

from .guard import check_calls, names_dataset, without_calls
from .limited import limited, most_rows, selects

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
    """One query. ``default_graphs``/``named_graphs`` are the protocol's dataset, () for what the query or the service says;
    ``limit`` is the most rows or triples of the answer; media types are chosen by the query's form.

    ``base`` is what relative IRIs are resolved against. Without a dataset of its own a query reads the union of all graphs, or
    with ``union`` False the default graph alone.
    """

    query: str
    head: int
    result_type: str
    graph_type: str
    limit: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    union: bool = True
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """The serialised answer, of an update its ``steps``, of a question perhaps its ``answer``, or ``error`` with a sentence.

    ``truncated`` if the limit cut it; ``kind`` is the name of the error's class."""

    body: bytes = b""
    media_type: str = ""
    truncated: bool = False
    error: str = ""
    where: str = ""
    remedy: str = ""
    kind: str = "UsageError"
    steps: tuple[Step, ...] = ()
    answer: Answer | None = None


class _Capped:
    """Iterates at most ``limit`` triples and remembers whether there were more."""

    def __init__(self, items: Iterable[Any], limit: int) -> None:
        self._items, self._limit = items, limit
        self.truncated = False

    def __iter__(self) -> Iterator[Any]:
        for count, item in enumerate(self._items):
            if count >= self._limit:
                self.truncated = True
                return
            yield item


def evaluate(store: Store, job: Job) -> Reply:
    """Answer one job; errors of the query become ``Reply.error``."""
    options = _dataset(store, job)
    if selects(job.query):  # asked for once, with its limit: a query that groups is worked out before its first row
        return _solutions(store, job, options)
    answer = store.query(job.query, base_iri=job.base, **options)
    if isinstance(answer, QueryBoolean):
        media = job.result_type if job.result_type.startswith("application/") else "application/sparql-results+json"
        return Reply(answer.serialize(format=RESULT_FORMATS[media]) or b"", media)
    if isinstance(answer, QueryTriples):
        capped = _Capped(answer, job.limit)
        body = serialize(capped, format=GRAPH_FORMATS[job.graph_type]) or b""
        return Reply(body, job.graph_type, capped.truncated)
    return _solutions(store, job, options)


def _dataset(store: Store, job: Job) -> dict[str, Any]:
    """The options that say which graphs are read: those that the request names, else the query, else the service."""
    if job.default_graphs or job.named_graphs:
        return {"default_graph": list(map(NamedNode, job.default_graphs)), "named_graphs": list(map(NamedNode, job.named_graphs))}
    if names_dataset(job.query):
        return {}
    return {"use_default_graph_as_union": True} if job.union else {"named_graphs": _shown(store)}


def _shown(store: Store) -> list[NamedNode]:
    """All named graphs but the store's bookkeeping: the dataset's, where the default graph is its own."""
    names = (name for name in store.named_graphs() if isinstance(name, NamedNode))
    return [name for name in names if not name.value.endswith("/id/graph/projection")]


def _solutions(store: Store, job: Job, options: dict[str, Any]) -> Reply:
    """The store writes the rows itself; whether there were more than the limit is seen from one row too many."""

    def ask(text: str) -> QuerySolutions:
        found = store.query(text, base_iri=job.base, **options)
        assert isinstance(found, QuerySolutions)
        return found

    def rows(most: int) -> bytes:
        return ask(limited(job.query, most)).serialize(format=RESULT_FORMATS[job.result_type]) or b""

    try:
        body = rows(job.limit + 1)
        if most_rows(body, job.result_type) <= job.limit or _count(ask(limited(job.query, job.limit + 1)), job.limit) <= job.limit:
            return Reply(body, job.result_type)
        return Reply(rows(job.limit), job.result_type, truncated=True)
    except SyntaxError:  # where the limit belongs was not seen
        if _count(ask(job.query), job.limit) > job.limit:
            raise UsageError(f"The answer has more than {job.limit} rows.", remedy=f"end the query with LIMIT {job.limit}") from None
        return Reply(ask(job.query).serialize(format=RESULT_FORMATS[job.result_type]) or b"", job.result_type)


def _count(rows: Iterable[Any], most: int) -> int:
    """How many there are, not counting past one more than ``most``."""
    return sum(1 for _ in islice(rows, most + 1))


def check(job: Job) -> None:
    """SERVICE is refused, but only of a well-formed query: the others are malformed."""
    try:
        check_calls(job.query)
    except RefusedError:
        Store().query(without_calls(job.query), base_iri=job.base)
        raise
