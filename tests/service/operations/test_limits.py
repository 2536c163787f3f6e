"""A query over its time: the caller is told, and the store is idle again."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import psutil
import pytest

from tests.service.conftest import serve
from zhaoshang.stores.settings import Settings

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STR(?c) < STR(?l)) }"


@pytest.fixture
def hasty(sample: Settings) -> Iterator[httpx.Client]:
    """A service that gives a query one second."""
    yield from serve(replace(sample, query_seconds=1.0))


def workers(client: httpx.Client) -> dict[str, float]:
    lines = client.get("/metrics").text.splitlines()
    return {line.split('"')[1]: float(line.split()[1]) for line in lines if line.startswith("zhaoshang_sparql_workers{")}


def pids() -> set[int]:
    """The living children of this process, in which the service runs; one that was killed and not yet collected does not live."""
    return {child.pid for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE}


def test_the_process_that_evaluates_it_is_gone_and_none_is_busy(hasty: httpx.Client) -> None:
    before = pids()
    for _ in range(int(workers(hasty)["free"])):  # they take turns, so now each has started
        assert hasty.get("/sparql", params={"query": "ASK {}"}).status_code == 200
    started = pids() - before
    answer = hasty.get("/sparql", params={"query": ENDLESS})
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (504, "time-limit")
    assert workers(hasty)["busy"] == 0
    assert len(started - pids()) == 1
    assert hasty.get("/sparql", params={"query": "ASK {}"}).status_code == 200


@pytest.mark.parametrize("path", ["/questions/firms-visited", "/questions/firms-visited/why", "/ask?q=陆闻溪带队走访了哪些企业"])
def test_a_question_over_its_time_is_cancelled_too(sample: Settings, path: str) -> None:
    for client in serve(replace(sample, query_seconds=0.0005)):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (504, "time-limit")
        assert workers(client)["busy"] == 0


def test_a_search_for_paths_over_its_time_is_given_up(sample: Settings) -> None:
    for client in serve(replace(sample, query_seconds=0.0005)):
        leader, firm = (client.get("/search", params={"q": name}).json()["hits"][0]["id"] for name in ("陆闻溪", "霁川光电"))
        answer = client.get("/graph/paths", params={"source": leader, "target": firm, "steps": 6, "k": 50})
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (504, "time-limit")
        assert "without=" in answer.json()["remedy"]
