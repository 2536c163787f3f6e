"""Is the ontology whole? Turtle, vocabulary and graph schema in step, shapes well-formed, HermiT content.

Each check gives the faults it finds as sentences; none means that it passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyshacl import validate as run_shacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS
from rdflib.term import Node

from .errors import DataError, ToolError
from .graphmodel import FULLTEXT_INDEXES, INDEXES
from .reading import STAGES, Status
from .reasoner import reason, short
from .reference import LANGUAGES, Reference
from .sources import ZS, ontology_graph, shapes_graph
from .vocabulary import CLASSES, DERIVED_CLASSES, DERIVED_PROPERTIES, NS, PROPERTIES


@dataclass(frozen=True, slots=True)
class Check:
    """One check that was made: its name, what it looked at, and the faults found."""

    name: str
    about: str
    faults: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """True if it found no fault."""
        return not self.faults


def checks() -> Iterator[Check]:
    """Make the checks one after the other; each is yielded as soon as it is done. Raises nothing of its own."""
    for name, about, run in (
        ("turtle", "every file parses", _turtle),
        ("step", "Turtle, vocabulary, reading and property graph name the same things", lambda: in_step(ontology_graph())),
        ("shapes", "SHACL shapes are well-formed, one for each class", lambda: shape_faults(shapes_graph())),
        ("hermit", "OWL 2 DL, consistent, every class can have members", _hermit),
    ):
        yield Check(name, about, _guarded(run))


def _guarded(run: Callable[[], Iterator[str]]) -> tuple[str, ...]:
    try:
        return tuple(run())
    except (DataError, ToolError) as error:
        return (str(error),)


def _turtle() -> Iterator[str]:
    for graph in (ontology_graph(), shapes_graph()):
        if not len(graph):
            yield "a file is empty"


def in_step(graph: Graph) -> Iterator[str]:
    """Where the ontology in ``graph`` and the Python tables differ, in both directions, as sentences."""
    data = {n for n, p in PROPERTIES.items() if p.is_data}
    yield from _same("class", _terms(graph, OWL.Class), set(CLASSES) | DERIVED_CLASSES)
    yield from _same("data property", _terms(graph, OWL.DatatypeProperty), data)
    yield from _same("object property", _terms(graph, OWL.ObjectProperty), (set(PROPERTIES) - data) | DERIVED_PROPERTIES)
    for name, parents in CLASSES.items():
        above = {short(str(o)) for o in graph.objects(ZS[name], RDFS.subClassOf) if str(o).startswith(NS)}
        yield from _same(f"superclass of {name}", above, set(parents))
    yield from _ends(graph)
    yield from _lists(graph)
    yield from _unlabelled(graph)
    for label, field in [(i.label, i.field) for i in INDEXES] + [(f.label, p) for f in FULLTEXT_INDEXES for p in f.properties]:
        if label not in CLASSES or field not in data:
            yield f"the property graph indexes {label}.{field}, which the vocabulary does not know"


def _ends(graph: Graph) -> Iterator[str]:
    ref = Reference("en", graph)
    for name, ours in PROPERTIES.items():
        yield from _same(f"domain of {name}", set(ref.ends(name, RDFS.domain)), set(ours.domain))
        if not ours.is_data:
            yield from _same(f"range of {name}", set(ref.ends(name, RDFS.range)), set(ours.range))


def _lists(graph: Graph) -> Iterator[str]:
    ref = Reference("en", graph)
    for scheme, ours in (("project-stages", STAGES), ("event-statuses", tuple(str(s) for s in Status))):
        yield from _same(f"value of {scheme}", {e.notation for e in ref.entries(scheme)}, set(ours))
    for prop in ("stage", "status", "level", "rank"):
        listed = {e.notation for e in ref.entries(ref.scheme_of(prop))} if ref.scheme_of(prop) else set()
        yield from _same(f"value of {prop}", set(ref.value(prop)[1].split()), listed)


def _unlabelled(graph: Graph) -> Iterator[str]:
    for name in (*CLASSES, *PROPERTIES, *sorted(DERIVED_CLASSES | DERIVED_PROPERTIES)):
        for lang in LANGUAGES:
            for predicate, what in ((RDFS.label, "label"), (SKOS.definition, "definition")):
                if not Reference(lang, graph).text(ZS[name], predicate):
                    yield f"{name} has no {what} in {lang}"


def shape_faults(shapes: Graph) -> Iterator[str]:
    """What is wrong with a graph of shapes, by SHACL's own shapes for shapes, and which classes have none."""
    targets = {short(str(t)) for t in shapes.objects(None, SH.targetClass)}
    yield from _same("shape for a class", targets, set(CLASSES))
    try:
        run_shacl(Graph(), shacl_graph=shapes, meta_shacl=True)
    except ReportableRuntimeError as error:
        yield f"malformed shape: {error}"


def _hermit() -> Iterator[str]:
    verdict = reason()
    if not verdict.consistent:
        yield "the ontology is inconsistent"
    yield from (f"no instance is possible of {short(iri)}" for iri in verdict.unsatisfiable)


def _terms(graph: Graph, kind: Node) -> set[str]:
    return {short(str(s)) for s in graph.subjects(RDF.type, kind) if str(s).startswith(NS)}


def _same(what: str, turtle: set[str], python: set[str]) -> Iterator[str]:
    yield from (f"{what} only in the Turtle: {name}" for name in sorted(turtle - python))
    yield from (f"{what} only in Python: {name}" for name in sorted(python - turtle))
