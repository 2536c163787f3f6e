"""The service on a graph of 100,000 visits: its questions and its SPARQL against bare peers, its tail, its loop, reads during an ingest."""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore

from .load import Load, saturate, steady
from .measure import Row
from .servers import Port, bare, ours, oxigraph
from .visits import fill

VISITS = 100_000
SECONDS, TURNS = 5.0, 3
LEADS = 200
"""Leaders who are asked for in turn."""
FIRMS = "/questions/firms-visited?leader="
LEADERS = "SELECT DISTINCT ?name { ?leader zs:led ?trip ; zs:name ?name }"
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a a ?c . ?b a ?d FILTER(STR(?a) < STR(?b)) }"
NS = "PREFIX zs: <https://w3id.org/zhaoshang/ns#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
QUERIES = (
    "SELECT ?firm ?name { ?trip zs:visited ?firm . ?firm zs:name ?name } LIMIT 100",
    "SELECT ?d (COUNT(*) AS ?n) { ?d zs:sentBy <%s/id/city/230400> } GROUP BY ?d",
    "SELECT ?l ?t { ?t zs:startDate '2019-05-06'^^xsd:date . ?l zs:led ?t . ?l a zs:Official }",
    "SELECT ?p ?o { <%s/id/delegation/v-17> ?p ?o }",
)


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
            names = leaders(plain)
            rows = [*questions(service, plain, names), *sparql(service, plain, server, settings.base)]
            rows += [tail(service, names), *loop(service), *ingest(service, settings, names)]
    return [*rows, Row("the graph", f"{VISITS:,} visits, {triples:,} triples", "", "")]


def leaders(plain: Port) -> list[str]:
    """The names of those who led a trip."""
    line = http.client.HTTPConnection("127.0.0.1", plain)
    line.request("GET", f"/sparql?query={quote(NS + LEADERS)}")
    return sorted(row["name"]["value"] for row in json.loads(line.getresponse().read())["results"]["bindings"])


def turns(*asked: tuple[Port, Sequence[str]]) -> list[Load]:
    """Saturate the servers one after the other, some turns, so that what else the machine does falls on all; of each its median turn."""
    seen: list[list[Load]] = [[] for _ in asked]
    for _ in range(TURNS):
        for loads, (port, paths) in zip(seen, asked, strict=True):
            saturate(port, paths, 0.5)
            loads.append(saturate(port, paths, SECONDS))
    return [sorted(loads, key=lambda load: load.rate)[TURNS // 2] for loads in seen]


def questions(service: Port, plain: Port, names: Sequence[str]) -> list[Row]:
    """Each leader asked for in turn. The bare route runs one query; ours finds the name and reads the sentences too."""
    fresh = [FIRMS + quote(name) for name in names[LEADS:]]
    again = [FIRMS + quote(name) for name in names[:LEADS]]
    peer = [f"/firms-visited?leader=official/v-{n}" for n in range(LEADS)]
    first = saturate(service, fresh, SECONDS)
    mine, other = turns((service, again), (plain, peer))
    return [
        _row("firms-visited, requests, each leader for the first time", first, "bare route", other),
        _row("firms-visited, requests, 200 leaders in turn", mine, "bare route", other, "≥ 0.9 ×"),
    ]


def sparql(service: Port, plain: Port, server: Port, base: str) -> list[Row]:
    """The same queries at three doors."""
    paths = [quote(NS + query.replace("%s", base)) for query in QUERIES]
    mine, own, route = turns(
        (service, [f"/sparql?query={path}" for path in paths]),
        (server, [f"/query?query={path}" for path in paths]),
        (plain, [f"/sparql?query={path}" for path in paths]),
    )
    return [
        _row("SPARQL over HTTP, four queries, requests", mine, "Oxigraph's server", own, "≥ 0.8 ×"),
        _row("SPARQL over HTTP, four queries, requests", mine, "bare route", route),
    ]


def tail(service: Port, names: Sequence[str]) -> Row:
    """At half of the rate that saturates it."""
    paths = [FIRMS + quote(name) for name in names[:LEADS]]
    most = saturate(service, paths, SECONDS).rate
    load = steady(service, paths, 4 * SECONDS, most / 2)
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
    paths = [FIRMS + quote(name) for name in names[:LEADS]]
    alone = saturate(service, paths, SECONDS)
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
