"""Statements into both stores: Oxigraph against rdflib's store and bare pyoxigraph, Neo4j against rdflib-neo4j."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore

from .corpus import articles
from .measure import Row

COUNT = 1000
IN_NEO4J = 250
"""Articles for the comparison on Neo4j; the peer needs some minutes for a thousand."""


def fill(settings: Settings, count: int = COUNT) -> int:
    """Read generated articles into a fresh journal; how many statements it holds then."""
    from zhaoshang.ingest.pipeline import read_article
    from zhaoshang.ingest.resolve import MemoryIndex
    from zhaoshang.ingest.statement import settle

    index, statements = MemoryIndex(), 0
    with Journal.open(settings.journal) as journal:
        for article in articles(count):
            outcome = settle(article, read_article(article), index)
            index.learn(outcome)
            journal.append(outcome)
            statements += len(outcome.statements)
    return statements


@contextmanager
def filled(count: int = COUNT) -> Iterator[tuple[Settings, int]]:
    """A data folder with a journal of ``count`` articles, and the number of statements in it."""
    with tempfile.TemporaryDirectory(prefix="zhaoshang-bench-") as folder:
        settings = Settings.at(Path(folder))
        yield settings, fill(settings, count)


def triples(_: Path) -> list[Row]:
    """Quads a second from the journal into Oxigraph, and what the same quads cost the peers."""
    with filled() as (settings, _statements), Journal.open(settings.journal) as journal:
        with TripleStore.open(settings, writable=True) as store:
            began = time.perf_counter()
            caught = store.catch_up(journal)
            ours = caught.added / (time.perf_counter() - began)
            dump = store.store.dump(format=RdfFormat.N_QUADS) or b""
        count = dump.count(b"\n")
        peers = {
            "bare pyoxigraph, bulk load": count / _bare(dump, settings.data / "bare"),
            "rdflib's store, parsing": count / _rdflib(dump),
        }
    what, figure = "journal into Oxigraph, quads", f"{ours:,.0f}/s"
    return [Row(what, figure, f"{peer} {rate:,.0f}/s", f"{ours / rate:.2f} ×") for peer, rate in peers.items()]


def _bare(dump: bytes, folder: Path) -> float:
    store = Store(str(folder))
    began = time.perf_counter()
    store.bulk_load(dump, RdfFormat.N_QUADS)
    return time.perf_counter() - began


def _rdflib(dump: bytes) -> float:
    from rdflib import Dataset

    began = time.perf_counter()
    Dataset().parse(data=dump.decode(), format="nquads")
    return time.perf_counter() - began


def neo4j(_: Path) -> list[Row]:
    """Seconds to load the same statements into the same Neo4j: our projection and rdflib-neo4j 1.1."""
    from zhaoshang.stores.graph import GraphStore

    with filled(IN_NEO4J) as (settings, statements), Journal.open(settings.journal) as journal:
        with TripleStore.open(settings, writable=True) as store:
            store.catch_up(journal)
            dump = store.store.dump(format=RdfFormat.N_QUADS) or b""
        with GraphStore.open(settings) as graph:
            began = time.perf_counter()
            graph.catch_up(journal)
            ours = time.perf_counter() - began
            graph.wipe()
            address = graph.address
            peer = _rdflib_neo4j(dump, address.uri, address.auth, address.database)
    what = f"{statements:,} statements into Neo4j"
    return [Row(what, f"{ours:.1f} s", f"rdflib-neo4j {peer:.1f} s", f"{peer / ours:.1f} ×", "≥ 3 ×")]


def _rdflib_neo4j(dump: bytes, uri: str, auth: tuple[str, str] | None, database: str) -> float:
    """The same graph, as the peer's documentation loads one: batched, URIs kept, its constraint made first."""
    from neo4j import GraphDatabase
    from rdflib import Dataset, Graph
    from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

    triples = Dataset(default_union=True).parse(data=dump.decode(), format="nquads")
    driver = GraphDatabase.driver(uri, auth=auth)
    with driver.session(database=database) as session:
        session.run("CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE").consume()
    config = Neo4jStoreConfig(auth_data=None, batching=True, handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE)
    config.batch_size = 5000
    peer = Graph(store=Neo4jStore(config=config, neo4j_driver=driver))
    every = {(s, p, o) for s, p, o, _ in triples.quads()}
    began = time.perf_counter()
    for triple in every:
        peer.add(triple)
    peer.close(True)
    return time.perf_counter() - began
