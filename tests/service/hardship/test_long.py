"""What grows without bound: products, deep walks, deep parameters. Each ends within its time, and the next is answered."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from tests.conftest import Neo4jServer
from zhaoshang.stores.settings import Settings

from ..conftest import serve
from .conftest import SECONDS, clear
from .test_depth import ARRAYS

HUBS = ["city/330100", "city/320500", "official/lu-wen-xi-0343437c"]
QUERY = "/db/neo4j/query/v2"
ENDLESS = {
    "a walk without an end": "MATCH p = (a)-[*]-(b) RETURN count(p) AS n",
    "a range": "UNWIND range(1, 2000000000) AS a UNWIND range(1, 2000000000) AS b RETURN count(*) AS n",
    "a list that grows": "RETURN reduce(s = [0], x IN range(1, 60) | s + s) AS n",
}


@pytest.mark.parametrize("source", HUBS)
@pytest.mark.parametrize("target", HUBS)
def test_the_longest_walks_that_may_be_asked_for(stranger: httpx.Client, source: str, target: str) -> None:
    clear(stranger.get("/graph/paths", params={"source": source, "target": target, "k": 50, "steps": 6}))


@pytest.mark.parametrize(("k", "steps"), [(51, 6), (50, 7), (-1, 4), (10**30, 4), (10, "9" * 5000)])
def test_longer_ones_are_refused(stranger: httpx.Client, k: int, steps: int | str) -> None:
    answer = stranger.get("/graph/paths", params={"source": HUBS[0], "target": HUBS[1], "k": k, "steps": steps})
    assert answer.status_code == 422
    clear(answer)


@pytest.fixture(scope="module")
def property_graph(tried: Settings, neo4j_server: Neo4jServer) -> Iterator[httpx.Client]:
    """The same sample with its property graph; queries have six seconds."""
    neo4j_server.wipe()
    yield from serve(replace(neo4j_server.settings(tried.data), query_seconds=SECONDS))


@pytest.mark.neo4j
@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_cypher_without_end_is_ended(property_graph: httpx.Client, text: str) -> None:
    answer = property_graph.post(QUERY, json={"statement": text})
    assert answer.status_code < 500 or answer.status_code in (503, 504), answer.text[:300]
    assert answer.json()["errors"][0]["message"]  # also of what had begun to be answered: 202, as Neo4j's own Query API has it
    assert property_graph.post(QUERY, json={"statement": "RETURN 1 AS n"}).json()["data"]["values"] == [[1]]


@pytest.mark.neo4j
@pytest.mark.parametrize("levels", [100, 10_000])
def test_a_parameter_without_bottom_is_an_answer_or_an_error(property_graph: httpx.Client, levels: int) -> None:
    deep = ARRAYS if levels == 10_000 else "[" * levels + "]" * levels
    body = f'{{"statement": "RETURN size($x) AS n", "parameters": {{"x": {deep}}}}}'
    answer = property_graph.post(QUERY, content=body, headers={"content-type": "application/json"})
    assert answer.status_code < 500, answer.text[:300]
