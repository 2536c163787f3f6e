"""Every operation of the service stands in docs/api.md with a call by curl that works and gives what the page says."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from zhaoshang.cli.main import cli
from zhaoshang.service.access import KeyRing
from zhaoshang.stores.settings import Settings

from .conftest import serve

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
SECTION = re.compile(r"^### `(?P<operation>[A-Z]+ \S+)`\n(?P<body>.*?)(?=^##|\Z)", re.M | re.S)
METHODS = ("get", "put", "post", "delete")


@dataclass(frozen=True)
class Call:
    operation: str
    script: str
    gives: tuple[str, ...]


def calls() -> list[Call]:
    found = []
    for section in SECTION.finditer(PAGE.read_text("utf-8")):
        script = "".join(re.findall(r"^```sh\n(.*?)^```$", section["body"], re.M | re.S))
        gives = re.search(r"^Gives (.*)\.$", section["body"], re.M)
        found.append(Call(section["operation"], script, tuple(re.findall(r"`([^`]+)`", gives[1])) if gives else ()))
    return found


@pytest.fixture(scope="module")
def folder(sample: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The sample corpus in a folder of this page's own, for its calls write; brought there by a backup."""
    data = tmp_path_factory.mktemp("api")
    archive = str(data / "backup")
    for command, where in (("backup", sample.data), ("restore", data / "data")):
        done = CliRunner().invoke(cli, [command, archive], env={"ZHAOSHANG_DATA": str(where)}, catch_exceptions=False)
        assert done.exit_code == 0, done.output
    return Settings.at(data / "data")


@pytest.fixture(scope="module")
def service(folder: Settings) -> Iterator[httpx.Client]:
    yield from serve(folder)


@pytest.fixture(scope="module")
def key(folder: Settings) -> str:
    return KeyRing(folder.data).create("page", "write")[1]


def test_every_operation_has_its_call(service: httpx.Client) -> None:
    paths = service.get("/openapi.json").json()["paths"]
    served = {f"{method.upper()} {path}" for path, operations in paths.items() for method in METHODS if method in operations}
    assert {call.operation for call in calls()} == served


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on the PATH; on Debian: apt-get install curl")
@pytest.mark.neo4j
@pytest.mark.parametrize("call", calls(), ids=lambda call: call.operation)
def test_the_call_works(service: httpx.Client, key: str, call: Call) -> None:
    env = {**os.environ, "ZS": str(service.base_url).rstrip("/"), "KEY": key, "no_proxy": "127.0.0.1"}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", call.script], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [text for text in call.gives if text not in done.stdout] == [], done.stdout
