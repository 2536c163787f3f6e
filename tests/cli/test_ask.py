"""`ask`, `sparql` and `cypher`, run as a user runs them."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore

from ..queries.corpus import journal_at


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    with journal_at(folder):
        return folder


def run(data: Path, *arguments: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    script = "import sys; from zhaoshang.cli.main import main; sys.argv[0] = 'zhaoshang'; main()"
    environment = {**os.environ, "ZHAOSHANG_DATA": str(data), "COLUMNS": "120", **env}
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def test_an_answer_is_a_table_with_the_sentence_and_its_article(data: Path) -> None:
    done = run(data, "ask", "firms-visited", "--leader", "严素秋")
    assert done.returncode == 0, done.stderr
    shown = "".join(done.stdout.split())
    assert "云杉重工" in shown
    assert "6月2日，鹤岗市委书记严素秋率团到昆山考察云杉重工。" in shown
    assert "《鹤岗团组访昆山》2023-06-03" in shown


def test_an_answer_as_json_has_ids_and_evidence(data: Path) -> None:
    found = json.loads(run(data, "ask", "firms-visited", "--leader", "严素秋", "--json").stdout)
    (row,) = found["rows"]
    assert (row["firm"], row["evidence"][0]["title"]) == ("云杉重工", "鹤岗团组访昆山")
    assert row["firm_id"].startswith("company/")
    assert found["truncated"] is False


def test_an_answer_as_csv(data: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(data, "ask", "signed-sums", "--csv").stdout)))
    assert [(r["year"], r["currency"], r["amount"]) for r in rows] == [("2023", "CNY", "3250000000")]


def test_all_questions_are_listed_and_each_explains_itself(data: Path) -> None:
    listed = run(data, "ask", "--help").stdout
    assert "firms-visited" in listed and "paths-between" in listed
    helped = run(data, "ask", "firms-visited", "--help").stdout
    assert "--leader" in helped and "--since" in helped and "领队" in helped


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("ask", "firm-visited"), 66, "firms-visited"),
        (("ask", "visitors-of-firm", "--firm", "云杉"), 66, "云杉重工"),
        (("ask", "firms-visited", "--since", "spring"), 64, "no date"),
        (("sparql", "SELECT * {"), 64, "is malformed"),
        (("sparql", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), 77, "SERVICE"),
        (("sparql", "no-such-file.rq"), 64, "no such file"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(data: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    done = run(data, *arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_graph_is_said(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", "latest-trips")
    assert (done.returncode, "ingest" in done.stderr) == (66, True)


def test_sparql_from_an_argument_a_file_and_standard_input(data: Path, tmp_path: Path) -> None:
    query = "PREFIX zs: <https://w3id.org/zhaoshang/ns#> SELECT DISTINCT ?name { ?d a zs:Project ; zs:name ?name } ORDER BY ?name"
    (tmp_path / "q.rq").write_text(query, "utf-8")
    shown = [run(data, "sparql", q, "--format", "csv", stdin=query).stdout for q in (query, str(tmp_path / "q.rq"), "-")]
    assert [line.strip() for line in shown[0].splitlines()] == ["name", "碳纤维工厂", "齿轮箱基地"]
    assert shown[0] == shown[1] == shown[2]
    cut = run(data, "sparql", query, "--limit", "1")
    assert "only the first 1 rows" in cut.stderr
    assert "碳纤维工厂" in cut.stdout


def test_sparql_that_runs_too_long_is_cancelled(data: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    done = run(data, "sparql", slow, ZHAOSHANG_QUERY_SECONDS="1")
    assert (done.returncode, "1 seconds" in done.stderr) == (75, True)


def test_questions_are_answered_while_another_process_owns_the_store(data: Path) -> None:
    settings = Settings.at(data)
    with journal_at(data) as journal, TripleStore.open(settings, writable=True, wait_seconds=10) as owner:
        owner.catch_up(journal)
        done = run(data, "ask", "corpus-overview", "--csv")
    assert done.returncode == 0, done.stderr
    assert "Delegation,5," in done.stdout


@pytest.mark.neo4j
def test_cypher_and_questions_from_neo4j(neo4j_server, data: Path) -> None:  # type: ignore[no-untyped-def]
    neo4j_server.wipe()
    env = {
        "ZHAOSHANG_NEO4J_URI": neo4j_server.uri,
        "ZHAOSHANG_NEO4J_USER": neo4j_server.user,
        "ZHAOSHANG_NEO4J_PASSWORD": neo4j_server.password,
    }
    asked = [run(data, "ask", "firms-visited", "--csv", "--store", store, **env) for store in ("triples", "graph")]
    assert asked[0].stdout == asked[1].stdout != "", asked[1].stderr
    query = "MATCH (c:Company {name: $name})<-[:VISITED]-(d) RETURN c.name AS firm, count(d) AS visits"
    found = run(data, "cypher", query, "--param", "name=云杉重工", "--format", "json", **env)
    assert json.loads(found.stdout) == [{"firm": "云杉重工", "visits": 2}], found.stderr
    refused = run(data, "cypher", "CREATE (n:Company)", **env)
    assert refused.returncode == 77
