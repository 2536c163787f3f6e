"""Whether two answers are the same: graphs, datasets and results, whatever their blank nodes are called."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

import pyoxigraph as ox

XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMERIC = {"integer", "decimal", "double", "float"}
FORMATS = {
    "srx": ox.QueryResultsFormat.XML,
    "srj": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
}
Answer = bool | tuple[tuple[str, ...], list[dict[str, Any]]]


def same_dataset(one: Iterable[ox.Quad], other: Iterable[ox.Quad]) -> bool:
    """True if the two are isomorphic."""
    return _canonical(one) == _canonical(other)


def _canonical(quads: Iterable[ox.Quad]) -> set[str]:
    dataset = ox.Dataset(ox.Quad(q.subject, q.predicate, normal(q.object), q.graph_name) for q in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def normal(term: Any) -> Any:
    """The term with its number or truth value, if it is one, written in one way."""
    if isinstance(term, ox.Literal) and term.datatype.value == f"{XSD}boolean":
        return ox.Literal({"0": "false", "1": "true"}.get(term.value, term.value), datatype=term.datatype)
    if not isinstance(term, ox.Literal) or term.datatype.value.removeprefix(XSD) not in _NUMERIC:
        return term
    try:
        if term.datatype.value.endswith(("double", "float")):
            return ox.Literal(repr(float(term.value)), datatype=term.datatype)
        return ox.Literal(format(Decimal(term.value).normalize(), "f"), datatype=term.datatype)
    except (ValueError, InvalidOperation):
        return term


def answer(body: bytes, form: str) -> Answer:
    """A parsed answer to SELECT or ASK."""
    if form == "csv":
        rows = list(csv.reader(io.StringIO(body.decode())))
        return tuple(rows[0]), [dict(zip(rows[0], map(_cell, row), strict=True)) for row in rows[1:]]
    found = ox.parse_query_results(body, FORMATS[form])
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = tuple(variable.value for variable in found.variables)
    return names, [{name: row[name] for name in names if row[name] is not None} for row in found]


def _cell(text: str) -> Any:
    """A term of CSV, which tells nothing but blank nodes from texts; numbers are compared as numbers."""
    if text.startswith("_:"):
        return ox.BlankNode(text[2:])
    return ox.Literal(text, datatype=ox.NamedNode(f"{XSD}decimal")) if text.strip() else ox.Literal(text)


def answer_from_graph(quads: list[ox.Quad]) -> Answer | None:
    """A result set that is written in RDF; None if the graph is none."""
    rs = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
    if not any(str(getattr(q.object, "value", "")) == f"{rs}ResultSet" for q in quads):
        return None
    store = ox.Store(None)
    store.extend(quads)
    names = tuple(str(r["v"].value) for r in store.query(f"SELECT ?v {{ ?s <{rs}resultVariable> ?v }}"))  # type: ignore[union-attr]
    rows: dict[Any, dict[str, Any]] = {}
    text = f"SELECT ?s ?n ?v {{ ?r <{rs}solution> ?s OPTIONAL {{ ?s <{rs}binding> ?b . ?b <{rs}variable> ?n ; <{rs}value> ?v }} }}"
    for row in store.query(text):  # type: ignore[union-attr]
        found = rows.setdefault(row["s"], {})
        if row["n"] is not None:
            found[row["n"].value] = row["v"]
    return names, list(rows.values())


def same_answer(one: Answer, other: Answer, *, ordered: bool, lax: bool) -> bool:
    """True if the two say the same."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if set(one[0]) != set(other[0]):
        return False
    if ordered and not _blank(one[1]) and not _blank(other[1]):
        return [_key(row) for row in one[1]] == [_key(row) for row in other[1]]
    first, second = (Counter(map(_key, rows)) for rows in (one[1], other[1]))
    if not _blank(one[1]):
        return set(first) == set(second) if lax else first == second
    return len(one[1]) == len(other[1]) and same_dataset(_as_graph(one[1]), _as_graph(other[1]))


def _key(row: dict[str, Any]) -> frozenset[tuple[str, str]]:
    return frozenset((name, str(normal(term))) for name, term in row.items())


def _blank(rows: list[dict[str, Any]]) -> bool:
    return any(isinstance(term, ox.BlankNode) for row in rows for term in row.values())


def _as_graph(rows: list[dict[str, Any]]) -> Iterable[ox.Quad]:
    """The rows as a graph: a node a row, an edge a variable; blank nodes of the rows are nodes of the graph."""
    for number, row in enumerate(rows):
        node = ox.BlankNode(f"row{number}x")
        for name, term in row.items():
            yield ox.Quad(node, ox.NamedNode(f"urn:v:{name}"), term)
