"""What stands on the screen while nothing else can: before an answer comes, when it is late, when it fails, when there is none."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from zhaoshang.stores.settings import Settings

from .conftest import faults, serving, watched

ASKED = {
    "/": "/overview", "/explore?nodes=city/230400": "/graph/among", "/map": "/graph/flows", "/timeline": "/graph/chains",
    "/paths?source=city/230400&target=city/330200": "/graph/paths", "/answers?question=signed-sums": "/questions/signed-sums",
    "/review": "/review",
}  # fmt: skip


def held(page: Page, path: str) -> list[Route]:
    """Requests of this path wait in the list until somebody goes on with them; the page itself comes."""
    waiting: list[Route] = []
    page.route(
        lambda url: url.split("?")[0].endswith(path),
        lambda route: route.fallback() if route.request.resource_type == "document" else waiting.append(route),
    )
    return waiting


@pytest.mark.parametrize("view", ["/", "/map", "/timeline"])
def test_an_answer_that_is_late_is_waited_for_in_words_and_then_shown(page: Page, view: str) -> None:
    waiting = held(page, ASKED[view])
    page.goto(view)
    state = page.get_by_test_id("waiting-state").last
    expect(state).to_contain_text("正在读取")
    expect(state).to_contain_text("仍在读取，数据较多")
    for route in waiting:
        route.continue_()
    page.unroute_all()
    expect(page.get_by_test_id("waiting-state")).to_have_count(0)
    expect(page.locator("main table tbody tr").first).to_be_visible()


def test_while_a_narrower_answer_is_on_its_way_the_last_one_stays_dimmed(page: Page) -> None:
    page.goto("/map")
    expect(page.get_by_test_id("map")).to_be_visible()
    waiting = held(page, "/graph/flows")
    page.get_by_role("button", name="省份").click()
    expect(page.locator(".kept")).to_have_attribute("aria-busy", "true")
    expect(page.get_by_test_id("map")).to_be_visible()
    for route in waiting:
        route.continue_()
    expect(page.locator(".kept")).to_have_attribute("aria-busy", "false")


@pytest.mark.parametrize("view", list(ASKED))
def test_every_view_says_that_the_service_is_away_and_goes_on_when_it_is_back(browser: Browser, site: str, view: str) -> None:
    context = browser.new_context(base_url=site, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    pattern = re.compile(re.escape(ASKED[view]) + r"(\?|$)")
    page.route(pattern, lambda route: route.fallback() if route.request.resource_type == "document" else route.abort())
    page.goto(view)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("连接不上服务")
    page.unroute_all()
    alert.get_by_role("button", name="重试").click()
    expect(alert).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("连接不上")
    context.close()


def test_what_the_service_refuses_is_told_in_its_own_words_with_the_remedy(browser: Browser, site: str) -> None:
    page = browser.new_page(base_url=site, locale="zh-CN")
    page.goto("/timeline?id=city/999999")
    alert = page.get_by_role("alert").first
    expect(alert).to_contain_text("city/999999")
    expect(alert).to_contain_text("/search")
    page.close()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that has read nothing yet."""
    folder: Path = tmp_path_factory.mktemp("bare")
    yield from serving(Settings.at(folder))


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("/", "图谱还是空的"), ("/explore", "检索一个名称"), ("/map", "没有找到"), ("/timeline", "没有符合条件的结果"),
        ("/paths", "选两个名称"), ("/answers?question=signed-sums", "没有符合条件的结果"), ("/review", "没有待复核的内容"),
    ],
)  # fmt: skip
def test_a_graph_without_articles_says_what_to_do_in_every_view(browser: Browser, bare: str, axe: str, view: str, words: str) -> None:
    with watched(browser, bare) as page:
        page.goto(view)
        expect(page.locator("main")).to_contain_text(words)
        assert faults(page, axe) == []
