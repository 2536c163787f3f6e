"""The Service Description (W3C Recommendation of 21 March 2013): what this endpoint can do, as RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from zhaoshang.stores.triples.terms import RDF

from .evaluate import GRAPH_FORMATS

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_ENTAILMENT = "http://www.w3.org/ns/entailment/"
RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_DCTERMS_TITLE = "http://purl.org/dc/terms/title"
_PREFIXES = {"sd": SD, "format": _FORMATS, "ent": _ENTAILMENT, "dcterms": "http://purl.org/dc/terms/"}


def describe(endpoint: str, media_type: str, graphs: Iterable[str], inferences: str, *, union: bool) -> bytes:
    """The description of ``endpoint`` (its URL). ``graphs`` are the named graphs to list, ``inferences`` the one whose
    triples follow from the others; ``union`` whether the default graph is the union of all but that."""
    triples = _service(NamedNode(endpoint), list(graphs), inferences, union)
    return serialize(triples, format=GRAPH_FORMATS[media_type], prefixes=_PREFIXES) or b""


def _service(endpoint: NamedNode, graphs: list[str], inferences: str, union: bool) -> Iterator[Triple]:
    service, dataset, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    yield _type(service, "Service")
    yield Triple(service, NamedNode(f"{SD}endpoint"), endpoint)
    yield from _all(service, "supportedLanguage", SD, ("SPARQL11Query", "SPARQL11Update"))
    yield from _all(service, "resultFormat", _FORMATS, (*RESULTS, *GRAPHS))
    yield from _all(service, "inputFormat", _FORMATS, GRAPHS)
    yield from _all(service, "feature", SD, ("UnionDefaultGraph",) if union else ())
    yield from _all(service, "defaultEntailmentRegime", _ENTAILMENT, ("Simple",))
    yield Triple(service, NamedNode(f"{SD}defaultDataset"), dataset)
    yield _type(dataset, "Dataset")
    yield Triple(dataset, NamedNode(f"{SD}defaultGraph"), default)
    yield _type(default, "Graph")
    yield Triple(default, NamedNode(_DCTERMS_TITLE), Literal("the union of all that is stated" if union else "the default graph"))
    for number, name in enumerate(graphs):
        yield from _named(dataset, number, name, "RDFS" if name == inferences else "Simple")


def _named(dataset: BlankNode, number: int, name: str, regime: str) -> Iterator[Triple]:
    named, graph = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
    yield Triple(dataset, NamedNode(f"{SD}namedGraph"), named)
    yield _type(named, "NamedGraph")
    yield Triple(named, NamedNode(f"{SD}name"), NamedNode(name))
    yield from _all(named, "entailmentRegime", _ENTAILMENT, (regime,))
    yield Triple(named, NamedNode(f"{SD}graph"), graph)
    yield _type(graph, "Graph")


def _type(node: BlankNode, name: str) -> Triple:
    return Triple(node, NamedNode(f"{RDF}type"), NamedNode(f"{SD}{name}"))


def _all(node: BlankNode, predicate: str, namespace: str, names: Iterable[str]) -> Iterator[Triple]:
    return (Triple(node, NamedNode(f"{SD}{predicate}"), NamedNode(f"{namespace}{name}")) for name in names)
