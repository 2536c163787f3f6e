"""The question box as a person uses it: understood and answered, refused with choices, shared by its address."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from .conftest import faults

FIRMS = "陆闻溪2022年带队走访了哪些企业"


def test_a_question_typed_on_the_first_page_is_answered_with_sentences(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("searchbox", name="用一句话提问")
    box.fill(FIRMS)
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/ask\?q="))
    expect(page.get_by_test_id("understood")).to_contain_text("领队：陆闻溪")
    answer = page.get_by_test_id("answer")
    expect(answer).to_contain_text("缇云纺织")
    answer.get_by_role("button").first.click()
    expect(answer.locator("blockquote").first).to_be_visible()


def test_the_answer_is_also_a_graph_a_map_and_a_query(page: Page) -> None:
    page.goto(f"/ask?q={quote(FIRMS)}")
    expect(page.get_by_test_id("answer")).to_be_visible()
    page.get_by_role("button", name="查询语句").click()
    expect(page.locator("pre").first).to_contain_text("SELECT")
    page.get_by_role("button", name="图谱", exact=True).click()
    expect(page.locator("canvas").first).to_be_visible()
    page.get_by_role("button", name="地图", exact=True).click()
    expect(page.locator("main svg").first).to_be_visible()


def test_a_name_of_several_people_is_a_choice_that_leads_on(page: Page) -> None:
    page.goto(f"/ask?q={quote('周立诚走访过哪些企业')}")
    choices = page.get_by_test_id("refusal").get_by_test_id("choices").get_by_role("link")
    expect(choices).to_have_count(2)
    expect(choices.first).to_contain_text("周立诚（")
    choices.first.click()
    expect(page).to_have_url(re.compile(r"/answers\?.*leader=official"))
    expect(page.get_by_test_id("answer").locator("tbody tr").first).to_be_visible()


def test_what_was_understood_can_be_changed_in_its_form(page: Page) -> None:
    page.goto(f"/ask?q={quote(FIRMS)}")
    page.get_by_role("link", name="修改条件").click()
    expect(page.get_by_role("combobox", name="领队")).to_have_value("陆闻溪")
    expect(page.get_by_role("textbox", name="出访不早于")).to_have_value("2022")


@pytest.mark.parametrize(("question", "words"), [("今天天气怎么样", "超出了图谱能答的范围"), ("孙悟空走访过哪些企业", "没有认出“孙悟空”")])
def test_what_is_not_understood_is_said(page: Page, question: str, words: str) -> None:
    page.goto(f"/ask?q={quote(question)}")
    expect(page.get_by_test_id("refusal")).to_contain_text(words)


def test_without_a_question_there_are_some_to_try_and_each_has_an_answer(page: Page) -> None:
    page.goto("/ask")
    examples = page.locator("main ul.try a")
    expect(examples.first).to_be_visible()
    for place in range(examples.count()):
        page.goto("/ask")
        examples.nth(place).click()
        expect(page.get_by_test_id("answer").locator("tbody tr").first).to_be_visible()


def test_back_leads_to_the_question_before(page: Page) -> None:
    page.goto(f"/ask?q={quote(FIRMS)}")
    box = page.get_by_role("searchbox", name="用一句话提问")
    box.fill("陆闻溪是谁")
    box.press("Enter")
    expect(page.get_by_test_id("understood")).to_contain_text("某人的职务")
    page.go_back()
    expect(page.get_by_test_id("understood")).to_contain_text("走访过的企业")
    expect(box).to_have_value(FIRMS)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_serious_fault(page: Page, axe: str, theme: str) -> None:
    for question in (FIRMS, "周立诚走访过哪些企业"):
        page.goto(f"/ask?theme={theme}&q={quote(question)}")
        expect(page.get_by_test_id("understood").or_(page.get_by_test_id("refusal"))).to_be_visible()
        assert faults(page, axe) == []


def test_in_english_what_was_understood_is_said_in_english(page: Page) -> None:
    page.goto(f"/ask?lang=en&q={quote('Which firms did Lu Wenxi visit in 2022?')}")
    expect(page.get_by_test_id("understood")).to_contain_text("who led: 陆闻溪")
