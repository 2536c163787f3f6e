"""``zhaoshang link`` on a table of names: candidates, links that are kept, bad rows by their lines."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.service.dossiers.conftest import copy_of
from zhaoshang.cli.main import cli
from zhaoshang.stores.dossiers import Shelf
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

TABLE = "姓名,职务,地区\n陆闻溪,市长,鹤岗市\n周立诚,,\n查无此人,,\n"


@pytest.fixture
def data(sample: Settings, tmp_path: Path) -> Settings:
    return copy_of(sample, tmp_path / "data")


def run(data: Settings, *args: str, text: str = TABLE) -> Result:
    return CliRunner().invoke(cli, ["link", "-", *args], env={"ZHAOSHANG_DATA": str(data.data), "COLUMNS": "160"}, input=text.encode())


def test_the_table_shows_candidates_with_their_reasons_and_keeps_nothing(data: Settings) -> None:
    with Journal.open(data.journal) as journal:
        before = journal.head()
        done = run(data)
        assert (done.exit_code, journal.head()) == (0, before)
    assert "official/lu-wen-xi-0343437c" in done.stdout
    assert "职务一致" in done.stdout
    assert "nothing in the graph" in done.stdout
    assert "3 rows: 1 with a safe candidate (=), 1 without any" in done.stdout


def test_json_has_every_candidate_and_what_would_decide(data: Settings) -> None:
    told = json.loads(run(data, "--json", "--limit", "5").stdout)
    assert [(row["line"], row["name"]) for row in told] == [(2, "陆闻溪"), (3, "周立诚"), (4, "查无此人")]
    assert [row["candidates"][0]["match"] if row["candidates"] else None for row in told] == [True, False, None]
    assert "employer" in {d["field"] for d in told[1]["decides"]}


def test_only_what_is_alone_above_the_score_is_linked_once(data: Settings) -> None:
    told = json.loads(run(data, "--json", "--accept-above", "95", "--author", "档案室").stdout)
    assert [bool(row["accepted"]) for row in told] == [True, False, False]
    shelf = Shelf()
    with Journal.open(data.journal) as journal:
        shelf.advance(journal)
        head = journal.head()
        run(data, "--accept-above", "95", "--author", "档案室")
        assert journal.head() == head
    links = [one.link for one in shelf.dossiers.values() if one.link]
    assert [(link.entity, link.by, link.score) for link in links] == [("official/lu-wen-xi-0343437c", "档案室", 100.0)]


def test_a_bad_row_is_named_by_its_line_and_the_others_are_done(data: Settings) -> None:
    done = run(data, text="姓名,职务\n陆闻溪,市长\n,县长\n周立诚,\n")
    assert done.exit_code == 65
    assert "-:3: row: A dossier needs a name." in done.stderr
    assert "2 rows" in done.stdout


def test_ndjson_of_followthemoney_entities_is_linked(data: Settings, tmp_path: Path) -> None:
    file = tmp_path / "entities.ndjson"
    firm = {"id": "a", "schema": "Company", "properties": {"name": ["远岫新材料股份有限公司"]}}
    file.write_text(json.dumps(firm) + "\n", "utf-8")
    done = CliRunner().invoke(cli, ["link", str(file), "--json"], env={"ZHAOSHANG_DATA": str(data.data)})
    assert json.loads(done.stdout)[0]["candidates"][0]["match"] is True


def test_an_empty_graph_says_what_to_do(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["link", "-"], env={"ZHAOSHANG_DATA": str(tmp_path)}, input=TABLE.encode())
    assert "ingest" in str(done.exception)
