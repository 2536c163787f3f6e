"""The query operation of the SPARQL 1.1 Protocol."""

import httpx
import pytest

ASK = "PREFIX zs: <https://w3id.org/zhaoshang/ns#> "
FIRMS = ASK + "SELECT DISTINCT ?name { ?d zs:visited ?c . ?c zs:name ?name } ORDER BY ?name"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


def rows(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["name"]["value"] for row in answer.json()["results"]["bindings"]]


def test_all_three_ways_to_ask_give_the_same_answer(client: httpx.Client) -> None:
    got = rows(client.get("/sparql", params={"query": FIRMS}))
    assert len(got) > 10
    assert rows(client.post("/sparql", data={"query": FIRMS})) == got
    assert rows(client.post("/sparql", content=FIRMS.encode(), headers={"content-type": QUERY})) == got


@pytest.mark.parametrize("media", ["text/csv", "text/tab-separated-values", "application/sparql-results+xml"])
def test_results_come_in_the_form_asked_for(client: httpx.Client, media: str) -> None:
    answer = client.get("/sparql", params={"query": FIRMS}, headers={"accept": media})
    assert answer.headers["content-type"].startswith(media)
    assert rows(client.get("/sparql", params={"query": FIRMS}))[0] in answer.text


def test_ask_and_construct_have_their_own_forms(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": ASK + "ASK { ?d a zs:Delegation }"}).json()["boolean"] is True
    construct = client.get("/sparql", params={"query": ASK + "CONSTRUCT WHERE { ?d a zs:Delegation }"}, headers={"accept": "text/turtle"})
    assert construct.headers["content-type"].startswith("text/turtle")
    assert "Delegation" in construct.text


def test_one_articles_graph_can_be_asked_alone(client: httpx.Client) -> None:
    graphs = "SELECT DISTINCT ?name { GRAPH ?name { ?a a <https://w3id.org/zhaoshang/ns#Article> } }"
    one = rows(client.get("/sparql", params={"query": graphs}))[0]
    count = "SELECT (COUNT(DISTINCT ?a) AS ?name) { ?a a <https://w3id.org/zhaoshang/ns#Article> }"
    assert rows(client.get("/sparql", params={"query": count, "default-graph-uri": one})) == ["1"]
    assert rows(client.get("/sparql", params={"query": count})) == ["46"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
        ("INSERT DATA { <http://x> <http://x> <http://x> }", 400),
        ("LOAD <file:///etc/passwd>", 400),
    ],
)
def test_what_is_no_query_is_refused(client: httpx.Client, query: str, status: int) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_malformed_requests_are_told_apart(client: httpx.Client) -> None:
    assert client.post("/sparql", content=b"{}", headers={"content-type": "application/json"}).status_code == 415
    assert client.post("/sparql", content=b"\xff", headers={"content-type": QUERY}).status_code == 400
    assert client.get("/sparql", params={"update": "CLEAR ALL"}).status_code == 400
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 401
