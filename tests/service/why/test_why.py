"""Why is this here: one call gives all that is behind an edge, a statement or a row."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from zhaoshang.ontology.vocabulary import DERIVED_PROPERTIES
from zhaoshang.service.why.derive import walks
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from ..conftest import serve

HOMONYMS = ("official/zhou-li-cheng-263b69af", "official/zhou-li-cheng-708ff46d")


def test_a_row_is_explained_by_its_statements_sentences_articles_rules_and_identities(client: httpx.Client) -> None:
    row = client.get("/questions/firms-visited", params={"leader": "陆闻溪"}).json()["rows"][1]
    why = client.get("/questions/firms-visited/why", params={"leader": "陆闻溪", "row": 1}).json()
    assert {one["id"] for edge in why["edges"] for one in edge["statements"]} == set(row["statements"])
    for edge in why["edges"]:
        assert edge["confidence"] == max(one["confidence"] for one in edge["statements"])
        for one in edge["statements"]:
            assert one["rule"] and one["extractor"] and one["learnt_at"] and 0 < one["confidence"] <= 1
            assert all(citation["article"]["title"] and citation["sentence"] for citation in one["citations"])
    firm = next(one for one in why["identities"] if one["entity"]["id"] == row["firm_id"])
    assert firm["names"] and firm["reasons"] and 0 < firm["score"] <= 1
    assert not why["truncated"]


def test_the_statements_of_a_row_can_be_asked_for_by_id(client: httpx.Client) -> None:
    row = client.get("/questions/firms-visited", params={"leader": "陆闻溪"}).json()["rows"][0]
    by_id = client.get("/why", params={"statement": row["statements"]}).json()
    assert by_id["edges"] == client.get("/questions/firms-visited/why", params={"leader": "陆闻溪"}).json()["edges"]


def test_an_edge_has_every_article_that_says_so(client: httpx.Client) -> None:
    row = client.get("/questions/visitors-of-firm", params={"firm": "远岫新材"}).json()["rows"][0]
    edge = {"subject": row["delegation_id"], "predicate": "visited", "object": firm_id(client)}
    why = client.get("/why", params=edge).json()
    assert [found["predicate"] for found in why["edges"]] == ["visited"]
    assert why["articles"] == len({c["article"]["id"] for s in why["edges"][0]["statements"] for c in s["citations"]})


def firm_id(client: httpx.Client) -> str:
    hits = client.get("/search", params={"q": "远岫新材料股份有限公司", "type": "Company"}).json()["hits"]
    return str(hits[0]["id"])


def test_a_value_and_a_class_are_explained_too(client: httpx.Client) -> None:
    row = client.get("/questions/delegations-led", params={"leader": "胡九皋"}).json()["rows"][0]
    for predicate, value in (("startDate", row["start"]), ("type", "Delegation")):
        why = client.get("/why", params={"subject": row["delegation_id"], "predicate": predicate, "object": value}).json()
        assert why["edges"][0]["value"] == value and why["edges"][0]["object"] is None


def test_what_follows_is_traced_to_what_is_said(client: httpx.Client) -> None:
    row = client.get("/questions/firms-visited", params={"leader": "陆闻溪"}).json()["rows"][0]
    leader = client.get("/search", params={"q": "陆闻溪"}).json()["hits"][0]["id"]
    why = client.get("/why", params={"subject": leader, "predicate": "calledOn", "object": row["firm_id"]}).json()
    assert why["derived_by"] == ["led visited"]
    assert {edge["predicate"] for edge in why["edges"]} == {"led", "visited"}
    inverse = client.get("/why", params={"subject": row["firm_id"], "predicate": "visitedBy", "object": row["delegation_id"]}).json()
    assert inverse["derived_by"] == ["^visited"]


def test_every_derived_property_is_a_walk_over_asserted_ones() -> None:
    assert walks("courted") == ((("sentBy", True), ("visited", False)),)
    assert all(walks(name) for name in DERIVED_PROPERTIES - {"tookPlace"})
    assert {walk[0][0] for walk in walks("travelledWith")} == {"led", "joined"}
    assert walks("visited") == ()


def test_two_of_one_name_are_explained_by_how_each_was_recognised(client: httpx.Client) -> None:
    rows = client.get("/questions/homonyms").json()["rows"]
    at = next(i for i, row in enumerate(rows) if row["name"] == "周立诚")
    why = client.get("/questions/homonyms/why", params={"row": at}).json()
    assert {one["entity"]["id"] for one in why["identities"]} == set(rows[at]["ids"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/why", 400),
        ("/why?subject=official/x&predicate=led", 400),
        ("/why?statement=statement/00000000000000000000", 404),
        ("/why?statement=statement/%00&statement=%F0%9F%98%80", 404),
        ("/why?subject=official/x&predicate=led&object=delegation/y", 404),
        ("/why?subject=official/x&predicate=led%3E%20.%20%3Fs&object=delegation/y", 404),
        ("/why?subject=official/%22%3E%20%7D&predicate=led&object=%22%20%7D", 404),
        ("/questions/firms-visited/why?row=9999", 404),
        ("/questions/firms-visited/why?chief=x", 400),
        ("/questions/nothing/why", 404),
    ],
)
def test_what_cannot_be_explained_is_said(client: httpx.Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.fixture
def merged(sample: Settings, tmp_path: Path) -> Iterator[httpx.Client]:
    """The sample with two people of one name merged by a person."""
    settings = Settings.at(tmp_path / "data")
    settings.data.mkdir(parents=True)
    with sqlite3.connect(sample.data / "journal.db") as source, sqlite3.connect(settings.data / "journal.db") as target:
        source.backup(target)
    with Journal.open(settings.journal, 5) as journal:
        journal.decide("merge", {"entities": list(HOMONYMS)}, "an editor")
    yield from serve(settings)


def test_a_decision_on_identity_is_told_with_who_and_when(merged: httpx.Client) -> None:
    row = merged.get("/questions/delegations-led", params={"leader": HOMONYMS[0]}).json()["rows"]
    assert len(row) >= 3
    edges = [merged.get("/questions/delegations-led/why", params={"leader": HOMONYMS[0], "row": i}).json() for i in range(len(row))]
    decisions = [one for why in edges for one in why["decisions"]]
    assert {(one["kind"], one["author"]) for one in decisions} == {("merge", "an editor")}
    assert all(one["learnt_at"] for one in decisions)
    moved = [s["written"] for why in edges for edge in why["edges"] for s in edge["statements"] if s["written"]]
    assert any(HOMONYMS[1] in pair for pair in moved)
    assert any(one["written"] == HOMONYMS[1] for why in edges for one in why["identities"])
