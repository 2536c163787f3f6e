"""An entity as RDF in the serialisation asked for."""

from __future__ import annotations

from pyoxigraph import NamedNode, Variable, serialize

from zhaoshang.ontology.sources import PREFIXES
from zhaoshang.queries import graph
from zhaoshang.stores.triples.store import TripleStore

from ..sparql.evaluate import GRAPH_FORMATS

MEDIA_TYPES = tuple(GRAPH_FORMATS)


def entity_rdf(store: TripleStore, entity: str, media_type: str) -> bytes:
    """The triples about the graph id ``entity`` with their statements and evidence, UTF-8; empty of triples if unknown."""
    node = NamedNode(store.quads.iri(entity)[1:-1])
    triples = store.query(graph.text("entity.rq"), substitutions={Variable("entity"): node})
    return serialize(triples, format=GRAPH_FORMATS[media_type], prefixes=PREFIXES) or b""
