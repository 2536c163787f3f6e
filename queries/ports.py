"""What a store must be able to do to be asked, and thin adaptors for the two that the house has.

How a store is opened, and how a query that runs too long is cancelled, is not said here: the command line and the service
know that. Answers come as plain values: an IRI of the data as its graph id, of the ontology as its local name.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol
from urllib.parse import unquote

import pyoxigraph as ox

from zhaoshang.ontology.errors import UsageError
from zhaoshang.ontology.vocabulary import NS

Cell = str | int | Decimal | list[str] | None
"""A value of an answer."""

SEPARATOR = "\x1f"
"""Between the members of a ``list`` or ``statements`` column in SPARQL (ASCII's unit separator): ``GROUP_CONCAT``."""


class Triples(ABC):
    """A triple store whose default graph is the union of all graphs. No protocol, for each question asks what it is given."""

    @property
    @abstractmethod
    def base(self) -> str:
        """The setting ZHAOSHANG_BASE: data IRIs are ``{base}/id/`` and the graph id."""
        ...

    @abstractmethod
    def sparql(self, query: str) -> Iterator[Mapping[str, Cell]]:
        """The solutions of a SELECT, unbound variables left out. Raises UsageError for a malformed query, TimeLimitError, StoreError."""
        ...


class Graph(Protocol):
    """A property graph."""

    def cypher(self, query: str, parameters: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """The records of a reading query. Raises UsageError, TimeLimitError, StoreError."""
        ...


class Oxigraph(Triples):
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
        names, base = [variable.value for variable in found.variables], self._base
        for solution in found:
            yield {name: plain(term, base) for name, term in zip(names, solution, strict=True) if term is not None}


_NUMBERS: Mapping[str, Callable[[str], Cell]] = {
    "http://www.w3.org/2001/XMLSchema#integer": int,
    "http://www.w3.org/2001/XMLSchema#decimal": Decimal,
}


def plain(term: Any, base: str) -> Cell:
    """An RDF term as a plain value: graph ids for the data's IRIs, local names for the ontology's, numbers for numbers."""
    kind = type(term)
    if kind is ox.Literal:
        number = _NUMBERS.get(term.datatype.value)
        value: str = term.value
        return number(value) if number else value
    return short(term.value, base) if kind is ox.NamedNode else str(term)


def short(iri: str, base: str) -> str:
    """The graph id or local name of an IRI, else the IRI."""
    if iri.startswith(base) and iri.startswith("/id/", len(base)):
        name = iri[len(base) + 4 :]
        return unquote(name) if "%" in name else name
    return iri[len(NS) :] if iri.startswith(NS) else iri


def members(cell: Any) -> list[str]:
    """The members of a ``list`` or ``statements`` cell of either language, each once, sorted."""
    if isinstance(cell, str) and SEPARATOR not in cell:
        return [cell] if cell else []
    parts: Sequence[Any] = cell if isinstance(cell, list) else str(cell).split(SEPARATOR) if cell else []
    return sorted({str(part) for part in parts if part is not None and part != ""})
