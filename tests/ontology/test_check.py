"""The runtime check finds what the tests of step would: terms missing on either side, lists, labels, shapes."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH

from zhaoshang.ontology.check import checks, in_step, shape_faults
from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.sources import ONTOLOGY_FILES, ZS, ontology_graph, parse, read_text, shapes_graph


def test_the_ontology_passes_every_check() -> None:
    done = list(checks())
    assert [c.name for c in done] == ["turtle", "step", "shapes", "hermit"]
    assert [c.faults for c in done] == [(), (), (), ()]


def changed(remove: tuple[object, ...] = (), add: tuple[object, ...] = ()) -> Graph:
    graph = ontology_graph()
    if remove:
        assert remove in graph  # type: ignore[operator]
        graph.remove(remove)  # type: ignore[arg-type]
    if add:
        graph.add(add)  # type: ignore[arg-type]
    return graph


@pytest.mark.parametrize(
    ("graph", "fault"),
    [
        (changed(add=(ZS.Village, RDF.type, OWL.Class)), "class only in the Turtle: Village"),
        (changed(remove=(ZS.Body, RDF.type, OWL.Class)), "class only in Python: Body"),
        (changed(add=(ZS.City, RDFS.subClassOf, ZS.Body)), "superclass of City only in the Turtle: Body"),
        (changed(add=(ZS.inspected, RDF.type, OWL.ObjectProperty)), "object property only in the Turtle: inspected"),
        (changed(remove=(ZS.rank, RDF.type, OWL.DatatypeProperty)), "data property only in Python: rank"),
        (changed(remove=(ZS.led, RDFS.domain, ZS.Person)), "domain of led only in Python: Person"),
        (changed(remove=(ZS.led, RDFS.range, ZS.Delegation)), "range of led only in Python: Delegation"),
        (changed(remove=(ZS.led, RDFS.label, Literal("led", lang="en"))), "led has no label in en"),
    ],
)
def test_a_slip_between_the_turtle_and_python_is_named(graph: Graph, fault: str) -> None:
    assert fault in list(in_step(graph))


def test_a_value_list_that_lacks_a_value_is_named() -> None:
    graph = ontology_graph()
    graph.remove((ZS["stage-signed"], None, None))
    faults = list(in_step(graph))
    assert "value of project-stages only in Python: signed" in faults
    assert "value of stage only in the Turtle: signed" in faults


def test_a_class_without_shape_and_a_malformed_shape_are_named() -> None:
    shapes = shapes_graph()
    shapes.remove((None, SH.targetClass, ZS.Link))
    shapes.add((URIRef("https://w3id.org/zhaoshang/shapes#City"), SH.closed, Literal("perhaps")))
    faults = list(shape_faults(shapes))
    assert faults[0] == "shape for a class only in Python: Link"
    assert faults[1].startswith("malformed shape: ")


def test_a_file_that_is_no_turtle_is_named_with_its_line() -> None:
    with pytest.raises(DataError, match=r"ontology/x\.ttl:2: no Turtle"):
        parse("@prefix a: <urn:a#> .\na:b a:c .", "ontology/x.ttl")


@pytest.mark.parametrize("name", ONTOLOGY_FILES)
def test_each_file_loads_from_the_package(name: str) -> None:
    assert len(parse(read_text(name), name)) > 50


def test_a_file_that_the_package_lacks_is_a_clear_error() -> None:
    with pytest.raises(DataError, match=r"lacks its file nothing\.ttl"):
        read_text("nothing.ttl")


def test_the_caller_may_change_the_graph_it_got() -> None:
    first = ontology_graph()
    first.remove((None, None, None))
    assert len(ontology_graph()) > 1000
