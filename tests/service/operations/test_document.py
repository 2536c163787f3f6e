"""The OpenAPI document says what the service does: requests made from it, right and wrong ones, hold it to that.

A small run, always the same. A large one: ``ZHAOSHANG_CASES=70 pytest tests/service/operations/test_document.py`` (so many
for each operation and kind: 5,328 cases for 60 operations, in six minutes).
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from tests.conftest import Neo4jServer
from tests.service.conftest import serve
from zhaoshang.ingest.pipeline import read_article
from zhaoshang.service.access import KeyRing
from zhaoshang.stores.graph import GraphStore
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

HERE = Path(__file__).parent / "schemathesis"
CASES = os.environ.get("ZHAOSHANG_CASES", "3")


@pytest.mark.neo4j
@pytest.mark.slow
def test_schemathesis_finds_nothing(sample: Settings, neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(sample.data, data, ignore=shutil.ignore_patterns("triples*", "*-wal", "*-shm"))
    neo4j_server.wipe()
    settings = replace(neo4j_server.settings(data), query_seconds=20.0)
    with Journal.open(settings.journal) as journal, GraphStore.open(settings) as graph:
        graph.catch_up(journal)
    secret = KeyRing(data).create("schemathesis", "write")[1]
    env = {**os.environ, "ZHAOSHANG_KEY": secret, "PYTHONPATH": str(HERE), "SCHEMATHESIS_HOOKS": "hooks"}
    phases = "examples,fuzzing" if int(CASES) < 10 else "examples,coverage,fuzzing"
    for client in serve(settings, read_article):
        command = [
            str(Path(sys.executable).with_name("st")), "--config-file", str(HERE / "schemathesis.toml"), "run",
            f"{client.base_url}/openapi.json",
            "-n", CASES, "--seed", "7", "--phases", phases, "--request-timeout", "60", "--no-color", "--generation-database", "none",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout[-8000:]


def test_every_operation_says_what_it_does_and_how_it_fails(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert operation.get("summary"), where
            assert operation.get("description"), where
            body = operation.get("requestBody")
            assert body is None or body["content"], where
            assert (method in ("put", "post")) == (body is not None), where
            assert any(status.startswith("4") for status in operation["responses"]), where
    assert "HTTPValidationError" not in json.dumps(document)


def test_what_needs_a_key_says_so(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    assert document["security"][0] == {}
    assert {} not in document["paths"]["/graphs"]["put"]["security"]
    assert client.put("/graphs?graph=urn:x", content=b"", headers={"content-type": "text/turtle"}).status_code == 401
