"""The service follows the journal: what another process takes in shows up by itself."""

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

import zhaoshang.service.follower as follower_module
from zhaoshang.service.follower import Follower
from zhaoshang.stores.journal import Journal, Step
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore, merging
from zhaoshang.stores.triples.snapshots import snapshots

POST = """---
layout: post
title: "鹤岗客商来访"
date: 2024-03-05 08:00:00 +0800
categories: test
---
<p>3月4日，鹤岗市长顾岚舒率队赴苏州走访青梧精密，与青梧精密董事长沈千帆座谈。</p>
"""


def test_an_ingest_from_another_terminal_shows_up(empty: httpx.Client, tmp_path: Path) -> None:
    post = tmp_path / "2024-03-05-1.md"
    post.write_text(POST, "utf-8")
    assert empty.get("/search", params={"q": "顾岚舒"}).json()["total"] == 0
    command = [sys.executable, "-c", "from zhaoshang.cli.main import main; main()", "ingest", str(post)]
    done = subprocess.run(
        command, env={**os.environ, "ZHAOSHANG_DATA": empty.headers["x-data"]}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    until = time.monotonic() + 30
    while empty.get("/search", params={"q": "顾岚舒"}).json()["total"] == 0:
        assert time.monotonic() < until, "the service did not follow"
        time.sleep(0.1)
    ready = empty.get("/readyz").json()
    assert ready == {"status": "ready", "journal": 1, "shown": 1, "fault": ""}


def test_an_empty_graph_answers_and_says_so(empty: httpx.Client) -> None:
    assert empty.get("/healthz").json() == {"status": "ok"}
    assert empty.get("/overview").json()["articles"] == 0
    assert empty.get("/graph/flows").json() == []


def test_what_nobody_foresaw_does_not_end_the_following(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings.at(tmp_path)
    with Journal.open(settings.journal) as journal:
        follower = Follower(settings, journal)
        follower.start()
        until = time.monotonic() + 60
        try:
            with monkeypatch.context() as broken:
                broken.setattr(Journal, "head", lambda self: 1 // 0)
                while not follower.fault:
                    assert time.monotonic() < until, "the fault is not told"
                    time.sleep(0.05)
            seq = journal.decide("review", {"doubt": "doubt/none", "verdict": "refuse"}, "editor")
            while follower.seq < seq or follower.fault:
                assert time.monotonic() < until, "the thread has ended"
                time.sleep(0.05)
        finally:
            follower.stop()


def test_after_a_rest_the_files_are_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "LEAST", 1)
    monkeypatch.setattr(follower_module, "REST_SECONDS", 1.0)
    settings = Settings.at(tmp_path)
    with Journal.open(settings.journal) as journal:
        follower = Follower(settings, journal)
        follower.start()
        try:
            quads = "\n".join(f"<http://x/{n}> <http://x/b> <http://x/c> <http://x/mine> ." for n in range(1000))
            seq = journal.write([Step("add", quads=quads)], {}, "editor")
            assert follower.follow(seq, 30)
            caught_up = snapshots(settings.triples)[-1]
            until = time.monotonic() + 60
            while snapshots(settings.triples)[-1] == caught_up:
                assert time.monotonic() < until, "they were not merged"
                time.sleep(0.05)
        finally:
            follower.stop()


def test_what_an_owner_wrote_who_was_ended_is_shown_from_the_start(tmp_path: Path) -> None:
    settings = Settings.at(tmp_path)
    with Journal.open(settings.journal) as journal:
        with TripleStore.open(settings, writable=True) as store:
            store.catch_up(journal)
            store.store.update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }")
        follower = Follower(settings, journal)
        follower.start()
        try:
            with TripleStore.open(settings, writable=False) as shown:
                assert shown.query("ASK { <urn:s> ?p ?o }")
        finally:
            follower.stop()
