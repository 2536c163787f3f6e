"""Queries asked again: one answer for as long as the graph stands still, and none for what is another each time."""

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from zhaoshang.stores.settings import Settings

from ..conftest import serve
from .conftest import rows, update

FIRMS = "PREFIX zs: <https://w3id.org/zhaoshang/ns#> SELECT ?f { ?f a zs:Company }"


@pytest.fixture
def client(sample: Settings) -> Iterator[httpx.Client]:
    yield from serve(sample)


def how(client: httpx.Client) -> tuple[int, int, int]:
    """How many answers were worked out, joined, kept."""
    told = dict(line.rsplit(" ", 1) for line in client.get("/metrics").text.splitlines() if not line.startswith("#"))
    names = ("worked_out", "joined", "kept")
    out, joined, kept = (int(float(told[f'zhaoshang_sparql_queries_total{{answer="{name}"}}'])) for name in names)
    return out, joined, kept


def ask(client: httpx.Client, query: str, media: str = "application/sparql-results+json") -> httpx.Response:
    answer = client.get(f"/sparql?query={quote(query)}", headers={"accept": media})
    assert answer.status_code == 200, answer.text
    return answer


def test_the_same_query_is_worked_out_once(client: httpx.Client) -> None:
    first, again = ask(client, FIRMS), ask(client, FIRMS)
    assert first.json()["results"]["bindings"]
    assert (again.content, again.headers["content-type"]) == (first.content, first.headers["content-type"])
    assert again.headers["x-truncated"] == first.headers["x-truncated"]
    assert how(client) == (1, 0, 1)


def test_another_form_or_dataset_is_another_answer(client: httpx.Client) -> None:
    ask(client, FIRMS)
    assert ask(client, FIRMS, "text/csv").text.startswith("f\r\n")
    elsewhere = client.get(f"/sparql?query={quote(FIRMS)}&default-graph-uri=http://nowhere.example/")
    assert elsewhere.json()["results"]["bindings"] == []
    assert how(client)[0] == 3


@pytest.mark.parametrize("function", ["RAND()", "NOW()", "uuid()", "STRUUID()", "BNODE()"])
def test_what_varies_is_asked_anew(client: httpx.Client, function: str) -> None:
    query = f"SELECT ({function} AS ?v) {{}}"
    answers = {ask(client, query).content for _ in range(3)}
    assert how(client) == (0, 0, 0)
    assert len(answers) == 3 or function == "BNODE()"


def test_a_write_in_between_shows(writer: httpx.Client) -> None:
    query = "SELECT ?o { <urn:again> ?p ?o }"
    assert [rows(writer, query), rows(writer, query)] == [[], []]
    before = how(writer)[2]
    assert before > 0
    assert update(writer, "INSERT DATA { GRAPH <http://desk.example/again> { <urn:again> <urn:p> 1 } }").status_code == 204
    assert rows(writer, query) == [{"o": "1"}]
    assert update(writer, "DROP GRAPH <http://desk.example/again>").status_code == 204
    assert rows(writer, query) == []
    assert how(writer)[2] == before


def test_an_error_is_an_error_each_time(client: httpx.Client) -> None:
    for _ in range(2):
        assert client.get(f"/sparql?query={quote('SELECT * { ?s ?p }')}").status_code == 400
    assert how(client)[2] == 0
