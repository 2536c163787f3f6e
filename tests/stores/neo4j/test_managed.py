"""One server for all commands of a data folder, whoever is killed; gone some time after its last user."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner
from neo4j import GraphDatabase

from zhaoshang.cli.main import cli
from zhaoshang.ontology.errors import BusyError, StoreError
from zhaoshang.stores.neo4j import HOST, Managed, connect, ensure_library
from zhaoshang.stores.neo4j.places import HOME
from zhaoshang.stores.settings import Settings

pytestmark = pytest.mark.neo4j
USER = """
import sys, time
from pathlib import Path
from zhaoshang.stores.neo4j import connect
from zhaoshang.stores.settings import Settings
connection = connect(Settings.at(Path(sys.argv[1])))
print(connection.address.uri, flush=True)
time.sleep(float(sys.argv[2]))
connection.close()
"""


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="zs-neo4j-"))
    yield folder
    Managed(folder).stop(force=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def user(data: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a process that uses the server for so many seconds; it prints the address when it has it."""
    started: list[subprocess.Popen[str]] = []

    def start(seconds: float, **env: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", USER, str(data), str(seconds)]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **env}))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def until(true: Callable[[], bool], seconds: float = 60.0) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.1)
    return true()


def servers(data: Path) -> list[int]:
    argument = f"@{Managed(data).places.arguments}"
    return [p.pid for p in psutil.process_iter(["cmdline"]) if argument in (p.info["cmdline"] or ())]


def test_two_that_start_at_once_share_one_server(data: Path, user: Callable[..., subprocess.Popen[str]]) -> None:
    one, two = user(60), user(60)
    assert address(one) == address(two) != ""
    assert len(servers(data)) == 1
    status = Managed(data).status()
    assert status.running
    assert len(status.users) == 2
    with pytest.raises(BusyError, match=f"process {one.pid}"):
        Managed(data).stop()


def test_it_answers_here_only_and_to_its_password_only(data: Path) -> None:
    with connect(Settings.at(data)) as connection:
        where = connection.address
        record = Managed(data).status().record
        assert record
        listening = {c.laddr.ip for c in psutil.Process(record.process.pid).net_connections("tcp") if c.status == psutil.CONN_LISTEN}
        assert listening <= {"127.0.0.1", "::ffff:127.0.0.1"}
        secret = Managed(data).places.password
        assert secret.stat().st_mode & 0o777 == 0o600
        assert secret.parent.stat().st_mode & 0o777 == 0o700
        shown = " ".join(" ".join(p.info["cmdline"] or ()) for p in psutil.process_iter(["cmdline"]))
        assert where.password not in shown
        assert where.password not in repr(where)
        with GraphDatabase.driver(where.uri, auth=where.auth) as driver:
            assert driver.execute_query("RETURN 1 AS x").records[0]["x"] == 1


def test_a_user_that_is_killed_leaves_nothing_behind(data: Path, user: Callable[..., subprocess.Popen[str]]) -> None:
    one = user(60)
    first = address(one)
    one.kill()
    one.wait()
    assert Managed(data).status().users == ()
    two = user(60)
    assert address(two) == first


def test_a_server_that_is_killed_is_started_anew_with_the_same_graph(data: Path, user: Callable[..., subprocess.Popen[str]]) -> None:
    with connect(Settings.at(data)) as connection:
        with GraphDatabase.driver(connection.address.uri, auth=connection.address.auth) as driver:
            driver.execute_query("MERGE (:Kept {x: 1})")
        os.kill(servers(data)[0], signal.SIGKILL)
        assert until(lambda: not servers(data))
    one, two = user(60), user(60)
    assert address(one) == address(two) == connection.address.uri  # on its old ports, so that bookmarks hold
    assert len(servers(data)) == 1
    with connect(Settings.at(data)) as again, GraphDatabase.driver(again.address.uri, auth=again.address.auth) as driver:
        assert driver.execute_query("MATCH (n:Kept) RETURN n.x AS x").records[0]["x"] == 1


def test_a_starter_killed_before_it_noted_its_server_down_does_no_harm(data: Path, user: Callable[..., subprocess.Popen[str]]) -> None:
    assert address(user(0))
    (stray,) = servers(data)
    Managed(data).places.server.unlink()
    assert address(user(0))
    assert servers(data) not in ([], [stray])
    assert len(servers(data)) == 1


def test_it_stops_when_nobody_has_used_it_for_some_time(data: Path, user: Callable[..., subprocess.Popen[str]]) -> None:
    Managed(data).stop(force=True)
    one = user(0, ZHAOSHANG_NEO4J_IDLE_MINUTES="0.02")
    where = address(one)
    with GraphDatabase.driver(where, auth=("neo4j", Managed(data).places.password.read_text("utf-8"))) as driver:
        driver.verify_connectivity()  # a client of another kind: it holds no lease, but it is connected
        one.wait()
        time.sleep(4)
        assert len(servers(data)) == 1
    assert until(lambda: not servers(data))
    assert not Managed(data).status().running


def test_a_start_that_is_broken_off_leaves_no_server_for_ever(data: Path, user: Callable[..., subprocess.Popen[str]]) -> None:
    one = user(60, ZHAOSHANG_NEO4J_IDLE_MINUTES="0.02")
    assert until(lambda: servers(data) != [])
    assert until(Managed(data).places.server.exists)
    one.send_signal(signal.SIGINT)
    one.wait()
    assert until(lambda: not servers(data))


def test_the_command_line_starts_keeps_and_stops_it(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHAOSHANG_DATA", str(data))
    monkeypatch.setenv("ZHAOSHANG_NEO4J_IDLE_MINUTES", "0")
    run = CliRunner()
    assert run.invoke(cli, ["neo4j", "install"]).exit_code == 0
    assert run.invoke(cli, ["neo4j", "status"]).exit_code == 3
    started = run.invoke(cli, ["neo4j", "start"])
    assert started.exit_code == 0, started.output
    time.sleep(1)
    found = json.loads(run.invoke(cli, ["neo4j", "status", "--json"]).output)
    assert found["running"]
    assert found["kept"]
    assert found["uri"] in started.output
    assert "Neo4j has stopped" in run.invoke(cli, ["neo4j", "stop"]).output
    assert servers(data) == []
    assert "was not running" in run.invoke(cli, ["neo4j", "stop"]).output


def test_another_server_is_not_managed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZHAOSHANG_DATA", str(tmp_path))
    monkeypatch.setenv("ZHAOSHANG_NEO4J_URI", "neo4j+s://graph.example:7687")
    monkeypatch.setenv("ZHAOSHANG_NEO4J_USER", "reader")
    with connect(Settings.from_env()) as connection:
        assert (connection.address.uri, connection.address.user, connection.lease) == ("neo4j+s://graph.example:7687", "reader", None)
    assert not (tmp_path / "neo4j").exists()
    assert "does not manage" in str(CliRunner().invoke(cli, ["neo4j", "start"]).exception)


def test_a_lost_password_says_what_to_do(data: Path) -> None:
    Managed(data).places.password.unlink()
    with pytest.raises(StoreError, match="zhaoshang rebuild"):
        connect(Settings.at(data))


@pytest.mark.skipif(os.getuid() != 0 or not shutil.which("setpriv"), reason="only root can become an ordinary user")
def test_an_ordinary_user_can_do_it_too() -> None:
    python = Path(f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}")
    if not python.exists():
        pytest.skip(f"no {python} that every user may run")
    # That Python brings its own standard library: this one's extension modules need not fit it.
    nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    with tempfile.TemporaryDirectory(prefix="zs-nobody-") as folder:
        home = Path(folder)
        library = ensure_library()
        shutil.copytree(library, home / "jars" / library.parent.name / "lib")
        (home / "home").mkdir()
        for path in (home, home / "home"):
            os.chown(path, 65534, 65534)
        env = {
            "HOME": str(home / "home"), HOME: str(home / "jars"), "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path and not Path(path).is_relative_to(sys.base_prefix)),
        }  # fmt: skip
        done = subprocess.run(
            [*nobody, str(python), "-c", USER, str(home / "home"), "0"], env=env, capture_output=True, text=True, check=False
        )
        assert done.stdout.startswith(f"bolt://{HOST}:"), done.stderr
        assert (home / "home" / "neo4j" / "password").stat().st_uid == 65534
        assert Managed(home / "home").stop(force=True)
