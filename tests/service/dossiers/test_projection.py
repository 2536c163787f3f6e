"""Accepted links in both stores, in the triples in a graph of their own, where that is asked for; and nothing of a dossier but its name."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from tests.conftest import Neo4jServer
from tests.service.conftest import serve
from tests.service.dossiers.conftest import copy_of
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore, verify

LEADER_ID = "official/lu-wen-xi-0343437c"
QUERY = """PREFIX zs: <https://w3id.org/zhaoshang/ns#>
SELECT ?dossier ?entity (COUNT(DISTINCT ?trip) AS ?trips) WHERE {
  GRAPH <https://zhaoshang.example/id/graph/links> { ?link a zs:Link ; zs:linkOf ?dossier ; zs:linkTo ?entity }
  ?entity zs:led ?trip
} GROUP BY ?dossier ?entity"""


@pytest.fixture
def showing(sample: Settings, tmp_path: Path) -> Settings:
    return replace(copy_of(sample, tmp_path / "data"), dossier_links=True)


@pytest.fixture
def client(showing: Settings) -> Iterator[httpx.Client]:
    yield from serve(showing)


def rows(client: httpx.Client, count: int) -> list[dict[str, dict[str, str]]]:
    """The answer once it has so many rows: the store follows the journal within a second."""
    until = time.monotonic() + 20
    while True:
        answer = client.get("/sparql", params={"query": QUERY}, headers={"accept": "application/sparql-results+json"})
        found: list[dict[str, dict[str, str]]] = answer.json()["results"]["bindings"]
        if len(found) == count:
            return found
        assert time.monotonic() < until, answer.text
        time.sleep(0.2)


def test_a_link_can_be_asked_for_with_the_facts_until_it_is_undone(client: httpx.Client, showing: Settings) -> None:
    client.put("/dossiers/mine", json={"type": "Person", "name": "陆闻溪", "note": "nobody else's business"})
    decision = {"action": "accept", "entity": LEADER_ID, "author": "编辑甲"}
    client.post("/dossiers/mine/decisions", json=decision)
    row = rows(client, 1)[0]
    assert row["dossier"]["value"] == "https://zhaoshang.example/id/dossier/mine"
    assert row["entity"]["value"].endswith(LEADER_ID)
    assert int(row["trips"]["value"]) >= 4
    everything = client.get(
        "/sparql", params={"query": "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <https://zhaoshang.example/id/graph/links> { ?s ?p ?o } }"}
    ).text
    assert "business" not in everything
    assert "编辑甲" not in everything
    with Journal.open(showing.journal) as journal:
        journal.decide("merge", {"entities": ["official/kept-00000000", LEADER_ID]}, "editor")
        while not rows(client, 1)[0]["entity"]["value"].endswith("official/kept-00000000"):
            time.sleep(0.2)
    client.post("/dossiers/mine/decisions", json={"action": "undo", "entity": LEADER_ID})
    assert rows(client, 0) == []


@pytest.mark.neo4j
def test_in_cypher_it_is_the_same(showing: Settings, neo4j_server: Neo4jServer) -> None:
    neo4j_server.wipe()
    statement = """MATCH (d:Dossier)<-[:LINK_OF]-(:Link)-[:LINK_TO]->(e:Official)-[:LED]->(trip:Delegation)
                   RETURN d.id AS dossier, e.id AS entity, count(DISTINCT trip) AS trips"""

    def asked(client: httpx.Client) -> list[list[object]]:
        answer = client.post("/db/neo4j/query/v2", json={"statement": statement})
        assert answer.status_code == 202, answer.text
        found: list[list[object]] = answer.json()["data"]["values"]
        return found

    for client in serve(replace(neo4j_server.settings(showing.data), dossier_links=True)):
        client.put("/dossiers/mine", json={"type": "Person", "name": "陆闻溪"})
        assert asked(client) == []
        client.post("/dossiers/mine/decisions", json={"action": "accept", "entity": LEADER_ID})
        row = rows(client, 1)[0]
        assert asked(client) == [["dossier/mine", LEADER_ID, int(row["trips"]["value"])]]
        client.delete("/dossiers/mine")
        assert asked(client) == []


def test_the_store_agrees_with_the_journal_whether_links_are_shown_or_not(showing: Settings) -> None:
    for client in serve(showing):
        client.put("/dossiers/mine", json={"type": "Person", "name": "陆闻溪"})
        client.post("/dossiers/mine/decisions", json={"action": "accept", "entity": LEADER_ID})
        rows(client, 1)
    with Journal.open(showing.journal) as journal:
        with TripleStore.current(showing, journal) as store:
            assert verify(store, journal).agrees
        hidden = replace(showing, dossier_links=False)
        journal.decide("review", {"doubt": "doubt/0", "verdict": "accept"}, "editor")
        with TripleStore.current(hidden, journal) as store:
            assert verify(store, journal).agrees
            assert not store.lines(store.quads.links_graph)
