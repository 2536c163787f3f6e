"""The service on a graph of 100,000 visits: its questions and its SPARQL against bare peers, its tail, its loop, reads during an ingest."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore

from .asked import leaders, lookups, named, told_apart
from .load import Load, saturate, steady
from .measure import Row
from .servers import Port, bare, ours, oxigraph
from .visits import fill

VISITS = 100_000
SECONDS = 5.0
TURNS, TURN_SECONDS = 7, 2.0
"""Servers take turns, for the machine may be quicker now than a minute ago."""
ONCE = 3_000
"""Queries of which each is asked once; more than a server answers in a turn."""
LEADS = 200
"""Leaders who are asked for in turn."""
FIRMS = "/questions/firms-visited?leader="
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a a ?c . ?b a ?d FILTER(STR(?a) < STR(?b)) }"


@contextmanager
def filled() -> Iterator[Settings]:
    """A data folder with the visits in journal and triple store; ``ZHAOSHANG_BENCH_DATA`` names one that is kept."""
    kept = os.environ.get("ZHAOSHANG_BENCH_DATA")
    with tempfile.TemporaryDirectory(prefix="zhaoshang-bench-") as folder:
        settings = Settings.at(Path(kept or folder))
        with Journal.open(settings.journal) as journal:
            if not journal.head():
                fill(journal, VISITS)
            with TripleStore.open(settings, writable=True) as store:
                store.catch_up(journal)
        yield settings


def run(_: Path) -> list[Row]:
    """Fill, serve, ask."""
    with filled() as settings, tempfile.TemporaryDirectory(prefix="zhaoshang-bench-") as folder:
        copy = Path(folder) / "bare"
        with TripleStore.open(settings, writable=True) as store:
            store.store.backup(str(copy))
            triples = len(store.store)
        del store  # RocksDB's lock goes with it
        with bare(copy) as plain, oxigraph(copy) as server, ours(settings) as service:
            led = leaders(plain)
            names = sorted(led.values())
            rows = [*questions(service, plain, led), *sparql(service, plain, server, settings.base)]
            rows += [tail(service, names), *loop(service), *ingest(service, settings, names)]
    return [*rows, Row("the graph", f"{VISITS:,} visits, {triples:,} triples", "", "")]


def turns(*asked: tuple[Port, Sequence[str]], once: bool = False) -> list[Load]:
    """Saturate the servers one after the other, some turns, so that what else the machine does falls on all; of each its median turn.

    ``once``: no path is asked for twice (of so many that they do not run out).
    """
    seen: list[list[Load]] = [[] for _ in asked]
    for turn in range(TURNS):
        for loads, (port, paths) in zip(seen, asked, strict=True):
            saturate(port, paths[turn :: 2 * TURNS] if once else paths, 0.5)
            loads.append(saturate(port, paths[TURNS + turn :: 2 * TURNS] if once else paths, TURN_SECONDS))
    return [sorted(loads, key=lambda load: load.rate)[TURNS // 2] for loads in seen]


def questions(service: Port, plain: Port, names: Mapping[str, str]) -> list[Row]:
    """The question for one leader after the other; the bare route runs its query, ours may read the sentences too."""
    peer, ids = [f"/firms-visited?leader={one}" for one in names], [FIRMS + one for one in names]
    alone, first = turns((service, [path + "&evidence=false" for path in ids]), (plain, peer), once=True)
    told, second = turns((service, [FIRMS + quote(name) for name in names.values()]), (plain, peer), once=True)
    again, third = turns((service, ids[:LEADS]), (plain, peer[:LEADS]))
    return [
        _row("firms-visited, the rows, each leader once, requests", alone, "bare route", first, "≥ 0.9 ×"),
        _row("firms-visited by name, with the sentences, each leader once", told, "bare route", second),
        _row("firms-visited, 200 leaders again and again", again, "bare route", third, "≥ 0.9 ×"),
    ]


def sparql(service: Port, plain: Port, server: Port, base: str) -> list[Row]:
    """The same queries at three doors: those of named questions, lookups that take the store next to no time, and both in turn."""
    rows = []
    heavy, light = named(base), lookups(base)
    sets = {"named questions and lookups in turn": heavy + light, "four named questions": heavy, "four lookups": light}
    for what, queries in sets.items():
        for how, texts in (("", told_apart(queries, 2 * TURNS, ONCE)), (" again and again", queries)):
            paths = [quote(query) for query in texts]
            mine, own, route = turns(
                (service, [f"/sparql?query={path}" for path in paths]),
                (server, [f"/query?query={path}" for path in paths]),
                (plain, [f"/sparql?query={path}" for path in paths]),
                once=not how,
            )
            rows.append(_row(f"SPARQL over HTTP, {what}{how}, requests", mine, "Oxigraph's server", own, "≥ 0.8 ×"))
            rows.append(_row(f"SPARQL over HTTP, {what}{how}, requests", mine, "bare route", route))
    return rows


def fresh(names: Sequence[str], until: int) -> list[str]:
    """What is asked of each leader, told apart from other runs by a year that no trip has reached."""
    return [f"{FIRMS}{quote(name)}&until={until}" for name in names]


def tail(service: Port, names: Sequence[str]) -> Row:
    """At half of the rate that saturates it; no answer is a kept one."""
    most = saturate(service, fresh(names, 2091), SECONDS).rate
    load = steady(service, fresh(names, 2092), 4 * SECONDS, most / 2)
    return Row(
        f"firms-visited at {most / 2:,.0f}/s, p99", _ms(load.p99), f"median {_ms(load.median)}", f"{load.p99 / load.median:.1f} ×", "< 5 ×"
    )


def loop(service: Port) -> list[Row]:
    """Health asked for twenty times a second, alone and while heavy requests of every kind run."""
    alone = steady(service, ["/healthz"], SECONDS, 20, 4)
    heavy = [
        f"/sparql?query={quote(HEAVY)}", "/questions/delegation-flows", "/overview", "/questions/firms-visited", "/graph/flows",
        "/graph/paths?source=city/320500&target=city/230400&k=50&steps=6", "/graph/neighbours?id=city/320500&limit=12000",
    ]  # fmt: skip
    rows = []
    for path in heavy:
        with _beside(service, path):
            load = steady(service, ["/healthz"], SECONDS, 20, 4)
        what = path.partition("?")[0]
        rows.append(
            Row(
                f"/healthz beside two of {what}, median",
                _ms(load.median),
                f"alone {_ms(alone.median)}",
                f"longest {_ms(load.latencies[-1])}",
            )
        )
    return rows


@contextmanager
def _beside(service: Port, path: str) -> Iterator[None]:
    def ask() -> None:
        with suppress(RuntimeError):  # it was cancelled at its time limit, which is an answer too
            saturate(service, [path], SECONDS, callers=2)

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.5)
    yield
    thread.join()


def ingest(service: Port, settings: Settings, names: Sequence[str]) -> list[Row]:
    """A thousand articles on ten visits each, put into the journal by another process one by one, while questions are asked."""
    paths = fresh(names, 2093)
    alone = saturate(service, fresh(names, 2094), SECONDS)
    command = [sys.executable, "-m", "bench.visits", str(settings.data), "1000"]
    begun = time.perf_counter()
    with subprocess.Popen(command) as process:
        loads = []
        while process.poll() is None:
            loads.append(saturate(service, paths, 1.0))
    took = time.perf_counter() - begun
    assert process.returncode == 0
    during = sum(len(load.latencies) for load in loads) / sum(load.seconds for load in loads)
    worst = max(load.latencies[-1] for load in loads)
    return [
        Row(
            "firms-visited while 1,000 articles come in, requests",
            f"{during:,.0f}/s",
            f"alone {alone.rate:,.0f}/s",
            f"{during / alone.rate:.2f} ×",
        ),
        Row(
            "the longest that one of them took",
            _ms(worst),
            f"median {_ms(statistics.median(load.median for load in loads))}",
            f"in {took:.0f} s",
        ),
    ]


def _row(what: str, mine: Load, peer: str, other: Load, asked: str = "") -> Row:
    return Row(what, f"{mine.rate:,.0f}/s", f"{peer} {other.rate:,.0f}/s", f"{mine.rate / other.rate:.2f} ×", asked)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"
