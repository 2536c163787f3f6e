"""The ontology's files, read from the package: the Turtle of this folder as rdflib graphs.

Files are found through ``importlib.resources``, so they load from a checkout, a wheel or a zip file alike.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from rdflib import Graph, Namespace
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, VANN, XSD
from rdflib.plugins.parsers.notation3 import BadSyntax

from .errors import DataError
from .vocabulary import NS

ZS = Namespace(NS)
SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
PREFIXES: dict[str, str] = {
    "zs": NS, "rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL), "xsd": str(XSD), "skos": str(SKOS), "dcterms": str(DCTERMS),
    "vann": str(VANN), "org": str(ORG), "prov": str(PROV), "foaf": str(FOAF), "schema": str(SCHEMA), "oa": str(OA),
    "ftm": "https://schema.followthemoney.tech/#", "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "rov": "http://www.w3.org/ns/regorg#", "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#", "sh": "http://www.w3.org/ns/shacl#",
}  # fmt: skip
"""Every prefix that the ontology's files use, for serialisers and for queries."""

ONTOLOGY_FILES = ("classes.ttl", "properties.ttl", "rules.ttl", "schemes.ttl", "alignments.ttl")
"""The files that make the ontology together, in reading order."""
SHAPES_FILE = "shapes.ttl"


def read_text(name: str) -> str:
    """The text of a data file of this folder; raises `DataError` where the package lacks it."""
    try:
        return files(__package__ or "").joinpath(name).read_text("utf-8")
    except FileNotFoundError as error:
        raise DataError(f"the package lacks its file {name}", where=f"ontology/{name}", remedy="install it again") from error


def parse(text: str, where: str) -> Graph:
    """The graph that a Turtle text says, with the house's prefixes; raises `DataError` with ``where`` and the line."""
    graph = Graph(bind_namespaces="none")
    for prefix, uri in PREFIXES.items():
        graph.bind(prefix, uri)
    try:
        return graph.parse(data=text, format="turtle")
    except BadSyntax as error:
        raise DataError(f"no Turtle: {error.message}", where=f"{where}:{error.lines + 1}", remedy="mend the file there") from error


@cache
def _ontology() -> Graph:
    merged = parse("", "")
    for name in ONTOLOGY_FILES:
        merged += parse(read_text(name), f"ontology/{name}")
    return merged


def ontology_graph() -> Graph:
    """The whole ontology as one graph of the caller's own: classes, properties, rules, schemes and alignments."""
    return parse("", "") + _ontology()


def shapes_graph() -> Graph:
    """The SHACL shapes, a graph of the caller's own."""
    return parse(read_text(SHAPES_FILE), f"ontology/{SHAPES_FILE}")
