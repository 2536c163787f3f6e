"""Asserted or inferred: a query says which it asks for."""

import httpx

from .conftest import rows

ZS = "PREFIX zs: <https://w3id.org/zhaoshang/ns#> "
CALLED_ON = ZS + "SELECT DISTINCT ?who ?firm { ?who zs:calledOn ?firm }"
BY_PATH = ZS + "SELECT DISTINCT ?who ?firm { ?who zs:led/zs:visited ?firm }"
GRAPH = "https://zhaoshang.example/id/graph/"


def pairs(found: list[dict[str, str]]) -> set[tuple[str, str]]:
    return {(row["who"], row["firm"]) for row in found}


def test_by_default_a_query_sees_what_articles_say_and_no_more(client: httpx.Client) -> None:
    assert rows(client, CALLED_ON) == []
    assert rows(client, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER(STRENDS(STR(?g), 'inferences')) }") == []


def test_the_graph_of_inferences_says_what_a_path_says(client: httpx.Client) -> None:
    wanted = pairs(rows(client, BY_PATH))
    assert len(wanted) > 5
    assert wanted <= pairs(rows(client, CALLED_ON, **{"default-graph-uri": f"{GRAPH}inferences"}))
    assert wanted <= pairs(rows(client, CALLED_ON.replace("{ ?who", f"FROM <{GRAPH}inferences> {{ ?who", 1)))
    prefixed = f"PREFIX g: <{GRAPH}> " + ZS + "SELECT DISTINCT ?who ?firm { GRAPH g:inferences { ?who zs:calledOn ?firm } }"
    assert wanted <= pairs(rows(client, prefixed))


def test_both_together_are_asked_for_by_name(client: httpx.Client) -> None:
    query = ZS + "SELECT DISTINCT ?who ?firm { ?who zs:calledOn ?firm . ?firm zs:name ?name }"
    assert rows(client, query, **{"default-graph-uri": f"{GRAPH}inferences"}) == [], "names are asserted"
    assert rows(client, query, **{"default-graph-uri": f"{GRAPH}asserted"}) == []
    assert len(rows(client, query, **{"default-graph-uri": [f"{GRAPH}asserted", f"{GRAPH}inferences"]})) > 5


def test_others_vocabularies_can_be_asked(client: httpx.Client) -> None:
    query = "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p a <http://xmlns.com/foaf/0.1/Person> }"
    assert rows(client, query) == [{"n": "0"}]
    assert int(rows(client, query, **{"default-graph-uri": f"{GRAPH}inferences"})[0]["n"]) > 10


def test_the_graph_can_be_fetched_whole(client: httpx.Client) -> None:
    answer = client.get("/graphs", params={"graph": f"{GRAPH}inferences"}, headers={"accept": "application/n-triples"})
    assert answer.status_code == 200
    assert "zhaoshang/ns#calledOn" in answer.text


def test_the_service_description_names_it_with_its_regime(client: httpx.Client) -> None:
    told = client.get("/sparql", headers={"accept": "text/turtle"}).text
    assert "UnionDefaultGraph" in told and f"{GRAPH}inferences" in told and "RDFS" in told
