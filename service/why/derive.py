"""Derived properties as walks over asserted ones, read from the ontology's inverses, chains and subproperties (``rules.ttl``)."""

from __future__ import annotations

from functools import cache

from rdflib import OWL, RDFS, Graph, URIRef
from rdflib.collection import Collection

from zhaoshang.ontology.sources import ZS, ontology_graph
from zhaoshang.ontology.vocabulary import DERIVED_PROPERTIES, PROPERTIES

Step = tuple[str, bool]
"""An asserted property, and whether it is gone against its direction."""
Walk = tuple[Step, ...]
SELF = "tookPlace"
"""Joins what happened to itself: no step."""


@cache
def walks(predicate: str) -> tuple[Walk, ...]:
    """The walks that a derived property stands for, () for one that is asserted or unknown."""
    return tuple(dict.fromkeys(_walks(predicate, ontology_graph()))) if predicate in DERIVED_PROPERTIES else ()


def _walks(predicate: str, graph: Graph) -> list[Walk]:
    if predicate == SELF:
        return [()]
    if predicate not in DERIVED_PROPERTIES:
        return [((predicate, False),)] if predicate in PROPERTIES else []
    node = URIRef(ZS + predicate)
    if inverse := graph.value(node, OWL.inverseOf):
        return [_back(walk) for walk in _walks(_local(inverse), graph)]
    found: list[Walk] = []
    for head in graph.objects(node, OWL.propertyChainAxiom):
        chains: list[Walk] = [()]
        for part in Collection(graph, head):
            chains = [(*begun, *more) for begun in chains for more in _walks(_local(part), graph)]
        found += chains
    for narrower in sorted(map(_local, graph.subjects(RDFS.subPropertyOf, node))):
        found += _walks(narrower, graph)
    return found


def _back(walk: Walk) -> Walk:
    return tuple((name, not against) for name, against in reversed(walk))


def _local(node: object) -> str:
    return str(node).rpartition("#")[2]
