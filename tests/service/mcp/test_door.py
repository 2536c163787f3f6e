"""Who may come in at ``/mcp``, and with what."""

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from zhaoshang.service.access import KeyRing
from zhaoshang.service.mcp import door
from zhaoshang.stores.settings import Settings

from ..conftest import serve

HELLO = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
}  # fmt: skip
ACCEPT = {"accept": "application/json, text/event-stream"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"host": "rebound.example"}, 403),
        ({"authorization": "Bearer zk_no_key"}, 401),
    ],
)
def test_pages_of_other_sites_and_bad_keys_are_kept_out(client: httpx.Client, headers: dict[str, str], status: int) -> None:
    assert client.post("/mcp", json=HELLO, headers=ACCEPT | headers).status_code == status


def test_only_post_and_sane_bodies(client: httpx.Client) -> None:
    assert client.get("/mcp", headers=ACCEPT).status_code == 405
    assert client.post("/mcp", content=b"{", headers=ACCEPT | {"content-type": "application/json"}).status_code == 400
    assert client.post("/mcp", content=b"[" * 500_000, headers=ACCEPT | {"content-type": "application/json"}).status_code == 400
    assert client.post("/mcp", content=b" " * 1_100_000, headers=ACCEPT | {"content-type": "application/json"}).status_code == 413


def test_where_reading_needs_a_key_so_does_this(empty: httpx.Client, tmp_path: Path) -> None:
    settings = replace(Settings.at(tmp_path / "locked"), read_key_required=True)
    _, secret = KeyRing(settings.data).create("an agent", "read")
    for client in serve(settings):
        assert client.post("/mcp", json=HELLO, headers=ACCEPT).status_code == 401
        shown = {"authorization": f"Bearer {secret}"}
        assert client.post("/mcp", json=HELLO, headers=ACCEPT | shown | {"host": "graph.example"}).status_code == 200


def test_without_the_extra_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "installed", lambda: False)
    for client in serve(Settings.at(tmp_path / "data")):
        answer = client.post("/mcp", json=HELLO, headers=ACCEPT)
        assert answer.status_code == 501
        assert "zhaoshang-graph[mcp]" in answer.json()["remedy"]
