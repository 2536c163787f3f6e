"""Clients that hang up in the middle: of the head, of the body, before the answer, while it comes. The service goes on."""

import socket
import struct
import time
from collections.abc import Callable
from urllib.parse import quote

import httpx
import pytest

from .conftest import FIRMS

HEAVY = quote("SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?t ?w } ORDER BY ?x ?y")
ALL = quote("SELECT * { ?s ?p ?o }")
HOST = "HTTP/1.1\r\nHost: localhost\r\n"
PIECES = {
    "nothing said": "",
    "half a head": "GET /questions HTT",
    "half of the headers": f"GET /questions {HOST}Accept: text/h",
    "half a body": f"POST /dossiers {HOST}Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{{",
    "half a body in chunks": f"POST /sparql {HOST}Content-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nSELECT",
    "half a bulk": f"POST /dossiers/bulk {HOST}Content-Type: text/csv\r\nContent-Length: 5000\r\n\r\nname\n甲\n",
    "a query that runs on": f"GET /sparql?query={HEAVY} {HOST}\r\n",
    "a long answer that nobody reads": f"GET /sparql?query={ALL} {HOST}\r\n",
    "a question": f"GET {FIRMS} {HOST}\r\n",
    "a walk": f"GET /graph/paths?source=city/330100&target=city/230800&steps=6&k=50 {HOST}\r\n",
    "a message for agents": f"POST /mcp {HOST}Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{{",
}


def busy(client: httpx.Client) -> tuple[float, float]:
    """How many worker processes are at work, and how many requests are under way beside this one."""
    told = dict(line.rsplit(" ", 1) for line in client.get("/metrics").text.splitlines() if not line.startswith("#"))
    return float(told['zhaoshang_sparql_workers{state="busy"}']), float(told["zhaoshang_http_requests_under_way"]) - 1


def until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for it; the limit only ends a test that fails."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)


@pytest.mark.parametrize("rude", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_it_is_let_go_and_others_are_answered(stranger: httpx.Client, piece: str, rude: bool) -> None:
    for _ in range(5):
        with socket.create_connection((stranger.base_url.host, stranger.base_url.port or 80), timeout=60) as caller:
            if rude:  # RST instead of FIN, as when the caller's machine has gone
                caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            caller.sendall(piece.encode())
    until(lambda: busy(stranger) == (0, 0))
    assert stranger.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True
    assert stranger.get(FIRMS).json()["rows"]
