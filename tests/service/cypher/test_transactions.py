"""Transactions of the Query API: field by field what Neo4j's own endpoint answers to the same requests in READ mode; and their end."""

import json
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.conftest import Neo4jServer
from tests.service.conftest import serve
from zhaoshang.service.cypher import transactions
from zhaoshang.stores.settings import Settings

from .test_like_neo4j import GRAPH, PATH, PLAIN, SCALARS, TEMPORAL, TYPED, same

pytestmark = pytest.mark.neo4j
TX = f"{PATH}/tx"
SLOW = "UNWIND range(1, 100000000) AS a UNWIND range(1, 100000000) AS b WITH a, b WHERE a * b % 7 = 9 RETURN count(*) AS lasting"
Step = tuple[str, Any]
"""``begin``, ``ask``, ``commit`` or ``rollback``, and the body."""
READ = {"accessMode": "READ"}
COURSES: dict[str, list[Step]] = {
    "one after the other": [("begin", READ), ("ask", {"statement": "RETURN 1 AS a"}), ("ask", {"statement": GRAPH}), ("commit", {})],
    "at once": [("begin", {**READ, "statement": SCALARS}), ("commit", {"statement": TEMPORAL})],
    "with counters": [("begin", {**READ, "statement": "RETURN 1", "includeCounters": True}),
                      ("ask", {"statement": "RETURN 1", "includeCounters": True}),
                      ("commit", {"statement": "RETURN 1", "includeCounters": True})],
    "with notifications": [("begin", READ), ("ask", {"statement": "MATCH (n:Nope) RETURN n.foo"}), ("rollback", None)],
    "nothing asked": [("begin", READ), ("ask", {}), ("ask", ""), ("commit", "")],
    "an empty body": [("begin", ""), ("ask", {"statement": "RETURN $a AS a", "parameters": {"a": [1, "x"]}}), ("commit", "")],
    "no statement": [("begin", {"statement": None}), ("ask", {"statement": None}), ("commit", {"statement": None})],
    "after the commit": [("begin", READ), ("commit", {}), ("ask", {"statement": "RETURN 1"}), ("commit", {}), ("rollback", None)],
    "after the rollback": [("begin", READ), ("rollback", None), ("rollback", None), ("ask", {}), ("commit", {})],
    "an error ends it": [("begin", READ), ("ask", {"statement": "RETURN x"}), ("ask", {"statement": "RETURN 1"}), ("commit", {})],
    "an error at the beginning": [("begin", {**READ, "statement": "MATCH (a RETURN a"})],
    "an error amid the rows": [("begin", READ), ("ask", {"statement": "UNWIND [1, 2, 0] AS a RETURN 1 / a"}), ("ask", {}), ("commit", {})],
    "an error in the commit": [("begin", READ), ("commit", {"statement": "RETURN x"}), ("commit", {})],
    "members for the beginning": [("begin", READ), ("ask", {**READ, "statement": "RETURN 1", "bookmarks": []}), ("commit", {})],
    "what is no request": [("begin", READ), ("ask", "{"), ("ask", "[]"), ("ask", {"foo": 1}), ("commit", {})],
    "a beginning that is none": [("begin", "{")], "a list": [("begin", "[]")], "an unknown member": [("begin", {"foo": 1})],
    "a bookmark that is none": [("begin", {**READ, "bookmarks": ["FB:zzz"]})],
    "an id that is none": [("ask", {"statement": "RETURN 1"}), ("commit", {}), ("rollback", None)],
}  # fmt: skip


class Walk:
    """A client that goes through the steps of a course, in the transaction that it began."""

    def __init__(self, client: httpx.Client, sent: str = PLAIN, wanted: str = PLAIN) -> None:
        self.client, self.id, self.headers = client, "nope", {"content-type": sent, "accept": wanted}

    def go(self, what: str, body: Any) -> httpx.Response:
        if what == "rollback":
            return self.client.delete(f"{TX}/{self.id}", headers={"accept": self.headers["accept"]})
        path = {"begin": TX, "ask": f"{TX}/{self.id}", "commit": f"{TX}/{self.id}/commit"}[what]
        answer = self.client.post(path, content=body if isinstance(body, str) else json.dumps(body), headers=self.headers)
        if what == "begin" and answer.status_code == 202 and "transaction" in answer.json():
            self.id = answer.json()["transaction"]["id"]
        return answer


def told(answer: httpx.Response) -> dict[str, Any]:
    """What was answered, all but what differs from one transaction to the next and the words about requests that are none."""
    if not answer.content:
        return {}
    body: dict[str, Any] = same(answer.json())
    if "transaction" in body:
        expires = datetime.strptime(body["transaction"]["expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        assert 20 < (expires - datetime.now(UTC)).total_seconds() <= 60  # Neo4j gives twice as long as we
        assert re.fullmatch("[0-9a-f]{6,32}", body["transaction"]["id"])
        body["transaction"] = sorted(body["transaction"])
    if "bookmarks" in body:
        body["bookmarks"] = len(body["bookmarks"])
    for error in body.get("errors", ()):
        if error["code"].startswith(("Neo.ClientError.Request", "Neo.ClientError.Transaction")):
            del error["message"]
    return body


@pytest.mark.parametrize("wanted", [PLAIN, TYPED])
@pytest.mark.parametrize("course", COURSES)
def test_a_course(ours: httpx.Client, theirs: httpx.Client, course: str, wanted: str) -> None:
    mine, reference = Walk(ours, wanted=wanted), Walk(theirs, wanted=wanted)
    for number, (what, body) in enumerate(COURSES[course]):
        one, other = mine.go(what, body), reference.go(what, body)
        assert one.status_code == other.status_code, (number, what, one.text, other.text)
        assert told(one) == told(other), (number, what)
        if other.status_code == 202:
            assert one.headers["content-type"] == other.headers["content-type"]


def test_typed_parameters(ours: httpx.Client, theirs: httpx.Client) -> None:
    body = {"statement": "RETURN $a AS a", "parameters": {"a": {"$type": "Date", "_value": "2022-01-02"}}}
    for what in ("ask", "commit"):
        walks = [Walk(client, TYPED, TYPED) for client in (ours, theirs)]
        for walk in walks:
            walk.go("begin", READ)
        assert told(walks[0].go(what, body)) == told(walks[1].go(what, body))


def test_other_methods_media_types_and_databases(ours: httpx.Client, theirs: httpx.Client) -> None:
    for method, path, sent, wanted, status in [
        ("GET", TX, PLAIN, PLAIN, 405), ("GET", f"{TX}/a", PLAIN, PLAIN, 405), ("GET", f"{TX}/a/commit", PLAIN, PLAIN, 405),
        ("POST", TX, "text/plain", PLAIN, 415), ("POST", TX, PLAIN, "text/plain", 406),
        ("POST", "/db/other/query/v2/tx", PLAIN, PLAIN, 404),
    ]:  # fmt: skip
        headers = {"content-type": sent, "accept": wanted}
        answers = [client.request(method, path, content='{"statement": "RETURN 1"}', headers=headers) for client in (ours, theirs)]
        assert [answer.status_code for answer in answers] == [status, status], (method, path)
        assert answers[0].json()["errors"][0]["code"] == answers[1].json()["errors"][0]["code"]


def test_bookmarks_of_a_commit_are_good_for_others(ours: httpx.Client, theirs: httpx.Client) -> None:
    for first, second in ((ours, theirs), (theirs, ours)):
        walk = Walk(first)
        walk.go("begin", READ)
        bookmarks = walk.go("commit", {}).json()["bookmarks"]
        again = Walk(second)
        assert again.go("begin", {**READ, "bookmarks": bookmarks, "statement": "RETURN 1"}).status_code == 202
        assert again.go("commit", {}).json()["bookmarks"]


@pytest.mark.parametrize("statement", ["CREATE (n)", "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", "CALL dbms.listConfig()"])
def test_what_wants_more_than_to_read_is_refused_and_ends_it(ours: httpx.Client, statement: str) -> None:
    for mode in ("READ", "WRITE"):
        walk = Walk(ours)
        walk.go("begin", {"accessMode": mode})
        answer = walk.go("ask", {"statement": statement})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "Neo.ClientError.Security.Forbidden")
        assert walk.go("ask", {"statement": "RETURN 1"}).status_code == 404
    assert Walk(ours).go("begin", {"statement": statement}).status_code == 403


def test_the_row_limit_leaves_it_open(ours: httpx.Client) -> None:
    walk = Walk(ours)
    answer = walk.go("begin", {"statement": "UNWIND range(1, 2000000000) AS x RETURN x"})
    assert (answer.headers["x-truncated"], len(answer.json()["data"]["values"])) == ("true", 5000)
    assert "RowLimit" in answer.json()["notifications"][0]["code"]
    assert walk.go("commit", {"statement": "RETURN 1 AS n"}).json()["data"]["values"] == [[1]]


@pytest.fixture
def open_ones(neo4j_server: Neo4jServer) -> Callable[[], int]:
    """How many transactions of the service the server has that were not there before."""

    def marks() -> set[str]:
        shown = "SHOW TRANSACTIONS YIELD metaData WHERE metaData.zhaoshang IS NOT NULL RETURN metaData.zhaoshang AS mark"
        with neo4j_server.driver.session() as session:
            return {row["mark"] for row in session.run(shown)}

    before = marks()
    return lambda: len(marks() - before)


def until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)


def test_one_that_is_left_alone_ends_by_itself(graph_settings: Settings, open_ones: Callable[[], int]) -> None:
    for client in serve(replace(graph_settings, query_seconds=3.0)):
        walk = Walk(client)
        walk.go("begin", READ)
        assert open_ones() == 1
        for _ in range(4):  # each request lets it live on
            time.sleep(1.5)
            assert walk.go("ask", {}).status_code == 202
        until(lambda: open_ones() == 0)
        assert walk.go("ask", {}).status_code == 404


def test_a_query_over_its_time_ends_it_and_the_server_is_idle(graph_settings: Settings, open_ones: Callable[[], int]) -> None:
    for client in serve(replace(graph_settings, query_seconds=3.0)):
        walk = Walk(client)
        walk.go("begin", READ)
        answer = walk.go("ask", {"statement": SLOW})
        assert answer.status_code == 504
        assert answer.json()["errors"][0]["code"].rpartition(".")[2] in ("TransactionTimedOut", "Terminated")
        until(lambda: open_ones() == 0)
        assert walk.go("commit", {}).status_code == 404


def test_only_one_request_uses_it_and_one_that_hangs_up_ends_it(
    graph_settings: Settings, theirs: httpx.Client, open_ones: Callable[[], int], neo4j_server: Neo4jServer
) -> None:
    for client in serve(graph_settings):
        walks = [Walk(client), Walk(theirs)]
        for walk in walks:
            walk.go("begin", READ)
        with ThreadPoolExecutor(2) as others:
            hasty = [httpx.Client(base_url=walk.client.base_url, auth=walk.client.auth, timeout=3) for walk in walks]
            running = [others.submit(Walk.go, _as(walk, one), "ask", {"statement": SLOW}) for walk, one in zip(walks, hasty, strict=True)]
            time.sleep(1)
            mine, reference = (walk.go("ask", {"statement": "RETURN 1"}) for walk in walks)
            assert (mine.status_code, told(mine)) == (reference.status_code, told(reference))
            assert "Concurrent" in mine.json()["errors"][0]["code"]
            assert all(isinstance(one.exception(), httpx.ReadTimeout) for one in running)
        until(lambda: open_ones() == 0)
        assert walks[0].go("ask", {}).status_code == 404
    with neo4j_server.driver.session() as session:  # Neo4j itself lets it run on
        shown = "SHOW TRANSACTIONS YIELD transactionId, currentQuery WHERE currentQuery = $slow RETURN transactionId AS name"
        names = [row["name"] for row in session.run(shown, slow=SLOW)]
        session.run("TERMINATE TRANSACTIONS $names", names=names).consume()


def _as(walk: Walk, client: httpx.Client) -> Walk:
    """The same transaction, through another client."""
    other = Walk(client)
    other.id = walk.id
    return other


def test_not_more_than_a_number_are_open_and_all_end_with_the_service(graph_settings: Settings, open_ones: Callable[[], int]) -> None:
    for client in serve(graph_settings):
        walks = [Walk(client) for _ in range(transactions.MOST + 1)]
        statuses = [walk.go("begin", READ).status_code for walk in walks]
        assert statuses == [202] * transactions.MOST + [429]
        assert walks[0].go("rollback", None).status_code == 200
        assert walks[-1].go("begin", READ).status_code == 202
        assert client.post(PATH, json={"statement": "RETURN 1"}).status_code == 202
    until(lambda: open_ones() == 0)
