"""The real Neo4j, once for each process that runs tests: started by the first test that asks for it, stopped at the end."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from zhaoshang.stores.neo4j import Managed
from zhaoshang.stores.settings import Settings

WHOLE = ("tests/explorer/", "tests/service/hardship/")
"""Folders whose set-up is dear: where several processes share the tests, one takes all of such a folder."""


class _ByFile(LoadScopeScheduling):
    """A file is run by one process from its first test to its last, a folder of ``WHOLE`` likewise."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in WHOLE if nodeid.startswith(folder)), nodeid.partition("::")[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _ByFile:
    """How ``pytest -n`` hands out the tests."""
    return _ByFile(config, log)


@dataclass(frozen=True)
class Neo4jServer:
    """A running server. Tests share it one after the other: a test that writes calls `wipe` first (or uses ``graph_settings``)."""

    uri: str
    user: str
    password: str
    driver: Driver
    record: Path
    """The note of its process and ports: Bolt and, on loopback as well, HTTP."""

    @property
    def auth(self) -> tuple[str, str]:
        return self.user, self.password

    def settings(self, data: Path) -> Settings:
        """Settings with everything below ``data``, the property graph excepted, which is this server's."""
        return replace(Settings.at(data), neo4j_uri=self.uri, neo4j_user=self.user, neo4j_password=self.password)

    def wipe(self) -> None:
        """Take all nodes away; constraints and indexes stay."""
        with self.driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS").consume()


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """The server; fetched (125 MB) where this machine does not have it yet. If it cannot be had, the error says what to do."""
    managed = Managed(tmp_path_factory.mktemp("neo4j"))
    os.environ.setdefault("ZHAOSHANG_NEO4J_IDLE_MINUTES", "1")  # for a run that is killed: its server goes by itself
    record, password, lease = managed.use()
    uri = f"bolt://127.0.0.1:{record.bolt}"
    with GraphDatabase.driver(uri, auth=("neo4j", password), notifications_min_severity="OFF") as driver:
        yield Neo4jServer(uri, "neo4j", password, driver, managed.places.server)
    lease.release()
    managed.stop(force=True)


@pytest.fixture
def graph_settings(neo4j_server: Neo4jServer, tmp_path: Path) -> Settings:
    """Settings of an empty data folder whose property graph is the server's, wiped."""
    neo4j_server.wipe()
    return neo4j_server.settings(tmp_path / "data")
