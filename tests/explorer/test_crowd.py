"""The explorer on a graph of 50,000 nodes: what is done on a small one is done here, and a hub's thousands come when asked for."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from .conftest import serving, watched
from .generated import HUB, IN_HUB, fill

CITY = f"city/{HUB[1]}"
LONG = 60_000
"""Milliseconds for what reads thousands of relations for the first time."""


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over the generated graph."""
    settings = Settings.at(tmp_path_factory.mktemp("crowd"))
    with Journal.open(settings.journal) as journal:
        fill(journal)
    yield from serving(settings)


@pytest.fixture
def page(browser: Browser, crowd: str) -> Iterator[Page]:
    with watched(browser, crowd) as page:
        page.set_default_timeout(LONG)
        yield page


@pytest.fixture(scope="module")
def client(crowd: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=crowd, timeout=60, headers={"accept": "application/json"}) as client:
        yield client


def rows(page: Page) -> Locator:
    return page.get_by_test_id("node-list").get_by_role("option")


def test_there_are_50_000_nodes_and_a_hub(client: httpx.Client) -> None:
    counts = client.get("/overview").json()["counts"]
    assert sum(counts.values()) > 50_000
    assert client.get("/graph/neighbours", params={"id": CITY, "limit": 1}).json()["counts"]["Company"] == IN_HUB


def test_a_name_is_found_among_all_by_pinyin_with_its_counts_by_type(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("lantuoxincailiao")
    expect(page.get_by_role("option").first).to_contain_text("澜拓新材料有限公司", timeout=LONG)
    expect(page.locator("header .menu .counts")).to_contain_text("企业")


def test_a_hub_is_expanded_by_type_page_by_page_and_then_whole(page: Page, client: httpx.Client) -> None:
    page.goto(f"/explore?nodes={CITY}&sel={CITY}")
    counts = client.get("/graph/neighbours", params={"id": CITY, "limit": 1}).json()["counts"]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/graph/neighbours" in request.url else None)
    page.get_by_role("button", name=f"展开: 企业 {counts['Company']}").click(timeout=LONG)
    expect(rows(page)).to_have_count(41, timeout=LONG)
    page.get_by_role("button", name="再显示 40 个").click()
    expect(rows(page)).to_have_count(81, timeout=LONG)
    before = len(asked)
    page.get_by_role("button", name=re.compile("^显示全部")).click()
    expect(page.get_by_test_id("shown")).to_contain_text("10,501", timeout=LONG)
    assert len(asked) == before + 1, "all of them are one request"
    expect(page.locator("section.canvas")).to_have_attribute("data-settled", "true", timeout=2 * LONG)
    page.get_by_role("button", name="撤销").click()
    expect(rows(page)).to_have_count(81, timeout=LONG)


def test_hubs_are_hidden_and_the_rest_is_filtered(page: Page, client: httpx.Client) -> None:
    trip = client.get("/graph/neighbours", params={"id": "city/230400", "type": "Delegation", "limit": 1}).json()["nodes"][0]["id"]
    page.goto(f"/explore?nodes={trip}&open=city/230400~*~2")
    expect(rows(page).filter(has_text="鹤岗市").first).to_be_visible(timeout=LONG)
    full = rows(page).count()
    page.get_by_text("筛选").click()
    page.get_by_label("已发生").uncheck()
    expect(rows(page)).not_to_have_count(full, timeout=LONG)
    page.get_by_label("已发生").check()
    page.get_by_label("隐藏枢纽").check()
    expect(page).to_have_url(re.compile("hubs=0"))


def test_an_official_and_a_firm_are_linked_by_paths_that_time_can_narrow(page: Page, client: httpx.Client) -> None:
    chain = client.get("/graph/chains", params={"limit": 1}).json()["chains"][0]
    leader, firm = chain["leaders"][0], chain["firm"]
    page.goto(f"/paths?source={leader['id']}&source_name={leader['name']}&target={firm['id']}&target_name={firm['name']}")
    expect(page.get_by_test_id("paths").locator("li").first).to_contain_text(firm["name"], timeout=LONG)
    page.goto(f"{page.url}&until=2017-12")
    expect(page.locator("main")).to_contain_text("没有找到关联", timeout=LONG)


def test_the_map_and_the_timeline_hold_a_thousand_trips(page: Page, client: httpx.Client) -> None:
    page.goto("/map")
    expect(page.get_by_test_id("map").locator("g.arc")).not_to_have_count(0, timeout=LONG)
    page.goto("/timeline")
    expect(page.get_by_test_id("lanes").locator("tbody tr")).to_have_count(200, timeout=LONG)
    whole = client.get("/graph/chains", params={"limit": 1}).json()
    assert sum(whole["months"].values()) == whole["total"] > 2_000
    year = client.get("/graph/chains", params={"limit": 1, "since": "2020", "until": "2020"}).json()
    assert year["total"] == sum(n for month, n in whole["months"].items() if month.startswith("2020"))
