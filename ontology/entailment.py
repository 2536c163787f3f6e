"""What follows from what is stated: RDFS (subclasses, subproperties, domains, ranges) and the rules of ``rules.ttl``, forwards.

The rules are read from the ontology: inverses, property chains, symmetric and transitive properties, and the classes that
chains need (a status that makes a thing `Happened`, and its ``hasSelf``). It is the part of OWL 2 RL that the ontology
uses; HermiT (`reasoner`) is complete but fit for samples only. What RDFS says of everything (that it is an
``rdfs:Resource``) is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from .sources import ontology_graph

Pair = tuple[str, str]
Relations = Mapping[str, set[Pair]]
"""Property IRI -> (subject, object), both as N-Triples terms; ``rdf:type`` among them."""
TYPE = str(RDF.type)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the ontology says that lets something follow; all names are IRIs, of classes and properties that have one.

    ``super_classes`` and ``super_properties`` are closed: all of them, not only the next. ``values`` are (property,
    literal as N-Triples, class): who has that value is of that class. ``selves``: class -> the property that joins each of
    its members to itself.
    """

    super_classes: Mapping[str, frozenset[str]]
    super_properties: Mapping[str, frozenset[str]]
    domains: Mapping[str, frozenset[str]]
    ranges: Mapping[str, frozenset[str]]
    inverses: Mapping[str, frozenset[str]]
    chains: tuple[tuple[str, tuple[str, ...]], ...]
    values: tuple[tuple[str, str, str], ...]
    selves: Mapping[str, str]

    def read(self) -> list[str]:
        """The properties from whose triples something may follow, ``rdf:type`` among them; sorted."""
        steps = {step for _, chain in self.chains for step in chain}
        return sorted({*self.super_properties, *self.domains, *self.ranges, *self.inverses, *steps, *(p for p, _, _ in self.values), TYPE})


@cache
def rules() -> Rules:
    """The house's ontology as rules."""
    return rules_of(ontology_graph())


def rules_of(graph: Graph) -> Rules:
    """Any ontology of the kind described above as rules."""
    chains = [(str(p), tuple(map(str, Collection(graph, head)))) for p, head in graph.subject_objects(OWL.propertyChainAxiom)]
    chains += [(str(p), (str(p), str(p))) for p in graph.subjects(RDF.type, OWL.TransitiveProperty)]
    inverses = _pairs(graph, OWL.inverseOf)
    inverses += [(o, s) for s, o in inverses] + [(str(p), str(p)) for p in graph.subjects(RDF.type, OWL.SymmetricProperty)]
    return Rules(
        {str(c): _above(graph, c, RDFS.subClassOf) for c in _named(graph.subjects(RDFS.subClassOf))},
        {str(p): _above(graph, p, RDFS.subPropertyOf) for p in _named(graph.subjects(RDFS.subPropertyOf))},
        _grouped(_pairs(graph, RDFS.domain)),
        _grouped((p, c) for p, c in _pairs(graph, RDFS.range) if (URIRef(c), RDF.type, OWL.Class) in graph),
        _grouped(inverses),
        tuple(sorted(chains)),
        tuple(_values(graph)),
        {str(c): str(graph.value(r, OWL.onProperty)) for c, r in graph.subject_objects(RDFS.subClassOf) if graph.value(r, OWL.hasSelf)},
    )


def _values(graph: Graph) -> Iterator[tuple[str, str, str]]:
    for cls, restriction in graph.subject_objects(OWL.equivalentClass):
        value, on = graph.value(restriction, OWL.hasValue), graph.value(restriction, OWL.onProperty)
        if value is not None:
            yield str(on), value.n3(), str(cls)


def _pairs(graph: Graph, predicate: URIRef) -> list[Pair]:
    return [(str(s), str(o)) for s, o in graph.subject_objects(predicate) if isinstance(s, URIRef) and isinstance(o, URIRef)]


def _grouped(pairs: Iterable[Pair]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return {one: frozenset(others) for one, others in found.items()}


def _named(nodes: Iterable[Node]) -> set[URIRef]:
    return {node for node in nodes if isinstance(node, URIRef)}


def _above(graph: Graph, node: URIRef, predicate: URIRef) -> frozenset[str]:
    return frozenset(str(n) for n in graph.transitive_objects(node, predicate) if isinstance(n, URIRef) and n != node)
