"""The Turtle, the Python vocabulary, the record types and the property-graph schema say the same, in both directions."""

from __future__ import annotations

from collections import Counter

import pytest
from rdflib import BNode, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from zhaoshang.ontology import graphmodel
from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.reading import STAGES, Status
from zhaoshang.ontology.sources import PREFIXES, SCHEMA, ZS, ontology_graph
from zhaoshang.ontology.vocabulary import CLASSES, DERIVED_CLASSES, DERIVED_PROPERTIES, PROPERTIES, SLUGS, ancestors

GRAPH = ontology_graph()
XSD = PREFIXES["xsd"]
DATES = {XSD + "date", XSD + "gYearMonth", XSD + "gYear"}
BUILT_IN = tuple(PREFIXES[p] for p in ("rdf", "rdfs", "owl", "xsd"))


def local(node: Node) -> str:
    return str(node).removeprefix(str(ZS))


def terms(kind: URIRef) -> set[str]:
    return {local(s) for s in GRAPH.subjects(RDF.type, kind) if s in ZS}  # type: ignore[operator]


def named(node: Node) -> set[str]:
    """The classes that a domain or range names: itself, or the members of a union."""
    union = GRAPH.value(node, OWL.unionOf)
    return {local(member) for member in Collection(GRAPH, union)} if union is not None else {local(node)}


def datatype(name: str) -> str:
    """The ``xsd:`` type at the bottom of a data property's range, ``xsd:date`` where the range is the date types."""
    if {str(o) for o in GRAPH.objects(ZS[name], SCHEMA.rangeIncludes)} == DATES:
        assert GRAPH.value(ZS[name], RDFS.range) is None
        return "xsd:date"
    found = GRAPH.value(ZS[name], RDFS.range)
    assert found is not None, name
    if isinstance(found, BNode):
        values = GRAPH.value(found, OWL.oneOf)
        found = URIRef(XSD + "string") if values is not None else GRAPH.value(found, OWL.onDatatype)
    return "xsd:string" if found == RDF.PlainLiteral else str(found).replace(XSD, "xsd:")


def test_classes_are_the_same() -> None:
    assert terms(OWL.Class) == set(CLASSES) | DERIVED_CLASSES
    assert not set(CLASSES) & DERIVED_CLASSES


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_has_the_same_superclasses(name: str) -> None:
    ours = {local(o) for o in GRAPH.objects(ZS[name], RDFS.subClassOf) if o in ZS}  # type: ignore[operator]
    assert ours == set(CLASSES[name])


def test_properties_are_the_same() -> None:
    data = {n for n, p in PROPERTIES.items() if p.is_data}
    assert terms(OWL.DatatypeProperty) == data
    assert terms(OWL.ObjectProperty) == (set(PROPERTIES) - data) | DERIVED_PROPERTIES
    assert not set(PROPERTIES) & DERIVED_PROPERTIES


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_has_the_same_domain_and_range(name: str) -> None:
    ours = PROPERTIES[name]
    (domain,) = GRAPH.objects(ZS[name], RDFS.domain)
    assert named(domain) == set(ours.domain)
    if ours.is_data:
        assert (datatype(name),) == ours.range
    else:
        (reach,) = GRAPH.objects(ZS[name], RDFS.range)
        assert named(reach) == set(ours.range)


@pytest.mark.parametrize("name", sorted(DERIVED_PROPERTIES))
def test_a_derived_property_follows_from_others(name: str) -> None:
    means = [GRAPH.value(ZS[name], OWL.inverseOf), GRAPH.value(ZS[name], OWL.propertyChainAxiom)]
    means += [GRAPH.value(None, RDFS.subPropertyOf, ZS[name])]
    assert any(m is not None for m in means) or name == "tookPlace"
    assert GRAPH.value(ZS[name], RDFS.domain) is not None
    assert GRAPH.value(ZS[name], RDFS.range) is not None


@pytest.mark.parametrize("name", [*CLASSES, *PROPERTIES, *sorted(DERIVED_CLASSES | DERIVED_PROPERTIES)])
def test_a_term_has_one_label_and_one_definition_in_each_language(name: str) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        assert Counter(o.language for o in GRAPH.objects(ZS[name], predicate)) == {"zh": 1, "en": 1}  # type: ignore[attr-defined]


def test_labels_of_classes_and_of_properties_do_not_collide() -> None:
    for kinds in ((CLASSES, DERIVED_CLASSES), (PROPERTIES, DERIVED_PROPERTIES)):
        for lang in ("zh", "en"):
            seen = Counter(str(o) for n in set().union(*kinds) for o in GRAPH.objects(ZS[n], RDFS.label) if o.language == lang)  # type: ignore[attr-defined]
            assert {label: n for label, n in seen.items() if n > 1} == {}


# ---- value lists


def notations(scheme: str) -> list[str]:
    concepts = sorted(GRAPH.subjects(SKOS.inScheme, ZS[scheme]), key=lambda c: int(str(GRAPH.value(c, SCHEMA.position))))
    return [str(GRAPH.value(c, SKOS.notation)) for c in concepts]


def allowed(name: str) -> list[str]:
    one_of = GRAPH.value(GRAPH.value(ZS[name], RDFS.range), OWL.oneOf)
    return [str(v) for v in Collection(GRAPH, one_of)]


@pytest.mark.parametrize(
    ("scheme", "prop"), [("project-stages", "stage"), ("event-statuses", "status"), ("region-levels", "level"), ("post-ranks", "rank")]
)
def test_a_property_takes_exactly_the_notations_of_its_scheme(scheme: str, prop: str) -> None:
    assert notations(scheme) == allowed(prop)
    assert GRAPH.value(ZS[scheme], ZS.schemeOf) == ZS[prop]
    for concept in [ZS[scheme], *GRAPH.subjects(SKOS.inScheme, ZS[scheme])]:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert Counter(o.language for o in GRAPH.objects(concept, predicate)) == {"zh": 1, "en": 1}  # type: ignore[attr-defined]


def test_the_reading_uses_the_same_words() -> None:
    assert tuple(notations("project-stages")) == STAGES
    assert notations("event-statuses") == [str(s) for s in Status]


def test_region_levels_name_classes_of_regions() -> None:
    for concept in GRAPH.subjects(SKOS.inScheme, ZS["region-levels"]):
        (cls,) = GRAPH.objects(concept, RDFS.seeAlso)
        assert "Region" in ancestors(local(cls))


# ---- OWL 2 DL, as far as it shows in the triples (HermiT sees to the rest)


def test_nothing_is_two_kinds_of_term_at_once() -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
    seen = Counter(s for kind in kinds for s in set(GRAPH.subjects(RDF.type, kind)) if isinstance(s, URIRef))
    assert [s for s, n in seen.items() if n > 1] == []


def test_every_property_in_use_is_declared() -> None:
    declared = {s for k in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty) for s in GRAPH.subjects(RDF.type, k)}
    used = {p for p in GRAPH.predicates() if not str(p).startswith(BUILT_IN)}
    used |= {o for p in (RDFS.subPropertyOf, OWL.inverseOf, OWL.onProperty) for o in GRAPH.objects(None, p)}
    assert used - declared == set()
    assert used - {RDFS.seeAlso} >= {SKOS.definition}


def test_every_class_in_an_axiom_is_declared() -> None:
    declared = set(GRAPH.subjects(RDF.type, OWL.Class)) | {OWL.Nothing}
    used = {o for o in GRAPH.objects(None, RDFS.subClassOf) if isinstance(o, URIRef)}
    used |= {o for o in GRAPH.objects(None, RDF.type) if isinstance(o, URIRef) and not str(o).startswith(BUILT_IN)}
    assert used - declared == set()


def test_nothing_is_imported_and_every_alignment_points_outside() -> None:
    assert not list(GRAPH.triples((None, OWL.imports, None)))
    reached = {p for p, uri in PREFIXES.items() for o in GRAPH.objects() if isinstance(o, URIRef) and str(o).startswith(uri)}
    assert {"org", "prov", "schema", "foaf", "skos", "oa", "ftm", "sem", "rov"} <= reached


# ---- property graph


@pytest.mark.parametrize("name", CLASSES)
def test_labels_are_the_class_and_its_superclasses_in_the_turtle(name: str) -> None:
    above = [local(c) for c in GRAPH.transitive_objects(ZS[name], RDFS.subClassOf) if c in ZS]  # type: ignore[operator]
    labels = graphmodel.labels_of(name)
    assert labels[0] == name
    assert set(labels) == set(above)
    assert graphmodel.root_of(name) in {c.label for c in graphmodel.CONSTRAINTS}


def test_every_object_property_is_one_relationship_type_and_only_those_are() -> None:
    objects = [n for n, p in PROPERTIES.items() if not p.is_data]
    edges = {graphmodel.edge_of(n) for n in objects}
    assert len(edges) == len(objects)
    assert edges == {"".join("_" + c if c.isupper() else c for c in n).upper() for n in objects}
    for name in ("name", "visitedBy", "nothing"):
        with pytest.raises(DataError):
            graphmodel.edge_of(name)


def test_derived_classes_are_no_labels() -> None:
    for name in DERIVED_CLASSES:
        with pytest.raises(DataError):
            graphmodel.labels_of(name)


def may_have(label: str, prop: str) -> bool:
    """True if nodes of the label, or of one below it, have the property."""
    below = {c for c in CLASSES if label in (c, *ancestors(c))}
    return PROPERTIES[prop].is_data and any(d in (c, *ancestors(c)) for c in below for d in PROPERTIES[prop].domain)


def test_keys_and_indexes_stand_on_labels_and_properties_of_the_vocabulary() -> None:
    assert {c.label for c in graphmodel.CONSTRAINTS} == {c for c in CLASSES if not CLASSES[c]} | {graphmodel.BOOKKEEPING}
    assert graphmodel.BOOKKEEPING not in CLASSES
    assert all(may_have(i.label, i.field) for i in graphmodel.INDEXES)
    assert all(may_have(f.label, p) for f in graphmodel.FULLTEXT_INDEXES for p in f.properties)
    assert {p for p in PROPERTIES if graphmodel.is_list(p)} == graphmodel.LIST_PROPERTIES


def test_keys_of_the_turtle_are_indexed() -> None:
    for cls, keys in GRAPH.subject_objects(OWL.hasKey):
        fields = {local(k) for k in Collection(GRAPH, keys)}
        if cls not in (ZS.Evidence,):  # evidence is found through its article
            assert fields & {i.field for i in graphmodel.INDEXES if i.label == local(cls)}


def test_schema_statements_are_safe_to_repeat_and_named_once() -> None:
    statements = graphmodel.schema_statements()
    assert all(" IF NOT EXISTS " in s for s in statements)
    assert len({s.split(" IF NOT EXISTS ")[0].split()[-1] for s in statements}) == len(statements)
    assert "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE" in statements
    assert next(s for s in statements if " entity_names " in s).endswith(
        "FOR (n:Entity) ON EACH [n.name, n.alias, n.pinyin] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )


def test_slugs_name_each_class_once() -> None:
    assert set(SLUGS) == set(CLASSES)
    assert len(set(SLUGS.values())) == len(SLUGS)
    assert SLUGS["DevelopmentZone"] == "development-zone"
