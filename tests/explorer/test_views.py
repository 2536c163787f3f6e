"""Each view as a person uses it: search, expand, evidence, paths, map, timeline, questions, queries, review."""

import json
import re
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page, expect


def find(client: httpx.Client, name: str, type_: str) -> str:
    return str(client.get("/search", params={"q": name, "type": type_}).json()["hits"][0]["id"])


def opened(page: Page, client: httpx.Client, name: str = "鹤岗", type_: str = "City") -> str:
    entity = find(client, name, type_)
    page.goto(f"/explore?nodes={quote(entity)}&open={quote(entity)}~*~1&sel={quote(entity)}")
    expect(page.get_by_test_id("selected").get_by_role("heading")).to_contain_text(name)
    expect(rows(page).nth(1)).to_be_visible()
    return entity


def rows(page: Page):  # type: ignore[no-untyped-def]
    return page.get_by_test_id("node-list").get_by_role("option")


def test_the_start_shows_the_corpus_its_latest_trips_and_questions_to_try(page: Page, client: httpx.Client) -> None:
    page.goto("/")
    figures = page.get_by_role("region", name="图谱一览")
    expect(figures).to_contain_text(str(client.get("/overview").json()["articles"]))
    assert page.get_by_test_id("latest").locator("tbody tr").count() > 5
    page.get_by_test_id("try").get_by_role("link").first.click()
    expect(page.get_by_test_id("answer").locator("tbody tr").first).to_be_visible()


@pytest.mark.parametrize(("typed", "meant"), [("鹤岗", "鹤岗市"), ("hegang", "鹤岗市"), ("hgs", "鹤岗市")])
def test_a_name_typed_in_chinese_pinyin_or_initials_is_suggested(page: Page, typed: str, meant: str) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type(typed)
    suggestion = page.get_by_role("option").filter(has_text=re.compile(f"^{meant}")).first
    expect(suggestion).to_contain_text("城市")
    suggestion.click()
    expect(page).to_have_url(re.compile("/explore"))
    expect(page.get_by_test_id("selected").get_by_role("heading")).to_have_text(meant)


def test_the_first_suggestion_is_taken_by_enter_and_nothing_found_is_said(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="检索")
    box.fill("不存在的名字")
    expect(page.get_by_text("没有找到")).to_be_visible()
    box.fill("陆闻溪")
    expect(page.get_by_role("option").first).to_contain_text("陆闻溪")
    box.press("Enter")
    expect(page.get_by_test_id("selected").get_by_role("heading")).to_have_text("陆闻溪")


def test_an_entity_expands_by_type_in_one_request_and_back_undoes_it(page: Page, client: httpx.Client) -> None:
    city = find(client, "鹤岗", "City")
    page.goto(f"/explore?nodes={quote(city)}&sel={quote(city)}")
    counts = client.get("/graph/neighbours", params={"id": city, "limit": 1}).json()["counts"]
    chip = page.get_by_role("button", name=f"展开: 团组 {counts['Delegation']}")
    expect(rows(page)).to_have_count(1)
    expect(chip).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "neighbours" in request.url else None)
    chip.click()
    expect(rows(page)).to_have_count(1 + counts["Delegation"])
    assert len(asked) == 1
    page.get_by_role("button", name="撤销").click()
    expect(rows(page)).to_have_count(1)
    page.get_by_role("button", name="重做").click()
    expect(rows(page)).to_have_count(1 + counts["Delegation"])


def test_the_list_is_worked_by_keys_alone(page: Page, client: httpx.Client) -> None:
    opened(page, client)
    before = rows(page).count()
    page.get_by_test_id("node-list").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    second = rows(page).nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    gone = second.inner_text()
    page.keyboard.press("Delete")
    expect(rows(page)).to_have_count(before - 1)
    assert gone not in rows(page).all_inner_texts()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"open=[^&]*,"))
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("selected")).to_have_count(0)


def test_types_status_and_time_are_filtered_and_a_shared_address_shows_the_same(page: Page, client: httpx.Client) -> None:
    opened(page, client)
    page.get_by_role("group", name="类型").get_by_role("button", name=re.compile("^职务")).click()
    expect(rows(page).filter(has_text="职务")).to_have_count(0)
    page.get_by_text("筛选").click()
    brush = page.get_by_test_id("brush").locator("svg")
    box = brush.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.98, box["y"] + 20, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("since="))
    shown = rows(page).all_inner_texts()
    page.goto(page.url)
    expect(rows(page)).to_have_count(len(shown))
    assert rows(page).all_inner_texts() == shown


def test_a_relation_shows_its_sentence_with_the_words_marked_and_can_be_called_wrong(page: Page, client: httpx.Client) -> None:
    opened(page, client, "陆闻溪", "Official")
    page.get_by_test_id("selected").get_by_role("button", name=re.compile("带队 →")).first.click()
    evidence = page.get_by_test_id("evidence")
    expect(evidence.locator("mark").first).to_contain_text("陆闻溪")
    expect(evidence).to_contain_text("置信度")
    evidence.get_by_role("button", name="这条不对").first.click()
    page.keyboard.type("领队另有其人")
    page.keyboard.press("Enter")
    expect(evidence.get_by_text("已送交复核")).to_be_visible()
    page.goto("/review")
    flagged = page.get_by_test_id("waiting").first
    expect(flagged).to_contain_text("领队另有其人")
    expect(flagged).to_contain_text("陆闻溪")
    before = len(client.get("/review").json()["waiting"])
    page.keyboard.press("c")
    page.get_by_label("应当是").press("Escape")
    page.keyboard.press("a")
    expect(page.get_by_text("已记录：属实")).to_be_visible()
    assert len(client.get("/review").json()["waiting"]) == before - 1
    page.keyboard.press("u")
    expect(flagged).to_contain_text("领队另有其人")


def test_a_path_from_an_official_to_a_firm_shows_evidence_on_its_steps(page: Page, client: httpx.Client) -> None:
    row = client.get("/questions/firms-visited", params={"leader": "陆闻溪"}).json()["rows"][0]
    page.goto("/paths")
    for label, name in (("从", "陆闻溪"), ("到", row["firm"])):
        page.get_by_role("combobox", name=label, exact=True).fill(name)
        page.get_by_role("option").filter(has_text=name).first.click()
    first = page.get_by_test_id("paths").locator("li").first
    expect(first).to_contain_text(row["firm"])
    first.get_by_title("原文").first.click()
    expect(first.locator("blockquote mark").first).to_be_visible()


def test_the_map_draws_an_arc_for_each_flow_and_picks_one(page: Page, client: httpx.Client) -> None:
    flows = client.get("/graph/flows").json()
    drawn = [f for f in flows if f["source"]["latitude"] is not None and f["target"]["latitude"] is not None]
    page.goto("/map")
    arcs = page.get_by_test_id("map").locator("g.arc")
    expect(arcs).to_have_count(len(drawn))
    arcs.first.locator("path.reach").dispatch_event("click")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("button", name="省份").click()
    expect(arcs).not_to_have_count(0)


def test_the_timeline_says_what_became_of_a_visit(page: Page, client: httpx.Client) -> None:
    chains = client.get("/graph/chains").json()["chains"]
    chain = next(c for c in chains if c["outcomes"] and c["outcomes"][0]["projects"])
    page.goto("/timeline?only=1")
    lane = page.get_by_test_id("lanes").locator("tr").filter(has_text=chain["firm"]["name"]).filter(has_text=chain["trip"]["date"])
    expect(lane).to_contain_text(chain["outcomes"][0]["signing"]["date"])
    expect(lane).to_contain_text(chain["outcomes"][0]["projects"][0]["name"])
    lane.get_by_role("button", name="原文").click()
    expect(page.locator("blockquote mark").first).to_be_visible()


def test_chains_agree_with_the_named_question_on_the_outcomes_of_visits(client: httpx.Client) -> None:
    asked = client.get("/questions/outcomes-of-visits", params={"months": 24}).json()["rows"]
    named = {(r["delegation_id"], r["firm_id"], r["signing_id"]) for r in asked if r["signing_id"]}
    chains = client.get("/graph/chains", params={"limit": 1000}).json()["chains"]
    found = {(c["trip"]["id"], c["firm"]["id"], o["signing"]["id"]) for c in chains for o in c["outcomes"]}
    assert named
    assert {key for key in found if key[1].startswith("company/")} == named


def test_a_question_is_answered_as_table_graph_map_and_query(page: Page, client: httpx.Client) -> None:
    expected = client.get("/questions/firms-visited", params={"leader": "陆闻溪"}).json()
    page.goto("/answers?question=firms-visited")
    page.get_by_role("combobox", name=re.compile("^领队")).fill("luwenxi")
    page.get_by_role("option").filter(has_text="陆闻溪").first.click()
    expect(page.get_by_test_id("answer").locator("tbody tr")).to_have_count(len(expected["rows"]))
    page.get_by_role("button", name=re.compile("^看原文")).first.click()
    expect(page.locator("blockquote mark").first).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="导出为 CSV").click()
    assert len(saved.value.path().read_text("utf-8").splitlines()) == len(expected["rows"]) + 1
    page.get_by_role("button", name="图谱", exact=True).click()
    expect(page.get_by_test_id("picture")).to_be_visible()
    page.get_by_role("button", name="地图", exact=True).click()
    expect(page.get_by_test_id("map").locator("g.arc")).not_to_have_count(0)
    page.get_by_role("button", name="查询语句").click()
    page.get_by_role("link", name="在编辑器中打开").first.click()
    expect(page.get_by_test_id("editor").locator(".cm-content")).to_contain_text("SELECT")


def test_the_sparql_editor_completes_from_the_ontology_answers_and_remembers(page: Page) -> None:
    page.goto("/query")
    content = page.get_by_test_id("editor").locator(".cm-content")
    content.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("PREFIX zs: <https://w3id.org/zhaoshang/ns#> SELECT ?name { ?trip a zs:Delegation ; ")
    page.keyboard.type("zs:nam")
    page.locator(".cm-tooltip-autocomplete li").filter(has_text="zs:name").first.click()
    page.keyboard.insert_text(" ?name } LIMIT 3")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("answer").locator("tbody tr")).to_have_count(3)
    page.reload()
    page.get_by_text("历史").click()
    expect(page.get_by_role("link", name=re.compile("LIMIT 3"))).to_be_visible()


@pytest.mark.parametrize(("kind", "holds"), [("GraphML", "<graphml"), ("SVG", "<svg"), ("JSON", "edges"), ("PNG", "PNG")])
def test_the_graph_is_exported(page: Page, client: httpx.Client, kind: str, holds: str) -> None:
    opened(page, client)
    page.get_by_text("导出", exact=True).click()
    with page.expect_download() as saved:
        page.get_by_role("button", name=f"导出为 {kind}").click()
    data = saved.value.path().read_bytes()
    assert holds.encode() in data[:400] or (kind == "JSON" and holds in json.loads(data))
