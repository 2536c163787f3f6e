"""Answers as table, graph and map with their files, and the Cypher editor on the real Neo4j."""

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Neo4jServer

from .conftest import ingested, serving, watched

STARTS = 90_000
"""Milliseconds for the first Cypher query, which puts the whole journal into Neo4j."""


def saved(page: Page, kind: str) -> bytes:
    page.locator("main .pop summary").click()
    with page.expect_download() as download:
        page.locator("main .pop").get_by_role("button", name=f"导出为 {kind}").click()
    return download.value.path().read_bytes()


def test_an_answer_as_a_graph_is_saved_as_graphml_svg_and_png(page: Page) -> None:
    page.goto("/answers?question=biggest-projects&tab=graph")
    expect(page.get_by_test_id("picture")).to_be_visible()
    graph = ElementTree.fromstring(saved(page, "GraphML"))
    assert len(graph.findall(".//{*}node")) > 3
    drawn = ElementTree.fromstring(saved(page, "SVG"))
    assert len(drawn.findall(".//{*}circle")) == len(graph.findall(".//{*}node"))
    assert saved(page, "PNG").startswith(b"\x89PNG")
    assert json.loads(saved(page, "JSON"))["nodes"]


def test_the_map_is_saved_with_its_colours_as_svg_and_png(page: Page) -> None:
    page.goto("/map")
    expect(page.get_by_test_id("map")).to_be_visible()
    drawn = ElementTree.fromstring(saved(page, "SVG"))
    arcs = drawn.findall(".//{*}path")
    assert arcs
    assert all("var(" not in (arc.get("stroke") or "var(") for arc in arcs)
    assert saved(page, "PNG").startswith(b"\x89PNG")


def test_a_sparql_answer_is_drawn_as_a_graph_and_on_the_map(page: Page) -> None:
    text = "PREFIX zs: <https://w3id.org/zhaoshang/ns%23> SELECT ?trip ?place { ?trip zs:toured ?place } LIMIT 8"
    page.goto(f"/query?text={text}")
    page.get_by_role("button", name="执行").click()
    expect(page.get_by_test_id("answer").locator("tbody tr")).to_have_count(8)
    page.get_by_role("button", name="图谱", exact=True).click()
    expect(page.get_by_test_id("picture")).to_be_visible()
    page.get_by_role("button", name="地图", exact=True).click()
    expect(page.get_by_test_id("map").locator("g.arc")).not_to_have_count(0)


@pytest.fixture(scope="module")
def with_neo4j(tmp_path_factory: pytest.TempPathFactory, neo4j_server: Neo4jServer) -> Iterator[str]:
    """The address of a service over the sample corpus whose property graph is the real Neo4j."""
    neo4j_server.wipe()
    yield from serving(neo4j_server.settings(ingested(tmp_path_factory.mktemp("cypher"))))


@pytest.mark.neo4j
def test_the_cypher_editor_colours_completes_answers_draws_and_remembers(browser: Browser, with_neo4j: str) -> None:
    with watched(browser, with_neo4j) as page:
        page.goto("/query?kind=cypher")
        content = page.get_by_test_id("editor").locator(".cm-content")
        content.click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text("MATCH (t")
        page.keyboard.type(":Deleg")
        page.locator(".cm-tooltip-autocomplete li").filter(has_text="Delegation").first.click()
        page.keyboard.insert_text(")-[:TOURED]->(c:City) RETURN t.id AS trip, c.id AS city, c.name AS name LIMIT 5")
        colours = content.evaluate("(box) => new Set([...box.querySelectorAll('span')].map((it) => getComputedStyle(it).color)).size")
        assert colours > 2
        page.keyboard.press("Control+Enter")
        expect(page.get_by_test_id("answer").locator("tbody tr")).to_have_count(5, timeout=STARTS)
        page.get_by_role("button", name="图谱", exact=True).click()
        expect(page.get_by_test_id("picture")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("button", name="导出为 CSV").click()
        assert download.value.path().read_text("utf-8").splitlines()[0] == "trip,city,name"
        page.reload()
        page.get_by_text("历史").click()
        expect(page.get_by_role("link", name=re.compile("TOURED"))).to_be_visible()


@pytest.mark.neo4j
def test_a_cypher_query_that_would_write_or_is_wrong_is_refused_in_words(browser: Browser, with_neo4j: str) -> None:
    page = browser.new_page(base_url=with_neo4j, locale="zh-CN")
    for text in ("CREATE (n) RETURN n", "MATCH (n RETURN n"):
        page.goto(f"/query?kind=cypher&text={text}")
        page.get_by_role("button", name="执行").click()
        expect(page.get_by_role("alert")).not_to_be_empty(timeout=STARTS)
        expect(page.get_by_role("alert")).not_to_contain_text("连接不上")
    page.close()
