"""Cypher in the shape of Neo4j's Query API, on the real Neo4j."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from tests.conftest import Neo4jServer
from zhaoshang.stores.settings import Settings

from .conftest import serve

pytestmark = pytest.mark.neo4j
PATH = "/db/neo4j/query/v2"


@pytest.fixture(scope="module")
def graph(sample: Settings, neo4j_server: Neo4jServer) -> Iterator[httpx.Client]:
    neo4j_server.wipe()
    there = neo4j_server.settings(sample.data)
    yield from serve(replace(there, query_rows=50, query_seconds=3))


def test_fields_and_values_come_as_neo4js_own_clients_expect(graph: httpx.Client) -> None:
    statement = "MATCH (p:Official {name: $name})-[:LED]->(d:Delegation) RETURN p.name AS leader, count(DISTINCT d) AS trips"
    answer = graph.post(PATH, json={"statement": statement, "parameters": {"name": "陆闻溪"}})
    assert answer.status_code == 202
    data = answer.json()["data"]
    assert data["fields"] == ["leader", "trips"]
    assert data["values"][0][0] == "陆闻溪"
    assert data["values"][0][1] >= 3


def test_the_graph_has_what_the_triples_have(graph: httpx.Client) -> None:
    cypher = graph.post(PATH, json={"statement": "MATCH (a:Article) RETURN count(a) AS n"}).json()["data"]["values"][0][0]
    assert cypher == 46


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n) RETURN n",
        "MATCH (n) DETACH DELETE n",
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "CALL dbms.killQueries(['x'])",
    ],
)
def test_what_does_more_than_read_is_refused(graph: httpx.Client, statement: str) -> None:
    answer = graph.post(PATH, json={"statement": statement})
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["code"].startswith("Neo.ClientError")


def test_a_syntax_error_is_the_askers(graph: httpx.Client) -> None:
    answer = graph.post(PATH, json={"statement": "MATCH (d RETURN d"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "Neo.ClientError.Statement.SyntaxError"


def test_rows_are_cut_at_the_limit_and_the_answer_says_so(graph: httpx.Client) -> None:
    answer = graph.post(PATH, json={"statement": "UNWIND range(1, 1000) AS n RETURN n"})
    assert len(answer.json()["data"]["values"]) == 50
    assert answer.headers["x-truncated"] == "true"


def test_a_query_over_its_time_is_cancelled_in_the_store(graph: httpx.Client, neo4j_server: Neo4jServer) -> None:
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b % 7 = 3 RETURN count(*) AS n"
    assert graph.post(PATH, json={"statement": slow, "maxExecutionTime": 1}).status_code == 504
    with neo4j_server.driver.session() as session:
        running = [row["currentQuery"] or "" for row in session.run("SHOW TRANSACTIONS YIELD currentQuery")]
    assert [query for query in running if query.startswith("UNWIND")] == []


def test_another_database_is_not_found(graph: httpx.Client) -> None:
    assert graph.post("/db/other/query/v2", json={"statement": "RETURN 1"}).status_code == 404
