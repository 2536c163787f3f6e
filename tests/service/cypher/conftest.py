"""Our Query API, and Neo4j's own on the same server, over the sample."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from tests.conftest import Neo4jServer
from tests.service.conftest import serve
from zhaoshang.stores.graph import GraphStore
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.neo4j.record import Record
from zhaoshang.stores.settings import Settings


@pytest.fixture(scope="module")
def ours(sample: Settings, neo4j_server: Neo4jServer) -> Iterator[httpx.Client]:
    neo4j_server.wipe()
    settings = replace(neo4j_server.settings(sample.data), query_rows=5000)
    with Journal.open(settings.journal) as journal, GraphStore.open(settings) as graph:
        graph.catch_up(journal)
    yield from serve(settings)


@pytest.fixture(scope="module")
def theirs(neo4j_server: Neo4jServer) -> Iterator[httpx.Client]:
    record = Record.read(neo4j_server.record)
    assert record is not None
    with httpx.Client(base_url=f"http://127.0.0.1:{record.http}", auth=neo4j_server.auth, timeout=60) as client:
        yield client
