"""The jars: the list, the check, and the two ways to fetch what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zhaoshang.ontology.errors import DataError, ToolError
from zhaoshang.stores.neo4j import VERSION, ensure_library, maven
from zhaoshang.stores.neo4j.extras import ensure_package
from zhaoshang.stores.neo4j.jars import jars, missing, parse
from zhaoshang.stores.neo4j.places import HOME


def test_the_list_names_every_jar_by_its_coordinates() -> None:
    by_name = {jar.name: jar for jar in jars()}
    assert len(by_name) == len(jars()) == 213
    native = by_name["netty-transport-native-epoll-4.1.137.Final-linux-x86_64.jar"]
    assert (native.group, native.version, native.classifier) == ("io.netty", "4.1.137.Final", "linux-x86_64")
    assert by_name[f"neo4j-{VERSION}.jar"].group == "org.neo4j"


def test_a_wrong_line_is_named() -> None:
    with pytest.raises(DataError, match=r"jars\.sha256:2"):
        parse(f"# fine\n{'0' * 63}  org/neo4j/neo4j/1/neo4j-1.jar\n")


def test_maven_is_asked_for_exactly_these(tmp_path: Path) -> None:
    text = maven.pom(jars()[:3])
    assert text.count("<dependency>") == text.count("<artifactId>*</artifactId>") == 3


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of jars of which two are missing and one has a wrong byte."""
    whole = ensure_library()
    library = tmp_path / VERSION / "lib"
    shutil.copytree(whole, library, copy_function=os.link if whole.stat().st_dev == tmp_path.stat().st_dev else shutil.copy2)
    names = [jar.name for jar in jars()]
    (library / names[0]).unlink()
    (library / names[1]).unlink()
    (library / names[2]).unlink()
    (library / names[2]).write_bytes(b"not a jar")
    monkeypatch.setenv(HOME, str(tmp_path))
    assert [jar.name for jar in missing(library)] == names[:3]
    return library


def without_maven(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.neo4j
@pytest.mark.parametrize("way", ["maven", "python"])
def test_only_what_is_missing_or_wrong_is_fetched(damaged: Path, way: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if way == "python":
        without_maven(monkeypatch, tmp_path)
    elif not shutil.which("mvn"):
        pytest.skip("no Maven on the PATH")
    told: list[tuple[str, int, int]] = []
    good = (damaged / jars()[-1].name).stat().st_mtime_ns
    assert ensure_library(lambda what, done=0, total=0: told.append((what, done, total))) == damaged
    assert missing(damaged) == ()
    assert (damaged / jars()[-1].name).stat().st_mtime_ns == good
    assert told[-1][1:] == (3, 3)
    assert not (damaged.parent / "partial").exists()


@pytest.mark.neo4j
def test_two_that_fetch_at_once_take_turns(damaged: Path) -> None:
    code = "from zhaoshang.stores.neo4j import ensure_library; print(ensure_library())"
    both = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(run.communicate()[0].strip(), run.returncode) for run in both] == [(str(damaged), 0)] * 2
    assert missing(damaged) == ()


@pytest.mark.neo4j
def test_where_it_cannot_be_fetched_the_error_says_what_to_do(damaged: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_maven(monkeypatch, tmp_path)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")  # nothing listens there
    with pytest.raises(ToolError, match=r"3 of 213 jars.*HTTPS_PROXY.*REQUESTS_CA_BUNDLE"):
        ensure_library()
    assert len(missing(damaged)) == 3


def test_a_package_that_cannot_be_had_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_OFFLINE", "1")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    told: list[str] = []
    with pytest.raises(ToolError, match=r"run: .* install .*zhaoshang_of_no_index"):
        ensure_package("zhaoshang_of_no_index", "for this test", lambda what, done=0, total=0: told.append(what))
    assert told
    assert told[0].startswith("for this test: running ")
