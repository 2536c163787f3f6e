"""All through by keys alone, with names that a screen reader says; and on paper."""

import re

from playwright.sync_api import Page, expect

CITY = "city/230400"


def press(page: Page, key: str, until: str, most: int = 60) -> None:
    """The key again and again, until what has the focus matches the selector."""
    for _ in range(most):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", until):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never reached {until}")


def test_from_the_search_to_the_sentence_and_the_review_by_keys_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("luwenxi")
    expect(page.get_by_role("option").first).to_contain_text("陆闻溪")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("selected").get_by_role("heading")).to_have_text("陆闻溪")
    expect(page.get_by_test_id("node-list").get_by_role("option").nth(2)).to_be_visible()
    press(page, "Tab", ".relations button")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("evidence").locator("mark").first).to_be_visible()
    press(page, "Tab", "[data-testid=node-list]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="取消固定")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("selected")).to_have_count(0)


def test_the_first_tab_stop_leads_to_the_content_and_every_view_is_reached(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for name, path in (("关联", "/paths"), ("地图", "/map"), ("时间线", "/timeline"), ("查询", "/query"), ("复核", "/review")):
        page.get_by_role("navigation").get_by_role("link", name=name, exact=True).focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(path))
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        expect(page).to_have_title(re.compile(name))


def test_a_span_of_time_is_chosen_by_arrow_keys(page: Page) -> None:
    page.goto("/map")
    handle = page.get_by_role("slider", name="从")
    handle.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"since=\d{4}-\d\d"))


def test_on_paper_there_are_answers_and_no_controls(page: Page) -> None:
    page.goto("/timeline?only=1")
    expect(page.get_by_test_id("lanes")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_test_id("lanes")).to_be_visible()
    expect(page.locator("main button").first).to_be_hidden()
    page.goto(f"/explore?nodes={CITY}&open={CITY}~*~1&sel={CITY}")
    expect(page.get_by_test_id("node-list").get_by_role("option").nth(2)).to_be_visible()
    expect(page.locator(".tools")).to_be_hidden()
