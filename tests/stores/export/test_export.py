"""Every format is read back by somebody else's reader and says the same."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib

from zhaoshang.ontology.statement import Literal, Outcome
from zhaoshang.stores.export import FORMATS
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore

G = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def full(journal: Journal, say: Callable[..., Outcome]) -> Journal:
    journal.append(say("a.md"))
    journal.append(say("b.md"))
    odd = (("project/p", "type", "Project", ""), ("project/p", "name", Literal('=1+1 <厂> & "引"\n\x01', lang="zh"), ""))
    journal.append(say("c.md", odd))
    return journal


def written(name: str, journal: Journal, settings: Settings) -> bytes:
    out = io.BytesIO()
    FORMATS[name](journal, settings, out)
    return out.getvalue()


def test_nquads_are_what_the_store_holds(full: Journal, settings: Settings) -> None:
    with TripleStore.open(settings, writable=True) as store:
        store.catch_up(full)
        held = sorted(f"{quad} ." for quad in store.store if "graph/projection" not in str(quad))
    assert sorted(written("nquads", full, settings).decode().splitlines()) == held
    assert written("nquads", full, settings) == written("nquads", full, settings)


def test_turtle_and_jsonld_say_the_same_as_nquads(full: Journal, settings: Settings) -> None:
    quads = set(ox.parse(written("nquads", full, settings), ox.RdfFormat.N_QUADS))
    turtle = rdflib.Graph().parse(data=written("turtle", full, settings), format="turtle")
    assert len(turtle) == len({quad.triple for quad in quads})
    assert set(ox.parse(written("jsonld", full, settings), ox.RdfFormat.JSON_LD)) == quads
    assert json.loads(written("jsonld", full, settings))


def test_graphml_has_entities_and_one_edge_a_relation(full: Journal, settings: Settings) -> None:
    root = ET.fromstring(written("graphml", full, settings))
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{G}key")}

    def data(element: ET.Element) -> dict[str | None, str | None]:
        return {keys[d.get("key")]: d.text for d in element.iter(f"{G}data")}

    nodes = {node.get("id"): data(node) for node in root.iter(f"{G}node")}
    firm = nodes["company/lan-tian-22222222"]
    assert (firm["label"], firm["labels"]) == ("蓝田医药有限公司", ":Company:Organization:Entity")
    assert nodes["project/p"]["name"] == '=1+1 <厂> & "引"\n\ufffd'
    edges = [(e.get("source"), data(e), e.get("target")) for e in root.iter(f"{G}edge")]
    assert {(start, stop) for start, _, stop in edges} <= {(a, b) for a in nodes for b in nodes}
    visits = [d for _, d, stop in edges if d["type"] == "VISITED"]
    assert [(d["articles"], d["confidence"]) for d in visits] == [("2", "0.9")]


def test_csv_has_a_row_a_statement_and_no_formula(full: Journal, settings: Settings) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", full, settings).decode(), newline="")))
    visited = [r for r in rows if r["predicate"] == "visited"]
    assert [(r["object_name"], r["quote"], r["title"]) for r in visited] == [
        ("蓝田医药有限公司", "走访了蓝田医药有限公司", "佳木斯赴深圳招商")
    ] * 2
    assert len(rows) == sum(len(full.statements_of(article)) for article in full.articles())
    assert not [cell for row in rows for cell in row.values() if cell.startswith("=")]


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_journal_makes_an_empty_file_of_its_format(name: str, journal: Journal, settings: Settings) -> None:
    out = written(name, journal, settings)
    if name == "graphml":
        assert not list(ET.fromstring(out).iter(f"{G}node"))
    elif name == "csv":
        assert len(out.splitlines()) == 1
    else:
        kind = {"turtle": ox.RdfFormat.TURTLE, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}[name]
        assert list(ox.parse(out, kind)) == []


def test_a_moved_base_moves_the_addresses(full: Journal, settings: Settings) -> None:
    moved = replace(settings, base="https://graph.example")
    assert b"https://zhaoshang.example/id" not in written("nquads", full, moved)
