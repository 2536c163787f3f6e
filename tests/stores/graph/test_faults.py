"""A server that dies while the graph is being written, one that is down, two that write at once: the end is the same."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from zhaoshang.ontology.errors import StoreError, TimeLimitError
from zhaoshang.ontology.statement import Literal, Outcome
from zhaoshang.stores.graph import GraphStore, project, verify
from zhaoshang.stores.graph.verify import digest
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.neo4j import Managed
from zhaoshang.stores.settings import Settings

Say = Callable[..., Outcome]
pytestmark = pytest.mark.neo4j
FOLLOW = """
import sys
from pathlib import Path
from zhaoshang.stores.graph import GraphStore, project
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
project.BATCH = 40
settings = Settings.at(Path(sys.argv[1]))
with Journal.open(settings.journal) as journal, GraphStore.open(settings) as graph:
    graph.catch_up(journal, lambda done, total: print(done, flush=True))
"""


@pytest.fixture(scope="module")
def settings() -> Iterator[Settings]:
    """A data folder with a managed server of its own, for it is going to be killed."""
    folder = Path(tempfile.mkdtemp(prefix="zs-faults-"))
    yield Settings.at(folder)
    Managed(folder).stop(force=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def full(settings: Settings, say: Say) -> Iterator[Journal]:
    """A journal of sixty articles about overlapping trips, and an empty graph."""
    Path(settings.journal.removeprefix("sqlite://")).unlink(missing_ok=True)
    with Journal.open(settings.journal) as journal:
        for n in range(60):
            firm, trip = f"company/c-{n % 17}", f"delegation/d-{n % 7}"
            claims = (
                (firm, "type", "Company", "蓝田医药有限公司"), (firm, "name", Literal(f"蓝田{n % 17}", "string", "zh"), "蓝田医药有限公司"),
                (trip, "type", "Delegation", "带队"), (trip, "visited", firm, "走访了"),
                ("official/he", "type", "Official", "何淼"), ("official/he", "led", trip, "何淼带队"),
            )  # fmt: skip
            journal.append(say(f"{n}.md", claims))
        with GraphStore.open(settings) as graph:
            graph.wipe()
        yield journal


def follow(settings: Settings) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", FOLLOW, str(settings.data)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kill_server(settings: Settings) -> None:
    record = Managed(settings.data).status().record
    assert record
    os.kill(record.process.pid, signal.SIGKILL)
    assert record.process.gone(10)


def test_a_server_killed_while_writing_is_started_anew_and_the_work_goes_on(settings: Settings, full: Journal) -> None:
    run = follow(settings)
    assert run.stdout
    for _ in range(3):
        run.stdout.readline()
    kill_server(settings)
    rest, trouble = run.communicate(timeout=180)
    assert run.returncode == 0, trouble
    assert rest.split()[-1] == str(full.head() - 18)  # what was left when it went on: three batches of six had been kept
    with GraphStore.open(settings) as graph:
        assert verify(graph, full).agrees
        resumed = digest(graph)
        graph.wipe()
        graph.catch_up(full)
        assert digest(graph) == resumed


def test_a_writer_killed_while_writing_loses_nothing(settings: Settings, full: Journal) -> None:
    run = follow(settings)
    assert run.stdout
    for _ in range(3):
        run.stdout.readline()
    run.kill()
    run.communicate()
    with GraphStore.open(settings) as graph:
        reached = graph.seq
        assert 0 < reached < full.head()
        assert not verify(graph, full).agrees
        assert graph.catch_up(full).articles == full.head() - reached  # only what was missing
        assert verify(graph, full).agrees


def test_two_that_write_at_once_make_one_graph(settings: Settings, full: Journal) -> None:
    both = [follow(settings) for _ in range(2)]
    assert [run.communicate(timeout=180)[1] for run in both] == ["", ""]
    with GraphStore.open(settings) as graph:
        assert verify(graph, full).agrees


def test_a_writer_on_another_machine_is_noticed(settings: Settings, full: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another machine has another lock file; only the database itself can tell the two writers of each other."""
    monkeypatch.setattr(project, "BATCH", 40)
    record = Managed(settings.data).status().record
    assert record
    password = Managed(settings.data).places.password.read_text("utf-8")
    elsewhere = replace(settings, data=settings.data / "other", neo4j_uri=f"bolt://127.0.0.1:{record.bolt}", neo4j_password=password)
    with GraphStore.open(settings) as here, GraphStore.open(elsewhere) as there:
        meddled = []

        def meddle(done: int, total: int) -> None:
            if not meddled:
                meddled.append(there.catch_up(full).articles)

        here.catch_up(full, meddle)
        assert meddled == [full.head() - 6]  # all but the first batch of forty rows
        assert verify(here, full).agrees


def test_an_open_graph_survives_the_death_of_its_server(settings: Settings, full: Journal) -> None:
    with GraphStore.open(settings) as graph:
        graph.catch_up(full)
        kill_server(settings)
        assert graph.run_read("MATCH (c:Company) RETURN count(c)").rows == ((17,),)


def test_a_loop_that_the_server_cannot_stop_is_cut_off(settings: Settings, full: Journal) -> None:
    with GraphStore.open(settings) as graph:
        begin = time.monotonic()
        with pytest.raises(TimeLimitError, match="cut off"):
            graph.run_read("RETURN reduce(a = 0, x IN range(1, 100000000000) | (a + x) % 7)", timeout=1)
        assert time.monotonic() - begin < 60
        assert graph.run_read("RETURN 1").rows == ((1,),)


def test_a_server_that_goes_down_and_is_not_ours_says_so(settings: Settings, full: Journal) -> None:
    record = Managed(settings.data).status().record
    assert record
    password = Managed(settings.data).places.password.read_text("utf-8")
    theirs = replace(settings, neo4j_uri=f"bolt://127.0.0.1:{record.bolt}", neo4j_password=password)
    with GraphStore.open(theirs) as graph:
        kill_server(settings)
        with pytest.raises(StoreError, match=r"cannot be reached.*ZHAOSHANG_NEO4J_URI"):
            graph.run_read("RETURN 1")
        with pytest.raises(StoreError, match="cannot be reached"):
            graph.catch_up(full)
