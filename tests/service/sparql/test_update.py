"""SPARQL update: with a key, through the journal, to graphs of one's own."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from zhaoshang.service.access import KeyRing
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore, verify

from ..conftest import serve
from .conftest import rows, update

ZS = "PREFIX zs: <https://w3id.org/zhaoshang/ns#> "
MINE = "http://desk.example/notes"
IN_MINE = f"SELECT ?s ?p ?o {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }}"


def test_an_update_needs_a_key(own: Settings, writer: httpx.Client) -> None:
    del own
    text = f"INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:p> 1 }} }}"
    for headers in ({}, {"authorization": "Bearer zk_none_such"}):
        with httpx.Client(base_url=writer.base_url, headers=headers) as nobody:
            assert update(nobody, text).status_code == 401
    assert rows(writer, IN_MINE) == []


def test_what_is_written_is_seen_by_the_next_query_and_joined_with_what_articles_say(writer: httpx.Client) -> None:
    text = ZS + f"INSERT {{ GRAPH <{MINE}> {{ ?firm <urn:seen> true }} }} WHERE {{ ?trip zs:visited ?firm }}"
    done = update(writer, text)
    assert done.status_code == 204
    added = int(done.headers["x-added"])
    assert added > 10 and int(done.headers["x-sequence-number"]) > 0
    joined = rows(writer, ZS + "SELECT DISTINCT ?name { ?firm <urn:seen> true ; zs:name ?name }")
    assert len(joined) > 10
    assert update(writer, text).headers.get("x-sequence-number") is None, "what is there already is not written again"
    assert int(update(writer, f"DROP GRAPH <{MINE}>").headers["x-sequence-number"]) > 0
    assert rows(writer, IN_MINE) == []


def test_a_later_operation_sees_what_an_earlier_one_wrote(writer: httpx.Client) -> None:
    text = f"""INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:n> 1 , 2 }} }} ;
        WITH <{MINE}> DELETE {{ ?s <urn:n> ?n }} INSERT {{ ?s <urn:n> ?m }} WHERE {{ ?s <urn:n> ?n BIND(?n + 10 AS ?m) }} ;
        COPY <{MINE}> TO <{MINE}2>"""
    assert update(writer, text).status_code == 204
    assert sorted(row["o"] for row in rows(writer, IN_MINE)) == ["11", "12"]
    assert sorted(row["o"] for row in rows(writer, IN_MINE.replace(MINE, f"{MINE}2"))) == ["11", "12"]
    update(writer, f"DROP GRAPH <{MINE}> ; DROP GRAPH <{MINE}2>")


def test_a_rebuild_makes_the_same_whatever_chance_and_the_clock_gave(own: Settings, writer: httpx.Client) -> None:
    text = f"""INSERT {{ GRAPH <{MINE}> {{ [] <urn:id> ?id ; <urn:at> ?now ; <urn:by> ?chance ; <urn:node> _:b }} }}
        WHERE {{ VALUES ?x {{ 1 2 3 }} BIND(STRUUID() AS ?id) BIND(NOW() AS ?now) BIND(RAND() AS ?chance) }}"""
    assert update(writer, text).status_code == 204
    before = rows(writer, IN_MINE)
    assert len(before) == 12 and len({row["s"] for row in before}) == 3
    fresh = Settings.at(own.data.with_name("rebuilt"))
    fresh.data.mkdir()
    command = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).backup(sqlite3.connect(sys.argv[2]))"
    subprocess.run([sys.executable, "-c", command, own.data / "journal.db", fresh.data / "journal.db"], check=True)
    with Journal.open(fresh.journal) as journal, TripleStore.open(fresh, writable=True) as store:
        store.catch_up(journal)
        assert verify(store, journal).agrees
        again = [(str(r["s"].value), str(r["p"].value), str(r["o"].value)) for r in store.query(IN_MINE)]
    assert sorted(again) == sorted((row["s"], row["p"], row["o"]) for row in before)


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        ("INSERT DATA { GRAPH <BASE/id/article/x> { <urn:a> <urn:p> 1 } }", 403, "articles"),
        ("INSERT DATA { GRAPH <BASE/id/graph/entities> { <urn:a> <urn:p> 1 } }", 403, "articles"),
        ("INSERT DATA { GRAPH <BASE/id/graph/inferences> { <urn:a> <urn:p> 1 } }", 403, "articles"),
        ("INSERT DATA { GRAPH <https://w3id.org/zhaoshang/ns#> { <urn:a> <urn:p> 1 } }", 403, "ontology"),
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", 403, "articles"),
        ("DELETE WHERE { GRAPH ?g { ?s <https://w3id.org/zhaoshang/ns#led> ?o } }", 403, "articles"),
        ("PREFIX g: <BASE/id/graph/> CLEAR GRAPH g:entities", 403, "articles"),
        ("DROP ALL", 403, "articles"),
        ("CLEAR NAMED", 403, "articles"),
        ("MOVE <BASE/id/graph/entities> TO <urn:mine>", 403, "articles"),
        ("LOAD <file:///etc/passwd>", 403, "LOAD"),
        ("LOAD <http://127.0.0.1:1/x> INTO GRAPH <urn:mine>", 403, "LOAD"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("LOADSILENT <http://127.0.0.1:1/x>", 400, "begins no operation"),
        ("INSERT DATA { <urn:a> <https://w3id.org/zhaoshang/ns#visited> <urn:b> }", 403, "its sentence"),
        ("INSERT { GRAPH <urn:mine> { ?s a ?c } } WHERE { ?s a ?c }", 403, "its sentence"),
        ("COPY <BASE/id/graph/entities> TO <urn:mine>", 403, "its sentence"),
        ("INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:p> } }", 400, "malformed"),
        ("SELECT * { ?s ?p ?o }", 400, "malformed"),
        ("CLEAR GRAPH <urn:none>", 400, "does not exist"),
    ],
)
def test_what_may_not_be_written_is_refused_and_nothing_is(own: Settings, writer: httpx.Client, text: str, status: int, says: str) -> None:
    with Journal.open(own.journal) as journal:
        before = journal.head()
        answer = update(writer, text.replace("BASE", own.base))
        assert answer.status_code == status, answer.text
        assert says in answer.json()["detail"]
        assert journal.head() == before


def test_part_of_an_update_is_never_done(writer: httpx.Client) -> None:
    text = f"INSERT DATA {{ GRAPH <{MINE}x> {{ <urn:a> <urn:p> 1 }} }} ; LOAD <http://127.0.0.1:1/x>"
    assert update(writer, text).status_code == 403
    assert rows(writer, IN_MINE.replace(MINE, f"{MINE}x")) == []


def test_the_default_graph_may_be_written_and_is_part_of_the_union(writer: httpx.Client) -> None:
    assert writer.post("/sparql", data={"update": "INSERT DATA { <urn:d> <urn:p> '默认' }"}).status_code == 204
    assert rows(writer, "SELECT ?o { <urn:d> <urn:p> ?o }") == [{"o": "默认"}]
    assert update(writer, "DELETE WHERE { <urn:d> ?p ?o }").status_code == 204
    assert rows(writer, "SELECT ?o { <urn:d> <urn:p> ?o }") == []


def test_the_request_names_the_dataset_of_an_update(own: Settings, writer: httpx.Client) -> None:
    text = ZS + "INSERT { GRAPH <urn:regions> { ?s a <urn:Region> } } WHERE { ?s zs:partOf ?o }"
    assert update(writer, text, **{"using-graph-uri": f"{own.base}/id/graph/entities"}).headers.get("x-added") is None
    assert int(update(writer, text, **{"using-graph-uri": f"{own.base}/id/graph/regions"}).headers["x-added"]) > 10
    twice = update(writer, text.replace("WHERE", "USING <urn:x> WHERE"), **{"using-graph-uri": "urn:y"})
    assert twice.status_code == 400
    assert update(writer, text, **{"default-graph-uri": "urn:y"}).status_code == 400


def test_one_s_own_default_graph_may_hold_the_ontology_s_words(own: Settings, tmp_path: Path) -> None:
    settings = replace(Settings.at(tmp_path), base=own.base, default_graph="own", rate=0)
    _, secret = KeyRing(settings.data).create("editor", "write")
    for client in serve(settings):
        client.headers["authorization"] = f"Bearer {secret}"
        assert update(client, ZS + "INSERT DATA { <urn:a> a zs:Company ; zs:name 'x' }").status_code == 204
        turtle = ZS + "<urn:b> a zs:Company ."
        answer = client.put("/graphs?graph=urn:mine", content=turtle, headers={"content-type": "text/turtle"})
        assert answer.status_code == 201
