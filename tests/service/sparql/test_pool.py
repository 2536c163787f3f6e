"""Strangers' SPARQL: answered from a view of the store, cut at the limit, killed at the time limit."""

import asyncio
import json
import os
from pathlib import Path

import psutil
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from zhaoshang.ontology.errors import RefusedError, TimeLimitError, UsageError
from zhaoshang.service.sparql.allocator import jemalloc
from zhaoshang.service.sparql.evaluate import Job, Reply
from zhaoshang.service.sparql.guard import check
from zhaoshang.service.sparql.pool import WorkerPool
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples.store import TripleStore

JSON, TURTLE = "application/sparql-results+json", "text/turtle"
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?t ?w }"


def fill(folder: Path, first: int, last: int) -> None:
    with TripleStore.open(Settings.at(folder), writable=True) as store:
        write(store.store, first, last)
        store.publish()


def write(store: Store, first: int, last: int) -> None:
    graph, p = NamedNode("http://x/g"), NamedNode("http://x/p")
    store.extend([Quad(NamedNode(f"http://x/{i}"), p, Literal(f"名{i}", language="zh"), graph) for i in range(first, last)])


def ask(path: Path, *jobs: Job, seconds: float = 20) -> list[Reply]:
    async def run() -> list[Reply]:
        pool = WorkerPool(Settings.at(path), size=1)
        try:
            return [await pool.run(job, seconds) for job in jobs]
        finally:
            await pool.close()

    return asyncio.run(run())


def rows(reply: Reply) -> int:
    return len(json.loads(reply.body)["results"]["bindings"])


def job(query: str, head: int = 0, limit: int = 100, result_type: str = JSON) -> Job:
    return Job(query, head, result_type, TURTLE, limit)


def test_rows_are_cut_at_the_limit_and_the_reply_says_so(tmp_path: Path) -> None:
    fill(tmp_path, 0, 30)
    whole, cut = ask(tmp_path, job("SELECT * { ?s ?p ?o }"), job("SELECT * { ?s ?p ?o }", limit=10))
    assert (rows(whole), whole.truncated) == (30, False)
    assert (rows(cut), cut.truncated) == (10, True)


def test_a_worker_sees_later_writes_once_it_is_told_of_them(tmp_path: Path) -> None:
    fill(tmp_path, 0, 5)

    async def run() -> tuple[int, int]:
        pool = WorkerPool(Settings.at(tmp_path), size=1)
        before = await pool.run(job("SELECT * { ?s ?p ?o }", head=1), 20)
        fill(tmp_path, 5, 9)
        after = await pool.run(job("SELECT * { ?s ?p ?o }", head=2), 20)
        await pool.close()
        return rows(before), rows(after)

    assert asyncio.run(run()) == (5, 9)


def workers() -> set[int]:
    """The process ids of this process's spawned children."""
    return {p.pid for p in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(p.cmdline())}


def test_a_query_over_its_time_is_killed_and_the_next_one_is_answered(tmp_path: Path) -> None:
    fill(tmp_path, 0, 3000)

    async def run() -> int:
        others = workers()
        pool = WorkerPool(Settings.at(tmp_path), size=1)
        with pytest.raises(TimeLimitError):
            await pool.run(job(SLOW), 1.5)
        assert workers() <= others
        reply = await pool.run(job("SELECT * { ?s ?p ?o } LIMIT 2"), 20)
        await pool.close()
        return rows(reply)

    assert asyncio.run(run()) == 2


def test_a_malformed_query_is_the_askers_error(tmp_path: Path) -> None:
    fill(tmp_path, 0, 1)
    with pytest.raises(UsageError, match="malformed"):
        ask(tmp_path, job("SELECT WHERE"))


@pytest.mark.parametrize("media", ["text/csv", "text/tab-separated-values", "application/sparql-results+xml"])
def test_every_format_is_read_back_as_the_same_rows(tmp_path: Path, media: str) -> None:
    from rdflib.query import Result

    fill(tmp_path, 0, 4)
    reply = ask(tmp_path, job("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s", result_type=media))[0]
    short = {"text/csv": "csv", "text/tab-separated-values": "tsv", "application/sparql-results+xml": "xml"}[media]
    import io

    rows = list(Result.parse(io.BytesIO(reply.body), format=short))
    assert [(str(r[0]), str(r[1])) for r in rows] == [(f"http://x/{i}", f"名{i}") for i in range(4)]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * {" + "{" * 300 + "}" * 300 + "}",
        "ASK { VALUES ?v { <http://127.0.0.1/> } FILTER(1<2)SERVICE?v#>\n{ ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> ASK { FILTER(1<2)SERVICE:x#>\n{ ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> ASK { ?s ?p true.SERVICE:x{ ?s ?p ?o } }",
        "ASK { ?s ?p ?o . SERVICESILENT<http://127.0.0.1/> { ?s ?p ?o } }",
        "PREFIX a: <http://127.0.0.1/> ASK { ?s ?p ?o . SERVICEa:x·y、z { ?s ?p ?o } }",
        "PREFIX a: <x:> ASK { ?s ?p a:x.y.SERVICE<http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK { ?s ?p trueSERVICE<http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK { ?s ?p 1e1SERVICE<http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK { <x:\\u0041#> ?p ?o . SERVICE<http://127.0.0.1/> { ?s ?p ?o } \n}",
        "ASK { <x:\\u0041'> ?p ?o . SERVICE<http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK { FILTER(1<2)#>'\n SERVICE<http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK { FILTER('>'<'>')SERVICE<http://127.0.0.1/> { ?s ?p ?o }#'\n }",
        "ASK { FILTER(?x<<x:a'>)SERVICE<http://127.0.0.1/> { ?s ?p ?o }#'\n }",
        "ASK { VALUES ?v { '''x' } SERVICE<http://127.0.0.1/> { ?s ?p ?o } }",
    ],
)
def test_calling_out_and_deep_nesting_are_refused(query: str) -> None:
    with pytest.raises(RefusedError):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <x>" } # SERVICE',
        "SELECT ?service { ?service <http://x/SERVICE> ?o }",
        "SELECT * { VALUES (?s ?service) { (1 <http://x/a'b#c>) } GRAPH service:x { ?s a:service-x 1 } }",
        "PREFIX service: <http://x/> SELECT * { ?s service:SERVICE '''it's SERVICE''' }",
        "SELECT * { ?s ?p 'a quotation mark that is never closed SERVICE <x> }",
    ],
)
def test_the_word_service_in_names_strings_and_comments_is_no_call(query: str) -> None:
    check(query)


def test_one_whose_process_is_ended_for_anothers_sake_is_answered_all_the_same(tmp_path: Path) -> None:
    fill(tmp_path, 0, 7)

    async def run() -> int:
        others = workers()
        pool = WorkerPool(Settings.at(tmp_path), size=2)
        await pool.run(job("ASK {}"), 20)
        (shared,) = workers() - others
        psutil.Process(shared).suspend()
        waiting = asyncio.ensure_future(pool.run(job("SELECT * { ?s ?p ?o }"), 20))
        await asyncio.sleep(0.2)
        assert pool.counts() == {"busy": 1, "free": 1}
        with pytest.raises(TimeLimitError):
            await pool.run(job("ASK {}"), 0.5)
        reply = await waiting
        assert shared not in workers()
        await pool.close()
        return rows(reply)

    assert asyncio.run(run()) == 7


def test_one_that_the_process_dies_of_is_told_so_and_not_asked_for_ever(tmp_path: Path) -> None:
    fill(tmp_path, 0, 3000)
    hoard = "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?x ?y ?z"

    async def run() -> int:
        pool = WorkerPool(Settings.at(tmp_path), size=2)
        hoarding = asyncio.ensure_future(pool.run(job(hoard), 300))
        for _ in range(5):
            assert rows(await pool.run(job("SELECT * { ?s ?p ?o } LIMIT 2"), 20)) == 2
        with pytest.raises(UsageError, match="memory"):
            await hoarding
        reply = await pool.run(job("SELECT * { ?s ?p ?o } LIMIT 2"), 20)
        await pool.close()
        return rows(reply)

    assert asyncio.run(run()) == 2


def test_a_query_that_ends_soon_after_its_asker_has_gone_costs_no_process_and_leaves_no_answer_behind(tmp_path: Path) -> None:
    fill(tmp_path, 0, 3000)

    async def run() -> int:
        others = workers()
        pool = WorkerPool(Settings.at(tmp_path), size=1)
        await pool.run(job("ASK {}"), 20)
        (shared,) = workers() - others
        psutil.Process(shared).suspend()
        leaving = asyncio.ensure_future(pool.run(job("SELECT * { ?s ?p ?o }", limit=3000), 20))
        await asyncio.sleep(0.1)
        leaving.cancel()
        await asyncio.sleep(0.1)
        psutil.Process(shared).resume()
        reply = await pool.run(job("SELECT * { ?s ?p ?o } LIMIT 2"), 20)
        assert workers() - others == {shared}
        await pool.close()
        return rows(reply)

    assert asyncio.run(run()) == 2


@pytest.mark.skipif(not jemalloc(), reason="jemalloc is not installed (apt-get install libjemalloc2)")
@pytest.mark.skipif("LD_PRELOAD" in os.environ, reason="LD_PRELOAD names another allocator")
def test_a_worker_has_jemalloc_in_place_of_malloc_and_other_processes_have_not(tmp_path: Path) -> None:
    fill(tmp_path, 0, 5)
    before = os.environ.get("LD_PRELOAD")

    async def run() -> str:
        others = workers()
        pool = WorkerPool(Settings.at(tmp_path), size=1)
        await pool.run(job("ASK {}"), 20)
        (worker,) = workers() - others
        maps = Path(f"/proc/{worker}/maps").read_text()
        await pool.close()
        return maps

    assert jemalloc() in asyncio.run(run())
    assert os.environ.get("LD_PRELOAD") == before
    assert jemalloc() not in Path("/proc/self/maps").read_text()
