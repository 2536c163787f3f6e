"""SHACL: good data has no fault; each constraint of each shape finds the fault planted for it, and says so in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.sources import ZS, parse, shapes_graph
from zhaoshang.ontology.validation import Fault, validate
from zhaoshang.ontology.vocabulary import CLASSES

HERE = Path(__file__).parent
GOOD = (HERE / "good.ttl").read_text("utf-8")
A_NAME = 'zs:name "某某"@zh'
AN_EVIDENCE = "zs:inArticle ex:article ; zs:quote"

# shape, what is added to the good data, words of the English message
FAULTS = [
    ("Entity", f"[] a zs:Company ; {A_NAME} .", "not a blank node"),
    ("Entity", "ex:firm zs:name 7 .", "a name must be text"),
    ("Entity", 'ex:firm zs:name "另名"@zh .', "at most one a language"),
    ("Entity", 'ex:firm zs:alias "" .', "an alias must be text and not empty"),
    ("Entity", "ex:firm zs:pinyin 1 .", "pinyin must be text"),
    ("Person", "ex:x a zs:Executive .", "has no name"),
    ("Person", 'ex:x a zs:Executive ; zs:name "祁"@zh .', "too short or too long"),
    ("Person", "ex:lu zs:led ex:firm .", "what a person leads"),
    ("Person", "ex:lu zs:joined ex:firm .", "what a person joins"),
    ("Person", "ex:lu zs:holds ex:firm .", "what a person holds"),
    ("Person", "ex:lu a zs:Company .", "a person cannot be an organization"),
    ("Official", f"ex:x a zs:Official ; {A_NAME} .", "an official without any post"),
    ("Official", 'ex:x a zs:Official ; zs:name "陆书记"@zh ; zs:holds ex:mayor .', "ends in a post"),
    ("Executive", 'ex:x a zs:Executive ; zs:name "澄湖集团"@zh .', "that of a firm, a body or a post"),
    ("Organization", "ex:firm zs:basedIn ex:lu .", "the seat must be a region"),
    ("Organization", "ex:firm zs:investsIn ex:zone .", "what is invested in"),
    ("Organization", "ex:firm zs:joined ex:visit .", "what an organization joins"),
    ("Company", "ex:x a zs:Company .", "has no name"),
    ("Company", 'ex:firm zs:creditCode "9131" .', "a credit code must be"),
    ("Company", 'ex:firm zs:stockCode "沪市" .', "a stock code is malformed"),
    ("Company", "ex:firm a zs:Body .", "a company cannot be a body"),
    ("Body", "ex:x a zs:Body .", "has no name"),
    ("Body", "ex:bureau a zs:Delegation ; zs:sentBy ex:jiamusi .", "a body cannot be a delegation"),
    ("Delegation", "ex:trip zs:sentBy ex:lu .", "the sender must be"),
    ("Delegation", "ex:trip zs:toured ex:firm .", "what is toured must be a region"),
    ("Delegation", "ex:trip zs:visited ex:jiamusi .", "what is visited must be"),
    ("Delegation", "ex:trip zs:met ex:firm .", "whom a delegation met"),
    ("Delegation", 'ex:trip zs:status "maybe" .', "the status is not in the list"),
    ("Delegation", 'ex:trip zs:startDate "2022-02-13" .', "a date must be"),
    ("Delegation", 'ex:trip zs:endDate "13.2.2022" .', "a date must be"),
    ("Delegation", 'ex:trip zs:endDate "2022-01"^^xsd:gYearMonth .', "ends before it begins"),
    ("Delegation", "ex:x a zs:Delegation .", "without any person, sender or stop"),
    ("Delegation", "ex:off zs:toured ex:shanghai .", "that was called off has visited"),
    ("Region", "ex:x a zs:City .", "has no name"),
    ("Region", "ex:fujin zs:partOf ex:firm .", "what a region is part of"),
    ("Region", 'ex:fujin zs:divisionCode "2308" .', "a division code must be single"),
    ("Region", 'ex:fujin zs:level "village" .', "the level is not in the list"),
    ("Region", "ex:jiamusi zs:latitude 146.8 .", "a latitude must be"),
    ("Region", "ex:jiamusi zs:longitude 1300.36 .", "a longitude must be"),
    ("Region", "ex:fujin zs:latitude 47.2 .", "only one of latitude and longitude"),
    ("Region", "ex:heilongjiang zs:partOf ex:jiamusi .", "a region is part of itself, by a circle"),
    ("Country", "ex:china zs:partOf ex:fujin .", "a country is part of something smaller"),
    ("Province", f'ex:x a zs:Province ; {A_NAME} ; zs:divisionCode "230100" .', "a province's code must end in 0000"),
    ("City", f'ex:x a zs:City ; {A_NAME} ; zs:divisionCode "230882" .', "a city's code must end in 00"),
    ("County", f'ex:x a zs:County ; {A_NAME} ; zs:divisionCode "230800" .', "a county's code must have six digits"),
    ("Township", f'ex:x a zs:Township ; {A_NAME} ; zs:divisionCode "230882" .', "a township's code must have 9 or 12 digits"),
    ("DevelopmentZone", f"ex:x a zs:DevelopmentZone ; {A_NAME} .", "a development zone that is part of nothing"),
    ("Project", "ex:x a zs:Project .", "has no name"),
    ("Project", "ex:plant zs:locatedIn ex:firm .", "a project must lie in a region"),
    ("Project", 'ex:plant zs:stage "soon" .', "the stage is not in the list"),
    ("Project", "ex:plant zs:amount -1.0 .", "an amount must be a positive decimal"),
    ("Project", 'ex:plant zs:currency "元" .', "a currency must be three capital letters"),
    ("Project", f"ex:x a zs:Project ; {A_NAME} ; zs:amount 5.0 .", "has an amount but no currency"),
    ("Post", "ex:x a zs:Post .", "has no name"),
    ("Post", "ex:mayor zs:jurisdiction ex:lu .", "a jurisdiction must be"),
    ("Post", 'ex:mayor zs:rank "zhengda" .', "the rank is not in the list"),
    ("Tenure", "ex:tenure zs:heldBy ex:qi .", "exactly one holder"),
    ("Tenure", "ex:x a zs:Tenure ; zs:heldBy ex:lu .", "exactly one post"),
    ("Tenure", 'ex:tenure zs:former "yes" .', "former must be a boolean"),
    ("Tenure", 'ex:tenure zs:startDate "spring" .', "a date must be"),
    ("Tenure", 'ex:tenure zs:endDate "spring" .', "a date must be"),
    ("Tenure", 'ex:tenure zs:asOf "spring" .', "a date must be"),
    ("Tenure", 'ex:tenure zs:endDate "2020-12-31"^^xsd:date .', "ends before it begins"),
    ("Event", "ex:x a zs:Signing ; zs:count 3 .", "an event needs a status"),
    ("Event", "ex:visit zs:atPlace ex:firm .", "the place must be a region"),
    ("Event", 'ex:visit zs:date "spring" .', "a date must be"),
    ("Visit", "ex:visit zs:byDelegation ex:off .", "a visit needs exactly one delegation"),
    ("Visit", 'ex:x a zs:Visit ; zs:byDelegation ex:trip ; zs:status "planned" .', "a visit needs exactly one company or body"),
    ("Meeting", "ex:meeting zs:byDelegation ex:off .", "what a meeting belongs to"),
    ("Meeting", 'ex:x a zs:Meeting ; zs:status "planned" .', "a meeting needs a person met"),
    ("Signing", "ex:signing zs:hasParty ex:lu .", "a party must be"),
    ("Signing", "ex:signing zs:hasSigner ex:firm .", "a signer must be"),
    ("Signing", "ex:signing zs:concerns ex:firm .", "what is signed for"),
    ("Signing", "ex:signing zs:count 0 .", "a count must be"),
    ("Signing", 'ex:x a zs:Signing ; zs:status "happened" .', "a signing without party"),
    ("Signing", 'ex:signing zs:amount "24" .', "an amount must be a positive decimal"),
    ("Signing", 'ex:signing zs:currency "RMB元" .', "a currency must be three capital letters"),
    ("Signing", 'ex:x a zs:Signing ; zs:status "happened" ; zs:amount 5.0 .', "has an amount but no currency"),
    ("Article", 'ex:x a zs:Article ; zs:version "1" .', "exactly one text"),
    ("Article", 'ex:x a zs:Article ; zs:text "文" .', "exactly one version"),
    ("Article", 'ex:article zs:title "又一题" .', "at most one title"),
    ("Article", 'ex:article zs:source "又一报" .', "at most one source"),
    ("Article", 'ex:article zs:url "paper.example" .', "at most one address"),
    ("Article", 'ex:article zs:published "spring" .', "at most one date"),
    ("Article", "ex:article zs:mentions ex:evidence .", "what an article mentions"),
    ("Evidence", "ex:x a zs:Evidence ; zs:inArticle ex:article ; zs:start 0 ; zs:end 2 .", "exactly one quotation"),
    ("Evidence", 'ex:evidence zs:sentence "又一句" .', "at most one sentence"),
    ("Evidence", f'ex:x a zs:Evidence ; {AN_EVIDENCE} "陆晓" ; zs:start 2 ; zs:end 0 .', "the start must be"),
    ("Evidence", f'ex:x a zs:Evidence ; {AN_EVIDENCE} "陆晓" ; zs:start 0 .', "the end must be"),
    ("Evidence", 'ex:x a zs:Evidence ; zs:quote "陆晓" ; zs:start 0 ; zs:end 2 .', "evidence needs exactly one article"),
    ("Evidence", f'ex:x a zs:Evidence ; {AN_EVIDENCE} "陆晓" ; zs:start 0 ; zs:end 3 .', "not as long as its offsets say"),
    ("Evidence", f'ex:x a zs:Evidence ; {AN_EVIDENCE} "晓岚" ; zs:start 0 ; zs:end 2 .', "other words at that place"),
    ("Statement", "ex:statement rdf:subject ex:off .", "exactly one subject"),
    ("Statement", "ex:statement rdf:predicate zs:toured .", "exactly one predicate"),
    ("Statement", "ex:statement rdf:object ex:bureau .", "exactly one object"),
    ("Statement", "ex:statement zs:confidence 1.2 .", "the confidence must be"),
    ("Statement", "ex:statement zs:inArticle ex:firm .", "a statement needs exactly one article"),
    ("Statement", "ex:statement zs:evidencedBy ex:article .", "what a statement rests on"),
    (
        "Statement",
        "ex:x a zs:Statement ; rdf:subject ex:a ; rdf:predicate zs:led ; rdf:object ex:b ; zs:confidence 1.0 ; zs:inArticle ex:article .",
        "a statement without evidence",
    ),
    ("Statement", 'ex:statement zs:learntAt "2026" .', "the time learnt"),
    ("Dossier", "[] a zs:Dossier .", "not a blank node"),
    ("Dossier", f"ex:dossier a zs:Company ; {A_NAME} .", "a dossier is not the entity"),
    ("Link", "[] a zs:Link .", "not a blank node"),
    ("Link", f"ex:link a zs:Company ; {A_NAME} .", "a link is not an entity"),
]
WARNINGS = ("without any post", "ends before it begins", "part of nothing", "without evidence")


def faults(extra: str = "") -> tuple[Fault, ...]:
    return validate(parse(GOOD + extra, "test"))


def test_good_data_has_no_fault_and_has_every_class() -> None:
    assert faults() == ()
    graph = parse(GOOD, "good.ttl")
    leaves = {c for c in CLASSES if not any(c in parents for parents in CLASSES.values())}
    assert {ZS[c] for c in leaves} <= set(graph.objects(None, RDF.type))


@pytest.mark.parametrize(("shape", "extra", "words"), FAULTS, ids=[f"{s}-{w[:24]}" for s, _, w in FAULTS])
def test_a_planted_fault_is_found_by_its_shape(shape: str, extra: str, words: str) -> None:
    found = [f for f in faults("\n" + extra) if f.shape == shape and words in f.en]
    assert found
    assert all(f.warning == any(w in f.en for w in WARNINGS) for f in found)


def test_every_message_of_every_shape_has_its_planted_fault() -> None:
    graph = shapes_graph()
    for message in {str(m) for m in graph.objects(None, SH.message) if isinstance(m, Literal) and m.language == "en"}:
        assert any(words in message for _, _, words in FAULTS), message


def test_every_class_has_a_shape() -> None:
    assert {str(t).removeprefix(str(ZS)) for t in shapes_graph().objects(None, SH.targetClass)} == set(CLASSES)
    assert {shape for shape, _, _ in FAULTS} == set(CLASSES)


def test_every_constraint_has_its_message_in_both_languages_unmixed() -> None:
    graph = shapes_graph()
    own = {p for s, p in graph.subject_objects(SH.property) if isinstance(s, URIRef)}  # those inside an sh:or speak through it
    for source in own | set(graph.objects(None, SH.sparql)):
        assert {m.language for m in graph.objects(source, SH.message) if isinstance(m, Literal)} == {"zh", "en"}
    for message in graph.objects(None, SH.message):
        assert isinstance(message, Literal)
        wrong = r"[一-鿿]" if message.language == "en" else r"[a-z]"
        assert not re.search(wrong, str(message)), message


def test_a_fault_reads_as_a_sentence() -> None:
    (fault,) = faults('\nex:plant zs:stage "soon" .')
    assert fault.message("en") == "https://zhaoshang.example/id/plant zs:stage “soon”: the stage is not in the list"
    assert fault.message("zh") == "https://zhaoshang.example/id/plant zs:stage “soon”：项目阶段不在表中"


def test_the_value_lists_are_those_of_the_schemes() -> None:
    for prop in ("stage", "status", "rank", "level"):
        assert f"zs:{prop} ; sh:in ( {' '.join(chr(34) + n + chr(34) for n in _notations(prop))} )" in (
            Path(__file__).parents[2] / "ontology" / "shapes.ttl"
        ).read_text("utf-8")


def _notations(prop: str) -> list[str]:
    from zhaoshang.ontology.sources import ontology_graph

    graph = ontology_graph()
    query = "SELECT ?n WHERE { ?s zs:schemeOf ?p . ?c skos:inScheme ?s ; skos:notation ?n ; schema:position ?i } ORDER BY ?i"
    return [str(row[0]) for row in graph.query(query, initBindings={"p": ZS[prop]})]  # type: ignore[index]


def test_a_malformed_shape_is_a_clear_error() -> None:
    shapes = parse(
        '@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix zs: <https://w3id.org/zhaoshang/ns#> .\n'
        "<urn:s> a sh:NodeShape ; sh:targetClass zs:City ; sh:property [ sh:path zs:name ; sh:minCount 1 , 2 ] .",
        "bad",
    )  # fmt: skip
    with pytest.raises(DataError, match="SHACL shapes cannot be used"):
        validate(parse(GOOD, "good.ttl"), shapes=shapes)


def test_an_empty_graph_is_valid() -> None:
    assert validate(Graph()) == ()
