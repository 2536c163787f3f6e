"""RDF: N-Quads and JSON-LD with the named graphs, Turtle as their union. The same state gives the same file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyoxigraph as ox

from zhaoshang.ontology.vocabulary import NS

from ..journal import Journal
from ..settings import Settings
from ..triples.quads import Quads
from ..triples.terms import DCTERMS, OA, PROV, RDF, RDFS, XSD
from ..triples.verify import expected

PREFIXES = {"zs": NS, "rdf": RDF, "rdfs": RDFS, "xsd": XSD, "prov": PROV, "oa": OA, "dcterms": DCTERMS}


def _lines(journal: Journal, settings: Settings) -> Iterator[list[str]]:
    """The lines of each named graph, sorted."""
    with journal.snapshot():
        for _, lines in expected(Quads(settings.base, settings.dossier_links), journal):
            yield sorted(lines)


def _quads(journal: Journal, settings: Settings) -> Iterator[ox.Quad]:
    for lines in _lines(journal, settings):
        yield from ox.parse("\n".join(lines).encode(), ox.RdfFormat.N_QUADS)


def write_nquads(journal: Journal, settings: Settings, out: BinaryIO) -> None:
    """N-Quads, one graph after the other."""
    for lines in _lines(journal, settings):
        out.writelines(f"{line}\n".encode() for line in lines)


def write_turtle(journal: Journal, settings: Settings, out: BinaryIO) -> None:
    """Turtle: all triples, whichever graph they stand in."""
    triples = (quad.triple for quad in _quads(journal, settings))
    ox.serialize(triples, out, ox.RdfFormat.TURTLE, prefixes=PREFIXES)


def write_jsonld(journal: Journal, settings: Settings, out: BinaryIO) -> None:
    """JSON-LD 1.1 with named graphs, in streaming form."""
    ox.serialize(_quads(journal, settings), out, ox.RdfFormat.JSON_LD)
