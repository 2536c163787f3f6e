"""What holds for every view: accessible in both themes, restored by its address, clear when something fails, small at first load."""

import gzip
import json
import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from zhaoshang.service.routes.explorer import BUILT

from .conftest import faults

CITY = "/explore?nodes=city/230400&open=city/230400~*~1&sel=city/230400"
PATHS = "/paths?source=city/230400&target=city/330200"
VIEWS = ["/", CITY, "/paths", PATHS, "/map", "/timeline", "/answers?question=firms-visited", "/query", "/review"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_serious_fault(page: Page, axe: str, view: str, theme: str) -> None:
    page.goto(f"{view}{'&' if '?' in view else '?'}theme={theme}")
    page.wait_for_load_state("networkidle")
    assert faults(page, axe) == []


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_wider_than_a_narrow_screen(page: Page, view: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{view}{'&' if '?' in view else '?'}lang=en")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_english_stays_english_over_links(page: Page) -> None:
    page.goto("/?lang=en")
    expect(page.get_by_role("heading", name="The corpus at a glance")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Map").click()
    expect(page.get_by_role("heading", name="Flows between regions").first).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_service_that_went_away_is_said_and_can_be_tried_again(browser: Browser, site: str) -> None:
    page = browser.new_page(base_url=site)
    page.goto("/")
    expect(page.get_by_test_id("latest")).to_be_visible()
    page.route(re.compile("/graph/"), lambda route: route.abort())
    page.get_by_role("navigation").get_by_role("link", name=re.compile("地图|Map")).click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    page.unroute(re.compile("/graph/"))
    alert.get_by_role("button").click()
    expect(page.get_by_test_id("map")).to_be_visible()
    page.close()


def test_the_first_load_is_small() -> None:
    index = BUILT.joinpath("index.html").read_text("utf-8")
    scripts = [BUILT / name for name in re.findall(r"/explorer/(assets/[^\"]+\.js)", index)]
    assert scripts
    assert sum(len(gzip.compress(Path(script).read_bytes())) for script in scripts) < 400_000


def test_what_another_site_sends_is_not_written(client: httpx.Client) -> None:
    before = client.get("/review").json()["waiting"]
    doubt = before[0]["id"]
    answer = client.post("/review", json={"doubt": doubt, "verdict": "refuse"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert client.get("/review").json()["waiting"] == before


@pytest.mark.parametrize(
    "body",
    [{}, {"verdict": "accept"}, {"doubt": "doubt/0", "statement": "statement/0", "verdict": "accept"}, {"doubt": "d", "verdict": "flag"}],
)
def test_a_malformed_decision_is_refused(client: httpx.Client, body: dict[str, str]) -> None:
    assert client.post("/review", json=body).status_code == 422


def test_a_decision_about_what_is_unknown_is_not_found(client: httpx.Client) -> None:
    assert client.post("/review", json={"statement": "statement/0", "verdict": "accept"}).status_code == 404


def test_an_entity_has_a_page_of_sentences_sources_and_linked_data(page: Page, axe: str, client: httpx.Client) -> None:
    official = client.get("/search", params={"q": "陆闻溪", "type": "Official"}).json()["hits"][0]["id"]
    page.goto(f"/entities/{official}")
    expect(page.locator(".lead")).to_contain_text("率领过")
    expect(page.locator(".sources li").first).to_be_visible()
    linked = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert (linked["@type"], linked["name"]) == ("Person", "陆闻溪")
    assert linked["@id"].endswith(f"/id/{official}")
    assert faults(page, axe) == []
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="在图谱中查看").click()
    expect(page.get_by_test_id("selected").get_by_role("heading")).to_have_text("陆闻溪")
