"""An entity in every form that a client may ask for, each fact with its sentence."""

import httpx
import pytest
from rdflib import Graph, URIRef

NS = "https://w3id.org/zhaoshang/ns#"


@pytest.fixture(scope="module")
def leader(client: httpx.Client) -> str:
    """The graph id of the official who leads four trips in the sample corpus."""
    return str(client.get("/search", params={"q": "陆闻溪", "type": "Official"}).json()["hits"][0]["id"])


def test_every_fact_comes_with_the_words_marked_in_their_sentence(client: httpx.Client, leader: str) -> None:
    it = client.get(f"/entities/{leader}").json()
    led = [fact for fact in it["facts"] if fact["predicate"] == "led"]
    assert len(led) >= 3
    for fact in led:
        assert fact["other"]["type"] == "Delegation"
        for citation in fact["citations"]:
            assert citation["article"]["title"]
            assert all(citation["sentence"][low:high] for low, high in citation["marks"])
        assert any("陆闻溪" in c["sentence"] or "陆" in c["sentence"] for c in fact["citations"])


FORMS = {"text/turtle": "turtle", "application/n-triples": "nt", "application/ld+json": "json-ld", "application/rdf+xml": "xml"}


@pytest.mark.parametrize(("media", "form"), FORMS.items())
def test_rdf_in_four_forms_says_the_same(client: httpx.Client, leader: str, media: str, form: str) -> None:
    answer = client.get(f"/entities/{leader}", headers={"accept": media})
    assert answer.headers["content-type"].startswith(media)
    graph = Graph().parse(data=answer.text, format=form)
    node = URIRef(f"https://zhaoshang.example/id/{leader}")
    assert len(set(graph.objects(node, URIRef(NS + "led")))) >= 3


def test_a_browser_gets_a_page_and_the_identifier_leads_to_it(client: httpx.Client, leader: str) -> None:
    answer = client.get(f"/id/{leader}", headers={"accept": "text/html"}, follow_redirects=True)
    assert answer.history[0].status_code == 303
    assert "陆闻溪" in answer.text
    assert "<mark>" in answer.text
    assert 'lang="zh-CN"' in answer.text
    assert 'lang="en"' in client.get(f"/entities/{leader}?lang=en", headers={"accept": "text/html"}).text


def test_an_unknown_entity_is_a_problem_that_says_what_to_do(client: httpx.Client) -> None:
    answer = client.get("/entities/official/nobody-00000000")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "/search" in answer.json()["remedy"]


def test_a_media_type_that_cannot_be_had_is_refused_with_those_that_can(client: httpx.Client, leader: str) -> None:
    answer = client.get(f"/entities/{leader}", headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["detail"]


def test_search_finds_by_pinyin_and_counts_types(client: httpx.Client) -> None:
    found = client.get("/search", params={"q": "hegang"}).json()
    assert found["hits"][0]["name"].startswith("鹤岗")
    assert found["types"].get("City") == 1
    assert found["total"] >= len(found["hits"])


def test_pages_load_nothing_from_elsewhere(client: httpx.Client) -> None:
    for path in ("/questions", "/search?q=鹤岗", "/docs"):
        answer = client.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 200
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert 'src="http' not in answer.text
        assert "<script>" not in answer.text
