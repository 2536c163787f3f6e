"""Inferences are there before they are asked for, once somebody has asked for them; nothing waits for their making."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import psutil
import pytest

from tests.service.conftest import serve
from tests.service.dossiers.conftest import copy_of
from zhaoshang.service import inferences
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples.snapshots import snapshots

ZS = "PREFIX zs: <https://w3id.org/zhaoshang/ns#> "
CALLED_ON = ZS + "SELECT DISTINCT ?who ?firm FROM <https://zhaoshang.example/id/graph/inferences> { ?who zs:calledOn ?firm }"
FIRM = "SELECT ?firm { ?firm <https://w3id.org/zhaoshang/ns#name> '岚岫冷链物流有限公司'@zh }"


@pytest.fixture
def own(sample: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(inferences, "REST_SECONDS", 1.0)
    return copy_of(sample, tmp_path / "data")


@pytest.fixture
def client(own: Settings) -> Iterator[httpx.Client]:
    yield from serve(own)


def made(settings: Settings) -> bool:
    """True if there are inferences of the newest snapshot."""
    of = snapshots(settings.triples.with_name("triples.inferred"))
    return bool(of) and of[-1].name == snapshots(settings.triples)[-1].name


def until(true: Callable[[], bool], seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def called_on(client: httpx.Client) -> set[tuple[str, str]]:
    answer = client.get("/sparql", params={"query": CALLED_ON}, headers={"accept": "application/sparql-results+json"})
    assert answer.status_code == 200, answer.text
    return {(row["who"]["value"], row["firm"]["value"]) for row in answer.json()["results"]["bindings"]}


def makers() -> list[psutil.Process]:
    found = []
    for child in psutil.Process().children():
        try:
            found += [child] if child.nice() == inferences.NICENESS else []
        except psutil.NoSuchProcess:
            continue
    return found


def test_nobody_pays_for_them_who_never_asks(own: Settings, client: httpx.Client) -> None:
    time.sleep(4)
    assert client.get("/sparql", params={"query": FIRM}).status_code == 200
    assert snapshots(own.triples.with_name("triples.inferred")) == []
    assert makers() == []


def test_after_a_change_they_are_made_again_without_being_asked_for(own: Settings, client: httpx.Client) -> None:
    before = called_on(client)
    assert len(before) > 5 and made(own)
    with Journal.open(own.journal) as journal:
        who = next(iter(sorted(before)))[0].partition("/id/")[2]
        about = journal.articles_about([who])
        journal.retract(about[0], "a test", "test")
    until(lambda: not made(own))
    waits = []
    while not made(own):  # meanwhile others are answered
        begun = time.monotonic()
        assert client.get("/healthz").status_code == client.get("/sparql", params={"query": FIRM}).status_code == 200
        waits.append(time.monotonic() - begun)
    assert waits and max(waits) < 5
    assert called_on(client) < before


def test_at_the_start_they_are_made_if_the_graph_has_changed_since(own: Settings) -> None:
    for client in serve(own):
        before = called_on(client)
    with Journal.open(own.journal) as journal:
        journal.retract(journal.articles()[0], "a test", "test")
    for client in serve(own):
        until(lambda: made(own))
        assert called_on(client) <= before


def test_a_query_that_cannot_wait_says_so_and_the_next_finds_them(own: Settings) -> None:
    for client in serve(replace(own, query_seconds=0.3)):
        answer = client.get("/sparql", params={"query": CALLED_ON}, headers={"accept": "application/sparql-results+json"})
        assert (answer.status_code, "ask again" in answer.json()["remedy"]) == (504, True)
        until(lambda: made(own))
    for client in serve(own):
        assert len(called_on(client)) > 5


def test_the_service_stops_while_they_are_made(own: Settings) -> None:
    for client in serve(replace(own, query_seconds=0.3)):
        client.get("/sparql", params={"query": CALLED_ON})
    assert makers() == []
