"""Where every line comes from: the sentence in its paragraph, the rest of its article, what readers said of it; and its pages."""

import json
import re
import time

import httpx
import pytest
from playwright.sync_api import Page, expect

CITY = "city/230400"


def opened(page: Page, client: httpx.Client) -> dict[str, str]:
    """A trip of a city with a relation of it whose sentence is a part of its paragraph: opened, and what it says."""
    for trip in client.get("/graph/neighbours", params={"id": CITY, "type": "Delegation"}).json()["nodes"]:
        edges = client.get("/graph/neighbours", params={"id": trip["id"], "limit": 200}).json()["edges"]
        for said in client.get("/evidence", params={"statement": [edge["statements"][0] for edge in edges]}).json():
            for cited in said["citations"]:
                if len(cited["sentence"]) < len(cited["paragraph"]):
                    page.goto(f"/explore?nodes={trip['id']}&open={trip['id']}~*~1&sel={trip['id']}&edge={said['id']}")
                    return {
                        "statement": said["id"],
                        "article": cited["article"]["id"],
                        "sentence": cited["sentence"],
                        "paragraph": cited["paragraph"],
                    }
    raise AssertionError("no trip of the sample has a paragraph of two sentences")


def test_the_sentence_stands_marked_in_its_whole_paragraph_with_source_confidence_and_rule(page: Page, client: httpx.Client) -> None:
    said = opened(page, client)
    paragraph = page.get_by_test_id("evidence").locator(".paragraph").first
    expect(paragraph).to_have_text(said["paragraph"])
    expect(paragraph.locator(".sentence")).to_have_text(said["sentence"])
    assert len(said["sentence"]) < len(said["paragraph"])
    expect(paragraph.locator("mark").first).to_be_visible()
    footer = page.get_by_test_id("evidence").locator("blockquote footer").first
    expect(footer).to_contain_text(re.compile(r"置信度 0\.\d\d"))
    expect(footer.locator("code")).not_to_be_empty()
    expect(footer.get_by_role("link", name=re.compile("原文链接"))).to_have_attribute("href", re.compile("^http"))


def test_every_other_fact_of_the_article_is_listed_with_its_own_words(page: Page, client: httpx.Client) -> None:
    said = opened(page, client)
    total = client.get("/evidence/facts", params={"article": said["article"]}).json()["total"]
    page.get_by_test_id("evidence").get_by_text("同一篇报道中的其他事实").click()
    listed = page.get_by_test_id("facts").get_by_role("listitem")
    expect(listed).to_have_count(total - 1)
    listed.last.get_by_role("button", name="原文").click()
    expect(listed.last.locator("mark").first).to_be_visible()


def test_a_relation_that_a_reader_called_wrong_is_shown_as_flagged_until_it_is_reviewed(page: Page, client: httpx.Client) -> None:
    said = opened(page, client)
    client.post("/review", json={"statement": said["statement"], "verdict": "flag", "note": "日期有误"}).raise_for_status()
    page.reload()
    expect(page.get_by_test_id("evidence").get_by_role("note")).to_contain_text("读者认为不对，等待复核：日期有误")
    expect(page.get_by_test_id("selected").locator(".tag.flag").first).to_be_visible()
    client.post("/review", json={"statement": said["statement"], "verdict": "accept"}).raise_for_status()
    page.reload()
    expect(page.get_by_test_id("evidence").get_by_role("note")).to_contain_text("复核：属实")
    expect(page.get_by_test_id("selected").locator(".tag.flag")).to_have_count(0)


def test_what_a_reviewer_refuses_leaves_the_graph_and_comes_back_when_that_is_taken_back(page: Page, client: httpx.Client) -> None:
    said = opened(page, client)
    client.post("/review", json={"statement": said["statement"], "verdict": "flag", "note": "查无此事"}).raise_for_status()
    address = page.url
    page.goto("/review")
    expect(page.get_by_test_id("waiting").first).to_contain_text("查无此事")
    page.keyboard.press("r")
    expect(page.get_by_text("已记录：不对")).to_be_visible()
    stands(client, said["statement"], False)
    page.goto(address)
    expect(page.get_by_test_id("evidence")).to_contain_text("这条信息已不在图谱中")
    client.post("/review", json={"statement": said["statement"], "verdict": "undo"}).raise_for_status()
    stands(client, said["statement"], True)
    page.reload()
    expect(page.get_by_test_id("evidence").locator("mark").first).to_be_visible()
    client.post("/review", json={"statement": said["statement"], "verdict": "accept"}).raise_for_status()


def stands(client: httpx.Client, statement: str, wanted: bool) -> None:
    """Wait until the graph has followed the journal."""
    for _ in range(200):
        if bool(client.get("/evidence", params={"statement": statement}).json()) == wanted:
            return
        time.sleep(0.1)
    raise AssertionError(f"{statement} {'does not come back' if wanted else 'stays'}")


def test_doubts_of_the_reading_are_told_in_the_readers_language(page: Page) -> None:
    page.goto("/review")
    waiting = page.get_by_test_id("waiting")
    expect(waiting.filter(has_text="把握不足，未写入图谱").first).to_be_visible()
    expect(waiting.filter(has_text="not sure enough")).to_have_count(0)
    page.goto("/review?lang=en")
    expect(waiting.filter(has_text="not sure enough for the graph").first).to_be_visible()


def test_paths_keep_to_a_span_of_time_and_away_from_classes(page: Page, client: httpx.Client) -> None:
    row = client.get("/questions/firms-visited", params={"leader": "陆闻溪"}).json()["rows"][0]
    ends = {
        "source": row.get("leader_id") or client.get("/search", params={"q": "陆闻溪"}).json()["hits"][0]["id"],
        "target": row["firm_id"],
    }
    page.goto(f"/paths?source={ends['source']}&target={ends['target']}")
    found = page.get_by_test_id("paths").get_by_role("listitem")
    expect(found.first).to_contain_text("团组")
    before = found.count()
    page.get_by_role("button", name="团组", exact=True).click()
    expect(page).to_have_url(re.compile("without=Delegation"))
    expect(page.get_by_test_id("paths").locator(".dot.group")).to_have_count(0)
    page.get_by_role("button", name="团组", exact=True).click()
    expect(found).to_have_count(before)
    page.goto(f"{page.url}&until=1999")
    expect(page.locator("main")).to_contain_text(re.compile("没有找到关联|步"))
    dated = page.get_by_test_id("paths").locator("button.edge").filter(has_text=re.compile(r"20\d\d"))
    expect(dated).to_have_count(0)


def test_an_article_has_a_page_with_its_marked_text_what_it_says_and_linked_data(page: Page, client: httpx.Client) -> None:
    said = opened(page, client)
    page.goto(f"/entities/{said['article']}")
    expect(page.locator(".card p", has_text=said["sentence"]).locator("mark").first).to_be_visible()
    expect(page.get_by_role("heading", name="这篇报道说了什么")).to_be_visible()
    linked = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert linked["@type"] == "NewsArticle"
    assert linked["@id"].endswith(said["article"])


@pytest.mark.parametrize(
    ("name", "type_", "schema"),
    [("材料", "Company", "Organization"), ("鹤岗", "City", "AdministrativeArea"), ("项目", "Project", "Project")],
)
def test_each_kind_of_page_says_in_sentences_and_linked_data_what_it_is_about(
    page: Page, client: httpx.Client, name: str, type_: str, schema: str
) -> None:
    entity = client.get("/search", params={"q": name, "type": type_, "limit": 1}).json()["hits"][0]["id"]
    page.goto(f"/entities/{entity}")
    expect(page.locator(".lead p").first).to_be_visible()
    assert json.loads(page.locator("script[type='application/ld+json']").inner_text())["@type"] == schema


def test_a_correction_sends_what_it_should_say_apart_from_the_remark(page: Page, client: httpx.Client) -> None:
    """Without ``value`` the service would take the statement out."""
    said = opened(page, client)
    client.post("/review", json={"statement": said["statement"], "verdict": "flag", "note": "写错了"}).raise_for_status()
    page.goto("/review")
    expect(page.get_by_test_id("waiting").first).to_contain_text("写错了")
    page.get_by_test_id("waiting").first.get_by_role("button", name="需更正").click()
    page.get_by_label("应当是").fill("青禾智能")
    page.get_by_label("备注").fill("见第二段")
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/review")) as sent:
        page.get_by_role("button", name="送交").click()
    asked = sent.value.post_data_json
    assert (asked["statement"], asked["verdict"]) == (said["statement"], "correct")
    assert (asked["value"], asked["note"]) == ("青禾智能", "见第二段")
    expect(page.get_by_text("已记录：需更正")).to_be_visible()
    stands(client, said["statement"], False)
    page.keyboard.press("u")
    stands(client, said["statement"], True)
    client.post("/review", json={"statement": said["statement"], "verdict": "accept"}).raise_for_status()
