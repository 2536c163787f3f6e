"""What a store must be able to do to be asked, and thin adaptors for the two that the house has.

How a store is opened, and how a query that runs too long is cancelled, is not said here: the command line and the service
know that. Answers come as plain values: an IRI of the data as its graph id, of the ontology as its local name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol, runtime_checkable
from urllib.parse import unquote

import pyoxigraph as ox

from zhaoshang.ontology.errors import UsageError
from zhaoshang.ontology.vocabulary import NS

Cell = str | int | Decimal | list[str] | None
"""A value of an answer."""

SEPARATOR = "\x1f"
"""Between the members of a ``list`` or ``statements`` column in SPARQL (ASCII's unit separator): ``GROUP_CONCAT``."""


@runtime_checkable
class Triples(Protocol):
    """A triple store whose default graph is the union of all graphs."""

    @property
    def base(self) -> str:
        """The setting ZHAOSHANG_BASE: data IRIs are ``{base}/id/`` and the graph id."""
        ...

    def sparql(self, query: str) -> Iterator[Mapping[str, Cell]]:
        """The solutions of a SELECT, unbound variables left out. Raises UsageError for a malformed query, TimeLimitError, StoreError."""
        ...


@runtime_checkable
class Graph(Protocol):
    """A property graph."""

    def cypher(self, query: str, parameters: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """The records of a reading query. Raises UsageError, TimeLimitError, StoreError."""
        ...


class Oxigraph:
    """An open pyoxigraph store as `Triples`."""

    def __init__(self, store: ox.Store, base: str) -> None:
        self._store, self._base = store, base

    @property
    def base(self) -> str:
        """See `Triples`."""
        return self._base

    def sparql(self, query: str) -> Iterator[Mapping[str, Cell]]:
        """See `Triples`."""
        try:
            found = self._store.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise UsageError(f"The query cannot be read: {error}", remedy="correct it") from error
        if not isinstance(found, ox.QuerySolutions):
            raise UsageError("Only a SELECT has rows.", remedy="use SELECT")
        names = [variable.value for variable in found.variables]
        for solution in found:
            yield {name: plain(term, self._base) for name in names if (term := solution[name]) is not None}


def plain(term: Any, base: str) -> Cell:
    """An RDF term as a plain value: graph ids for the data's IRIs, local names for the ontology's, numbers for numbers."""
    if isinstance(term, ox.NamedNode):
        return short(term.value, base)
    if not isinstance(term, ox.Literal):
        return str(term)
    kind = term.datatype.value.rpartition("#")[2]
    if kind == "integer":
        return int(term.value)
    return Decimal(term.value) if kind == "decimal" else term.value


def short(iri: str, base: str) -> str:
    """The graph id or local name of an IRI, else the IRI."""
    if iri.startswith(f"{base}/id/"):
        return unquote(iri[len(base) + 4 :])
    return iri[len(NS) :] if iri.startswith(NS) else iri


def members(cell: Any) -> list[str]:
    """The members of a ``list`` or ``statements`` cell of either language, each once, sorted."""
    parts: Sequence[Any] = cell if isinstance(cell, list) else str(cell).split(SEPARATOR) if cell else []
    return sorted({str(part) for part in parts if part not in (None, "")})
