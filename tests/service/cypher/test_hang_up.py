"""A client that hangs up: its query is ended in the server at once, not only when its time is over."""

import json
import socket
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.conftest import Neo4jServer
from tests.service.conftest import serve
from zhaoshang.stores.settings import Settings

pytestmark = pytest.mark.neo4j
ENDLESS = "UNWIND range(1, 100000000) AS a UNWIND range(1, 100000000) AS b WITH a, b WHERE a * b % 7 = 9 RETURN count(*) AS endless"


def test_it_is_ended(graph_settings: Settings, neo4j_server: Neo4jServer) -> None:
    def running() -> bool:
        shown = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery ENDS WITH 'endless' RETURN count(*) AS n"
        with neo4j_server.driver.session() as session:
            return bool(session.run(shown).single(strict=True)["n"])

    for client in serve(replace(graph_settings, query_seconds=600.0)):
        assert client.post("/db/neo4j/query/v2", json={"statement": "RETURN 1"}).status_code == 202
        body = json.dumps({"statement": ENDLESS})
        head = (
            f"POST /db/neo4j/query/v2 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=60) as connection:
            connection.sendall(f"{head}{body}".encode())
            until(running)
        until(lambda: not running())
        assert client.post("/db/neo4j/query/v2", json={"statement": "RETURN 1"}).status_code == 202


def until(true: Callable[[], bool], seconds: float = 120.0) -> None:
    """Wait for it; the limit is far below the query's own and only ends a test that fails."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)
