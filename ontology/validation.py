"""Is a graph written as the ontology asks? SHACL (W3C, 2017) by pyshacl, its findings as sentences in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyshacl import validate as run_shacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from .errors import DataError
from .sources import PREFIXES, SHAPES_FILE, ZS, shapes_graph
from .vocabulary import CLASSES

SHAPES = Namespace("https://w3id.org/zhaoshang/shapes#")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that a shape finds wrong.

    ``focus`` is the IRI (or blank node) that has the fault, ``shape`` the class whose shape found it, ``path`` the
    property concerned ("" if none) and ``value`` the offending value ("" if none); ``zh`` and ``en`` say what is wrong.
    ``warning`` is True for what is possible but should be looked at.
    """

    focus: str
    shape: str
    path: str
    value: str
    zh: str
    en: str
    warning: bool = False

    def message(self, lang: str = "en") -> str:
        """The fault as one line in ``zh`` or ``en``: what, which property and value, and what is wrong with it."""
        about = " ".join(part for part in (self.focus, self.path, f"“{self.value}”" if self.value else "") if part)
        return f"{about}：{self.zh}" if lang == "zh" else f"{about}: {self.en}"


def validate(graph: Graph, *, shapes: Graph | None = None) -> tuple[Fault, ...]:
    """All faults of ``graph`` (the union of the named graphs) by the house's shapes, sorted; () if there is none.

    The classes' hierarchy need not be in the graph. Raises `DataError` if a shape itself is malformed.
    """
    asked = shapes if shapes is not None else shapes_graph()
    try:
        _, report, text = run_shacl(graph + _hierarchy(), shacl_graph=asked, inference="none")
    except ReportableRuntimeError as error:
        raise DataError(f"SHACL shapes cannot be used: {error}", where=f"ontology/{SHAPES_FILE}", remedy="mend the shape") from error
    if not isinstance(report, Graph):
        raise DataError(f"SHACL shapes cannot be used: {text}", where=f"ontology/{SHAPES_FILE}", remedy="mend the shape")
    return tuple(sorted({_fault(report, result, asked) for result in report.subjects(RDF.type, SH.ValidationResult)}))


def _hierarchy() -> Graph:
    """The subclass axioms alone, so that shapes reach instances of subclasses and no term of the ontology is judged."""
    graph = Graph()
    for name, parents in CLASSES.items():
        for parent in parents:
            graph.add((ZS[name], RDFS.subClassOf, ZS[parent]))
    return graph


def _fault(report: Graph, result: Node, shapes: Graph) -> Fault:
    focus = report.value(result, SH.focusNode)
    value = report.value(result, SH.value)
    source, constraint = report.value(result, SH.sourceShape), report.value(result, SH.sourceConstraint)
    # of a SPARQL constraint's messages pyshacl reports one; the shape has both
    zh, en = _messages(shapes.objects(constraint, SH.message) if constraint is not None else report.objects(result, SH.resultMessage))
    return Fault(
        focus=str(focus),
        shape=_shape_of(source, shapes),
        path=_compact(report.value(result, SH.resultPath)),
        value="" if value is None or value == focus else _compact(value) if isinstance(value, URIRef) else str(value),
        zh=zh,
        en=en,
        warning=report.value(result, SH.resultSeverity) != SH.Violation,
    )


def _messages(found: Iterable[Node]) -> tuple[str, str]:
    by_language = {m.language: str(m) for m in found if isinstance(m, Literal)}
    fallback = next(iter(by_language.values()), "")
    return by_language.get("zh", fallback), by_language.get("en", fallback)


def _shape_of(source: Node | None, shapes: Graph) -> str:
    """The class that a shape is for; a property shape belongs to the node shape that has it."""
    if not isinstance(source, URIRef):
        source = shapes.value(predicate=SH.property, object=source)
    return str(source).removeprefix(str(SHAPES)).partition("-")[0]


def _compact(node: Node | None) -> str:
    if not isinstance(node, URIRef):
        return ""
    for prefix, uri in PREFIXES.items():
        if str(node).startswith(uri):
            return f"{prefix}:{str(node).removeprefix(uri)}"
    return str(node)
