"""The statements behind an edge, and behind the edges that a derived one follows from."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal

from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.ontology.statement import TYPE
from zhaoshang.ontology.vocabulary import DERIVED_PROPERTIES, NS, PROPERTIES
from zhaoshang.stores.triples.store import TripleStore

from ..search.cards import class_of, id_of
from .derive import Walk, walks

KNOWN = frozenset({TYPE, *PROPERTIES, *DERIVED_PROPERTIES})
MAX_WALKS = 20
"""So many ways in which a derived edge follows are given."""
MAX_STATEMENTS = 200
"""So many statements are explained in one answer."""


@dataclass(frozen=True, slots=True)
class Found:
    """Statement ids, sorted; ``derived_by`` names the steps (``led visited``) where the edge is derived."""

    statements: tuple[str, ...]
    derived_by: tuple[str, ...] = ()


def statements_of(store: TripleStore, subject: str, predicate: str, other: str) -> Found:
    """What says that ``subject predicate other``; ``other`` is a graph id, a class or the text of a value.

    Raises NotFoundError for a property that is none.
    """
    if predicate not in KNOWN:
        raise NotFoundError(f"There is no property {predicate!r}.", where="predicate", remedy="see /ontology for those that there are")
    direct = _asserted(store, subject, predicate, other)
    if direct or predicate in PROPERTIES:
        return Found(direct)
    found: dict[str, None] = {}
    steps = []
    for walk in walks(predicate):
        edges = _walked(store, subject, walk, other)
        if edges:
            steps.append(" ".join(f"^{name}" if against else name for name, against in walk))
        for edge in edges:
            found |= dict.fromkeys(_asserted(store, *edge))
    return Found(tuple(found), tuple(steps))


def _asserted(store: TripleStore, subject: str, predicate: str, other: str) -> tuple[str, ...]:
    property_ = "rdf:type" if predicate == TYPE else f"<{NS}{predicate}>"
    if class_of(other):
        end = f"?statement rdf:object {store.quads.iri(other)} ."
    else:
        end = f"?statement rdf:object ?value . FILTER (STR(?value) = {Literal(other)} || STR(?value) = {Literal(NS + other)})"
    query = f"""PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT DISTINCT ?statement {{ ?statement rdf:subject {store.quads.iri(subject)} ; rdf:predicate {property_} . {end} }}
        ORDER BY ?statement LIMIT {MAX_STATEMENTS}"""
    return tuple(id_of(row["statement"].value, store.base) for row in store.query(query))


def _walked(store: TripleStore, subject: str, walk: Walk, other: str) -> list[tuple[str, str, str]]:
    """The asserted edges of the walks between the two ends."""
    if not class_of(other) or not walk:
        return []
    nodes = [store.quads.iri(subject), *(f"?n{i}" for i in range(1, len(walk))), store.quads.iri(other)]
    triples = [
        f"{nodes[i + against]} <{NS}{name}> {nodes[i + 1 - against]} ." for i, (name, against) in enumerate(walk)
    ]  # fmt: skip
    free = " ".join(nodes[1:-1]) or "*"
    shown = "SELECT DISTINCT " + free if free != "*" else "SELECT (1 AS ?found)"
    rows = list(store.query(f"{shown} {{ {' '.join(triples)} }} LIMIT {MAX_WALKS}"))
    found = []
    for row in rows:
        ends = [subject, *(id_of(row[f"n{i}"].value, store.base) for i in range(1, len(walk))), other]
        found += [(ends[i + against], name, ends[i + 1 - against]) for i, (name, against) in enumerate(walk)]
    return found
