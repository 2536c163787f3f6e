"""The rules run forwards: what follows is what HermiT says, neither more nor less where relations are concerned."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from zhaoshang.ontology.chaining import inferred
from zhaoshang.ontology.entailment import TYPE, rules, rules_of
from zhaoshang.ontology.reasoner import reason
from zhaoshang.ontology.sources import parse
from zhaoshang.ontology.vocabulary import NS

HERE = Path(__file__).parent
RDFS, OWL = "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2002/07/owl#"
Relations = dict[str, set[tuple[str, str]]]


def stated(graph: Graph) -> Relations:
    found: Relations = {}
    for s, p, o in graph:
        found.setdefault(str(p), set()).add((s.n3(), o.n3()))
    return found


@pytest.mark.parametrize("name", ["sample.ttl", "good.ttl"])
def test_hermit_finds_the_same_relations_and_these_classes_too(name: str) -> None:
    data = parse((HERE / name).read_text("utf-8"), name)
    given = stated(data)
    more = inferred(given)
    verdict = reason(data)
    both = [(p, pair) for found in (given, more) for p, pairs in found.items() for pair in pairs]
    relations = {(s[1:-1], p, o[1:-1]) for p, (s, o) in both if p.startswith(NS) and o.startswith("<")}
    assert relations == verdict.relations
    classes = {(s[1:-1], c[1:-1]) for s, c in more[TYPE] if s[1:-1] in verdict.types}
    assert {(s, c) for s, c in classes if c not in verdict.types[s]} == set()
    assert len(more["https://w3id.org/zhaoshang/ns#calledOn"]) >= 1


def test_nothing_is_inferred_that_was_stated() -> None:
    given = stated(parse((HERE / "sample.ttl").read_text("utf-8"), "sample.ttl"))
    assert all(not pairs & given.get(p, set()) for p, pairs in inferred(given).items())


def test_what_was_called_off_lets_no_visit_follow() -> None:
    def visits(status: str) -> set[tuple[str, str]]:
        given = {
            f"{NS}byDelegation": {("<urn:visit>", "<urn:trip>")},
            f"{NS}visitTo": {("<urn:visit>", "<urn:firm>")},
            f"{NS}status": {("<urn:visit>", f'"{status}"')},
            f"{NS}led": {("<urn:lu>", "<urn:trip>")},
        }
        return inferred(given).get(f"{NS}calledOn", set())

    assert visits("happened") == {("<urn:lu>", "<urn:firm>")}
    assert visits("cancelled") == visits("planned") == set()


def test_a_long_way_up_is_found_to_its_end() -> None:
    up = {(f"<urn:{n}>", f"<urn:{n + 1}>") for n in range(40)}
    found = inferred({f"{NS}partOf": up})
    assert len(found[f"{NS}partOf"] | up) == 41 * 40 // 2
    assert ("<urn:40>", "<urn:0>") in found[f"{NS}hasPart"]


def test_the_rules_are_those_of_the_ontology() -> None:
    by = rules()
    assert f"{NS}visitedBy" in by.inverses[f"{NS}visited"]
    assert (f"{NS}calledOn", (f"{NS}led", f"{NS}visited")) in by.chains
    assert {"http://xmlns.com/foaf/0.1/Person", f"{NS}Entity"} <= by.super_classes[f"{NS}Official"]
    assert by.selves == {f"{NS}Happened": f"{NS}tookPlace"}
    other = rules_of(parse(f"<urn:p> <{RDFS}subPropertyOf> <urn:q> . <urn:q> <{OWL}inverseOf> <urn:r> .", "here"))
    assert inferred({"urn:p": {("<urn:a>", "<urn:b>")}}, other) == {"urn:q": {("<urn:a>", "<urn:b>")}, "urn:r": {("<urn:b>", "<urn:a>")}}
