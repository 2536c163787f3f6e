"""What follows from the ontology and some data, and whether they can be true together: owlready2's HermiT, OWL 2 DL.

HermiT (Glimm et al., *HermiT: An OWL 2 Reasoner*, J. Automated Reasoning 2014) is a Java program that owlready2 carries;
it needs a Java of at least 17. It is complete for OWL 2 DL and meant for the ontology and samples of data: the `facts` of
some tens of articles, not a whole graph.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import owlready2
import owlready2.reasoning
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD

from .errors import ToolError
from .java import find_java
from .sources import PREFIXES, ZS, ontology_graph, parse
from .vocabulary import NS

MEMORY_MB = 800
"""Upper bound of the Java heap; the ontology with a sample needs about 150."""

# The first three are not in the OWL 2 datatype map; of dateTime HermiT refuses fractions finer than a millisecond.
_TIMES = frozenset({XSD.date, XSD.gYearMonth, XSD.gYear, XSD.dateTime})
_SAME_OR_NOT = (str(OWL.sameAs), str(OWL.differentFrom))
_NOTHING = str(OWL.Nothing)
_ONE_AT_A_TIME = threading.Lock()
"""owlready2 keeps Java's path and memory in module variables."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What HermiT found.

    ``consistent`` is False where ontology and data cannot be true together; then nothing else is known.
    ``unsatisfiable`` are IRIs of classes that can have no instance. ``types`` gives for each individual's IRI the IRIs
    of all named classes it belongs to; ``relations`` are all (subject, property, object) of the house's object
    properties between individuals, stated and inferred.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    types: Mapping[str, frozenset[str]] = field(default_factory=dict)
    relations: frozenset[tuple[str, str, str]] = frozenset()

    @property
    def sound(self) -> bool:
        """True if consistent and every class can have instances."""
        return self.consistent and not self.unsatisfiable


def reason(data: Graph | None = None, *, ontology: Graph | None = None) -> Verdict:
    """Judge the ontology (by default the house's whole) together with ``data``, and classify both.

    Statement nodes and dates are left out of ``data`` (see `logical`). Raises `ToolError` where there is no fit Java or
    HermiT fails for another reason than an inconsistency.
    """
    terms = ontology if ontology is not None else ontology_graph()
    graph = logical(terms + _declared(data if data is not None else Graph()))
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="zhaoshang-") as folder:
        world = _load(graph, Path(folder))
        try:
            _run_hermit(world, Path(folder))
        except owlready2.OwlReadyInconsistentOntologyError:
            return Verdict(consistent=False)
        except owlready2.OwlReadyJavaError as error:
            raise ToolError(f"HermiT failed: {_cause(str(error))}", remedy="look for a term outside OWL 2 DL") from error
        found = _verdict(world, graph)
        world.close()
        return found


def logical(graph: Graph) -> Graph:
    """The part of a graph that OWL 2 DL can read.

    Left out are statement nodes' rdf:subject, rdf:predicate, rdf:object (reserved vocabulary, which would make
    individuals of properties) and the type rdf:Statement, and dates and times, which HermiT cannot read.
    """
    reified = {RDF.subject, RDF.predicate, RDF.object}
    kept = Graph()
    for s, p, o in graph:
        dated = isinstance(o, Literal) and o.datatype in _TIMES
        if not (dated or p in reified or (p == RDF.type and o == RDF.Statement)):
            kept.add((s, p, o))
    return kept


def facts(graph: Graph) -> Graph:
    """What the articles say, without the articles, the evidence and the statement nodes behind it.

    Those are nine tenths of a projection and bear on nothing that follows; with them HermiT needs minutes for what
    takes seconds without.
    """
    behind = {s for cls in ("Article", "Evidence", "Statement") for s in graph.subjects(RDF.type, ZS[cls])}
    kept = Graph()
    for s, p, o in graph:
        if s not in behind:
            kept.add((s, p, o))
    return kept


def _load(graph: Graph, folder: Path) -> Any:
    """A fresh owlready2 world that holds the graph, read from RDF/XML since owlready2 reads no Turtle."""
    for prefix, uri in PREFIXES.items():
        graph.bind(prefix, uri)
    path = folder / "ontology.rdf"
    graph.serialize(str(path), format="xml", encoding="utf-8")
    world = owlready2.World(filename=str(folder / "world.sqlite3"))
    with path.open("rb") as stream:
        world.get_ontology(NS).load(fileobj=stream)
    return world


def _run_hermit(world: Any, folder: Path) -> None:
    owlready2.JAVA_EXE = str(find_java())
    owlready2.reasoning.JAVA_MEMORY = MEMORY_MB
    # owlready2 leaves its own temporary file behind when HermiT finds a contradiction; here it goes with the folder.
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    finally:
        tempfile.tempdir = before


def _declared(data: Graph) -> Graph:
    """The data with each of its individuals declared, for HermiT and owlready2 list only declared ones."""
    terms = {s for s, o in data.subject_objects(RDF.type) if str(o).startswith((str(OWL), str(RDFS)))}
    things = {o for p, o in data.predicate_objects() if p != RDF.type and str(p).startswith((NS, *_SAME_OR_NOT))} | set(data.subjects())
    declared = parse("", "") + data
    for thing in things - terms:
        if isinstance(thing, URIRef):
            declared.add((thing, RDF.type, OWL.NamedIndividual))
    return declared


def _cause(output: str) -> str:
    """The line of Java's output that names the exception, else its last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["no output"]
    return next((line for line in lines if "Exception" in line), lines[-1])


def _verdict(world: Any, graph: Graph) -> Verdict:
    empty = (c.iri for c in world.inconsistent_classes() if getattr(c, "iri", _NOTHING) != _NOTHING)
    types = {one.iri: frozenset(c.iri for c in one.INDIRECT_is_a if hasattr(c, "iri")) for one in world.individuals()}
    found = {(s.iri, p.iri, o.iri) for p in world.object_properties() if p.iri.startswith(NS) for s, o in p.get_relations()}
    return Verdict(True, tuple(sorted(empty)), types, _completed(found, graph))


def _completed(found: set[tuple[str, str, str]], graph: Graph) -> frozenset[tuple[str, str, str]]:
    """The relations with those of superproperties and inverses: HermiT prints, and owlready2 keeps, one of each pair."""
    backward = {str(p): str(q) for p, q in graph.subject_objects(OWL.inverseOf)}
    backward |= {q: p for p, q in backward.items()}
    wide = {(s, str(q), o) for s, p, o in found for q in graph.transitive_objects(URIRef(p), RDFS.subPropertyOf) if str(q).startswith(NS)}
    return frozenset(wide | {(o, backward[p], s) for s, p, o in wide if p in backward})


def short(iri: str) -> str:
    """The local name of a term of the house (``…ns#Official`` -> ``Official``); other IRIs as they are."""
    return iri.removeprefix(NS)
