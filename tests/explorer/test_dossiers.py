"""Dossiers as an archivist uses them: paste one, upload a table, see candidates with reasons, decide by one key, look again."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from .conftest import faults, ingested, serving

LEADER_ID = "official/lu-wen-xi-0343437c"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data folder of this module's own, for decisions about entities are taken in it."""
    return Settings.at(ingested(tmp_path_factory.mktemp("dossiers")))


@pytest.fixture(scope="module")
def site(folder: Settings) -> Iterator[str]:
    yield from serving(folder)


@pytest.fixture(scope="module")
def client(site: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site, timeout=30, headers={"accept": "application/json"}) as client:
        yield client


def put(client: httpx.Client, key: str, **body: Any) -> None:
    client.delete(f"/dossiers/{key}")
    assert client.put(f"/dossiers/{key}", json=body).status_code in (200, 201)


def test_a_pasted_dossier_leads_to_its_candidates(page: Page) -> None:
    page.goto("/dossiers")
    page.get_by_role("button", name="添加档案").click()
    page.get_by_label("粘贴").fill('{"姓名": "陆闻溪", "职务": "市长", "地区": "鹤岗市"}')
    expect(page.get_by_label("按此读取")).to_have_value("json")
    page.get_by_role("button", name="保存并查找候选").click()
    expect(page).to_have_url(re.compile(r"id=dossier/lu-wen-xi-"))
    first = page.get_by_test_id("candidate").first
    expect(first).to_contain_text("职务一致")
    expect(first).to_contain_text("可直接采纳")
    expect(page.get_by_role("heading", name="档案所记")).to_be_visible()


def test_one_key_decides_and_one_takes_it_back(page: Page, client: httpx.Client) -> None:
    put(client, "keys", type="Person", name="陆闻溪", place="鹤岗市")
    page.goto("/dossiers?id=dossier/keys")
    expect(page.get_by_test_id("candidate")).to_have_count(1)
    page.keyboard.press("a")
    expect(page.get_by_role("status").filter(has_text="已记录")).to_contain_text("接受")
    expect(page.get_by_test_id("candidate").first).to_have_attribute("data-verdict", "accept")
    assert client.get("/dossiers/keys").json()["link"]["entity"]["id"] == LEADER_ID
    page.keyboard.press("u")
    expect(page.get_by_role("status").filter(has_text="撤销")).to_be_visible()
    page.keyboard.press("r")
    expect(page.get_by_test_id("candidate").first).to_have_attribute("data-verdict", "refuse")
    assert [it["action"] for it in client.get("/dossiers/keys").json()["history"]] == ["accept", "undo", "refuse"]


def test_two_of_one_name_are_told_apart_by_what_would_decide(page: Page, client: httpx.Client) -> None:
    put(client, "alike", type="Person", name="周立诚")
    page.goto("/dossiers?id=dossier/alike")
    expect(page.get_by_test_id("candidate")).to_have_count(2)
    expect(page.get_by_test_id("decides")).to_contain_text("榆林市")
    page.keyboard.press("j")
    expect(page.get_by_test_id("candidate").nth(1)).to_have_attribute("aria-current", "true")
    address = page.url
    page.goto(address)  # the choice is in the address
    expect(page.get_by_test_id("candidate").nth(1)).to_have_attribute("aria-current", "true")


def test_a_table_is_uploaded_with_progress_and_bad_rows_by_their_lines(page: Page, tmp_path: Path) -> None:
    table = tmp_path / "名单.csv"
    rows = [f"张三{n},局长,鹤岗市" for n in range(120)]
    rows[59] = ",只有职务,"
    table.write_text("\n".join(["姓名,职务,地区", *rows]), "utf-8")
    page.goto("/dossiers?put=1")
    page.get_by_label("或选择文件").set_input_files(str(table))
    expect(page.get_by_label("按此读取")).to_have_value("csv")
    page.get_by_role("button", name="保存并查找候选").click()
    progress = page.get_by_test_id("progress")
    expect(progress).to_contain_text("新增 119，更新 0，未变 0，有误 1", timeout=30_000)
    expect(progress).to_contain_text("第 61 行")
    page.goto("/dossiers?q=张三7")
    expect(page.get_by_test_id("dossiers").get_by_role("row")).to_have_count(12)  # 7, 70 to 79, and the heading


def test_what_changed_after_the_link_is_to_be_looked_at_again(page: Page, client: httpx.Client, folder: Settings) -> None:
    put(client, "again", type="Person", name="陆闻溪", place="鹤岗市")
    client.post("/dossiers/again/decisions", json={"action": "accept", "entity": LEADER_ID})
    with Journal.open(folder.journal) as journal:
        journal.decide("merge", {"entities": [LEADER_ID, "official/another-one-00000000"]}, "editor")
    page.goto("/dossiers?state=again")
    page.get_by_role("link", name="陆闻溪").first.click()
    expect(page.get_by_test_id("changed")).to_contain_text("实体被合并")
    page.get_by_role("button", name=re.compile("仍然是")).click()
    expect(page.get_by_test_id("changed")).to_have_count(0)
    assert client.get("/dossiers/again").json()["state"] == "linked"


def test_what_contradicts_stands_with_its_sentence(page: Page, client: httpx.Client) -> None:
    put(client, "against", type="Person", name="陆闻溪", post="商务局局长", place="广州市")
    client.post("/dossiers/against/decisions", json={"action": "accept", "entity": LEADER_ID})
    page.goto("/dossiers?id=dossier/against&lang=en")
    expect(page.get_by_role("heading", name="What contradicts")).to_be_visible()
    expect(page.get_by_test_id("conflicts").locator("mark").first).to_be_visible()
    page.get_by_role("link", name="Page", exact=True).click()
    expect(page.get_by_role("heading", name="The graph says")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", ["/dossiers", "/dossiers?put=1", "/dossiers?id=dossier/axe", "/dossiers/axe"])
def test_axe_finds_no_serious_fault(page: Page, client: httpx.Client, axe: str, view: str, theme: str) -> None:
    put(client, "axe", type="Person", name="陆闻溪", post="商务局局长", **{"from": "2021"})
    client.post("/dossiers/axe/decisions", json={"action": "accept", "entity": LEADER_ID})
    page.goto(f"{view}{'&' if '?' in view else '?'}theme={theme}")
    page.wait_for_load_state("networkidle")
    assert faults(page, axe) == []


def test_nothing_is_wider_than_a_narrow_screen(page: Page, client: httpx.Client) -> None:
    put(client, "narrow", type="Person", name="周立诚")
    for view in ("/dossiers", "/dossiers?put=1", "/dossiers?id=dossier/narrow"):
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(f"{view}{'&' if '?' in view else '?'}lang=en")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
