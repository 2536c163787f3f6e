"""The Graph Store Protocol beyond the W3C's suite: what is written there is in the journal, and what may not be is refused."""

from itertools import pairwise

import httpx
import pytest

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from .conftest import rows

TURTLE = {"content-type": "text/turtle"}
NOTE = "@prefix : <http://desk.example/> . :kong :says '空'@zh ; :knows [ :name 'B' ] ."


def test_a_graph_comes_and_goes_and_each_time_the_journal_says_so(own: Settings, writer: httpx.Client) -> None:
    with Journal.open(own.journal) as journal:
        heads = [journal.head()]
        for method, status in (("PUT", 201), ("PUT", 204), ("POST", 204), ("DELETE", 204), ("DELETE", 404)):
            answer = writer.request(method, "/graphs/desk/one", content=NOTE.encode(), headers=TURTLE)
            assert answer.status_code == status, answer.text
            heads.append(journal.head())
            if status == 204 and method == "POST":
                held = rows(writer, f"SELECT ?o {{ GRAPH <{own.base}/graphs/desk/one> {{ ?s <http://desk.example/says> ?o }} }}")
                assert held == [{"o": "空"}]
        assert [later - earlier for earlier, later in pairwise(heads)] == [1, 1, 1, 1, 0]
        assert [d.author for _, d in journal.decisions_after(heads[0], "write")] == ["editor"] * 4


@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"])
def test_every_format_goes_in_and_out(writer: httpx.Client, media: str) -> None:
    assert writer.put("/graphs?graph=urn:in", content=NOTE.encode(), headers=TURTLE).status_code in (201, 204)
    out = writer.get("/graphs?graph=urn:in", headers={"accept": media})
    assert out.headers["content-type"].startswith(media)
    assert writer.put("/graphs?graph=urn:out", content=out.content, headers={"content-type": media}).status_code in (201, 204)
    count = "SELECT (COUNT(*) AS ?n) { GRAPH <urn:out> { ?s ?p ?o } }"
    assert rows(writer, count) == [{"n": "3"}]
    head = writer.head("/graphs?graph=urn:out", headers={"accept": media})
    assert head.status_code == 200 and head.content == b"" and head.headers["content-type"].startswith(media)


def test_articles_graphs_can_be_read_but_not_written(own: Settings, writer: httpx.Client) -> None:
    names = "SELECT DISTINCT ?g { GRAPH ?g { ?a a <https://w3id.org/zhaoshang/ns#Article> } } LIMIT 1"
    article = rows(writer, names)[0]["g"]
    assert "zhaoshang/ns#Article" in writer.get("/graphs", params={"graph": article}, headers={"accept": "application/n-triples"}).text
    for method in ("PUT", "POST", "DELETE"):
        for graph in (article, f"{own.base}/id/graph/inferences", "https://w3id.org/zhaoshang/ns"):
            answer = writer.request(method, "/graphs", params={"graph": graph}, content=NOTE.encode(), headers=TURTLE)
            assert answer.status_code == 403, answer.text


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("PUT", "/graphs?graph=urn:x", {"content-type": "text/plain"}, b"x", 415),
        ("PUT", "/graphs?graph=urn:x", {"content-type": "text/turtle"}, b"<urn:a> <urn:b>", 400),
        ("PUT", "/graphs?graph=urn:x", {"content-type": "text/turtle"}, b"\xff\xfe", 400),
        ("POST", "/graphs?graph=urn:x", {"content-type": "multipart/form-data"}, b"x", 400),
        ("PUT", "/graphs?graph=urn:x&graph=urn:y", {"content-type": "text/turtle"}, b"", 400),
        ("PUT", "/graphs?graph=urn:x&default", {"content-type": "text/turtle"}, b"", 400),
        ("PUT", "/graphs?graph=http://x/%3Cb%3E", {"content-type": "text/turtle"}, b"", 400),
        ("PUT", "/graphs?graph=http://x/%00", {"content-type": "text/turtle"}, b"", 400),
        ("PUT", "/graphs?graph=http://%5B", {"content-type": "text/turtle"}, b"", 400),
        ("PUT", "/graphs/%00%3C%ED%A0%80", {"content-type": "text/plain"}, b"", 415),
        ("GET", "/graphs/%00%20%3Cx%3E", {}, b"", 404),
        ("PUT", "/graphs", {"content-type": "text/turtle"}, b"", 400),
        ("GET", "/graphs", {}, b"", 400),
        ("GET", "/graphs?graph=urn:none", {}, b"", 404),
        ("GET", "/graphs?default", {"accept": "image/png"}, b"", 406),
        ("PATCH", "/graphs?default", {}, b"", 405),
    ],
)
def test_bad_requests_are_told_apart(
    writer: httpx.Client, method: str, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    answer = writer.request(method, path, headers=headers, content=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_writing_needs_a_key_and_reading_does_not(writer: httpx.Client) -> None:
    with httpx.Client(base_url=writer.base_url) as nobody:
        assert nobody.put("/graphs?graph=urn:x", content=b"", headers=TURTLE).status_code == 401
        assert nobody.delete("/graphs?default").status_code == 401
        assert nobody.get("/graphs?default").status_code == 200


def test_entities_of_a_document_type_are_not_blown_up(writer: httpx.Client) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lollollol"> {levels} <!ENTITY f SYSTEM "file:///etc/passwd">]>
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">
      <rdf:Description rdf:about="http://x/a"><x:b>&e8;&f;</x:b></rdf:Description></rdf:RDF>"""
    answer = writer.put("/graphs?graph=urn:bomb", content=bomb.encode(), headers={"content-type": "application/rdf+xml"})
    assert answer.status_code == 400
    assert writer.get("/graphs?graph=urn:bomb").status_code == 404


def test_what_may_be_done_is_told(writer: httpx.Client) -> None:
    for path in ("/graphs", "/graphs/desk", "/sparql"):
        answer = writer.options(path)
        assert answer.status_code == 204 and "POST" in answer.headers["allow"] and answer.headers["accept-post"]


def test_the_ontology_s_own_words_are_refused(own: Settings, writer: httpx.Client) -> None:
    with Journal.open(own.journal) as journal:
        before = journal.head()
        for words in ("<https://w3id.org/zhaoshang/ns#visited> <urn:b>", "a <https://w3id.org/zhaoshang/ns#Visit>"):
            for send in (writer.put, writer.post):
                answer = send("/graphs?graph=urn:words", content=f"<urn:a> {words} .", headers={"content-type": "text/turtle"})
                assert answer.status_code == 403
                assert "its sentence" in answer.json()["detail"]
        assert journal.head() == before
