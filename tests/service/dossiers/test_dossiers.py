"""Dossiers over a running service with the sample corpus: put, candidates with reasons, decisions, the page, who may."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from zhaoshang.cli.main import cli
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

LEADER, LEADER_ID = "陆闻溪", "official/lu-wen-xi-0343437c"
FIRM, FIRM_ID = "远岫新材料股份有限公司", "company/yuan-xiu-xin-cai-liao-8afb477d"


def put(client: httpx.Client, key: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = client.put(f"/dossiers/{key}", json=body)
    assert answer.status_code in (200, 201), answer.text
    told: dict[str, Any] = answer.json()
    return told


def decide(client: httpx.Client, key: str, action: str, entity: str, **more: str) -> dict[str, Any]:
    answer = client.post(f"/dossiers/{key}/decisions", json={"action": action, "entity": entity, **more})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_candidates_come_with_what_speaks_for_and_against_them(desk: httpx.Client) -> None:
    right = put(desk, "right", {"type": "Person", "name": LEADER, "post": "市长", "place": "鹤岗市"})["candidates"][0]
    assert (right["entity"], right["match"], right["score"]) == (LEADER_ID, True, 100)
    assert {r["feature"]: r["speaks"] for r in right["reasons"]} == {"name_exact": "for", "post": "for", "place": "for"}
    assert "鹤岗市市长" in next(r["zh"] for r in right["reasons"] if r["feature"] == "post")
    wrong = put(desk, "wrong", {"类型": "人物", "姓名": LEADER, "地区": "广州市"})["candidates"][0]
    assert (wrong["match"], wrong["score"] < right["score"]) == (False, True)
    against = next(r for r in wrong["reasons"] if r["speaks"] == "against")
    assert (against["feature"], against["dossier"], against["graph"]) == ("place", ["广州市"], ["鹤岗市"])


def test_two_of_one_name_need_what_tells_them_apart_and_the_answer_says_what(desk: httpx.Client) -> None:
    alike = put(desk, "alike", {"type": "Person", "name": "周立诚"})
    same = [c["entity"] for c in alike["candidates"] if c["name"] == "周立诚"]
    assert len(same) == 2
    assert not any(c["match"] for c in alike["candidates"])
    employer = next(d for d in alike["decides"] if d["field"] == "employer")
    assert sorted(employer["graph"].values()) == [["榆林市"], ["赣州市"]]
    elsewhere = put(desk, "alike", {"type": "Person", "name": "周立诚", "place": "鹤岗市"})  # of both another place is known
    assert {(c["score"], c["match"]) for c in elsewhere["candidates"]} == {(70.0, False)}
    told = put(desk, "alike", {"type": "Person", "name": "周立诚", "employer": "榆林市"})
    assert told["candidates"][0]["score"] > told["candidates"][1]["score"]
    assert told["result"] == "changed"


@pytest.mark.parametrize(("post", "speaks"), [("市长", "for"), ("鹤岗市市长", "for"), ("副市长", "against"), ("黑龙江省鹤岗市市长", "for")])
def test_a_post_is_known_without_its_place_but_a_deputy_is_another(desk: httpx.Client, post: str, speaks: str) -> None:
    told = put(desk, "post", {"type": "Person", "name": LEADER, "post": post})["candidates"][0]
    assert next(r["speaks"] for r in told["reasons"] if r["feature"] == "post") == speaks


def test_an_office_that_both_of_one_name_hold_decides_nothing(desk: httpx.Client) -> None:
    told = put(desk, "office", {"type": "Person", "name": "周立诚", "post": "副市长"})
    assert [(c["score"], c["match"]) for c in told["candidates"]] == [(100, False), (100, False)]


def test_followthemoney_json_is_understood(desk: httpx.Client) -> None:
    firm = {"id": "x", "schema": "Company", "properties": {"name": [FIRM], "jurisdiction": ["cn"], "uscCode": ["914403001922038216"]}}
    told = put(desk, "ftm", firm)
    assert told["form"] == "ftm"
    assert told["fields"] == {"name": [FIRM], "creditCode": ["914403001922038216"]}
    assert told["candidates"][0]["entity"] == FIRM_ID
    person = {"schema": "Person", "properties": {"name": [LEADER], "position": ["鹤岗市市长"], "birthDate": ["1970"]}}
    assert put(desk, "ftm-person", person)["candidates"][0]["entity"] == LEADER_ID


def test_free_text_is_read_for_the_fields_that_it_tells(desk: httpx.Client) -> None:
    text = "年产5万吨负极材料一体化项目由远岫新材料股份有限公司投资建设，位于鹤岗市，已开工建设。"
    answer = desk.post("/dossiers", content=text.encode(), headers={"content-type": "text/plain"}, params={"type": "Project"})
    assert answer.status_code == 201
    told = answer.json()
    assert told["type"] == "Project"
    assert told["fields"]["investor"] == [FIRM]
    assert told["text"] == text
    assert "年产5万吨负极材料一体化" in told["candidates"][0]["name"]
    assert answer.headers["location"] == told["href"]


def test_without_a_reader_text_needs_a_name_beside_it(client: httpx.Client) -> None:
    answer = client.post("/dossiers", content="市长来访。".encode(), headers={"content-type": "text/plain"})
    assert answer.status_code == 503
    assert "zhaoshang serve" in answer.json()["remedy"]


def test_a_decision_is_kept_with_who_when_and_why_and_can_be_undone(desk: httpx.Client, own: Settings) -> None:
    put(desk, "decided", {"type": "Company", "name": "远岫新材料", "alias": "包装"})
    told = decide(desk, "decided", "accept", FIRM_ID, author="编辑甲", note="核对过营业执照")
    assert (told["state"], told["link"]["entity"]["name"]) == ("linked", FIRM)
    assert (told["link"]["by"], told["link"]["note"], told["link"]["at"][:2]) == ("编辑甲", "核对过营业执照", "20")
    other = told["candidates"][1]["entity"]
    assert decide(desk, "decided", "refuse", other)["candidates"][-1]["verdict"] == "refuse"
    again = decide(desk, "decided", "accept", other)  # a dossier is about one thing: the last acceptance counts
    assert again["link"]["entity"]["id"] == other
    back = decide(desk, "decided", "undo", other)
    assert back["link"]["entity"]["id"] == FIRM_ID
    assert decide(desk, "decided", "undo", FIRM_ID)["link"] is None
    assert [h["action"] for h in back["history"]] == ["accept", "refuse", "accept", "undo"]
    with Journal.open(own.journal) as journal:
        kept = [d.body for _, d in journal.decisions_after(0, "dossier") if d.body["dossier"] == "dossier/decided"]
    assert [body["action"] for body in kept] == ["put", "accept", "refuse", "accept", "undo", "undo"]


def test_the_page_shows_the_sentences_beside_the_dossiers_own_and_what_contradicts(desk: httpx.Client) -> None:
    put(desk, "page", {"type": "Person", "name": LEADER, "post": "市委宣传部部长", "place": "广州市", "from": "2021", "to": "2022"})
    told = decide(desk, "page", "accept", LEADER_ID)
    kinds = {(c["field"], c["kind"], c["sure"]) for c in told["conflicts"]}
    assert kinds == {("post", "differs", True), ("place", "differs", True), ("post", "otherwise", False)}
    later = {g for c in told["conflicts"] if c["kind"] == "otherwise" for g in c["graph"]}
    assert "鹤岗市市长" in later
    assert "鹤岗市委书记" not in later  # he became that after the dossier's span
    zh = desk.get("/dossiers/page", headers={"accept": "text/html"})
    assert zh.headers["content-language"] == "zh"
    assert "互相矛盾之处" in zh.text
    assert "<mark>" in zh.text
    en = desk.get("/dossiers/page?lang=en", headers={"accept": "text/html"}).text
    assert "What contradicts" in en
    assert "广州市" in en


def test_a_project_contradicts_by_place_sum_and_stage(desk: httpx.Client) -> None:
    body = {"项目名称": "年产5万吨负极材料一体化项目", "投资方": "昀谷新能源", "金额": "8亿元", "阶段": "在建", "地区": "广州市"}
    found = put(desk, "project", body)
    assert found["fields"]["amount"] == ["800000000"]
    told = decide(desk, "project", "accept", found["candidates"][0]["entity"])
    assert {"investor", "amount", "stage"} <= {c["field"] for c in told["conflicts"]}
    sums = next(c for c in told["conflicts"] if c["field"] == "amount")
    assert sums["graph"] == ["3200000000"]
    assert any("32亿元" in cited["sentence"] for cited in sums["citations"])


def test_the_list_counts_states_and_finds_names(desk: httpx.Client) -> None:
    put(desk, "listed", {"type": "Person", "name": "列表一", "alias": "李四;王五"})
    found = desk.get("/dossiers", params={"q": "王五"}).json()
    assert [(d["id"], d["state"]) for d in found["dossiers"]] == [("dossier/listed", "open")]
    assert desk.get("/dossiers", params={"state": "linked", "q": "王五"}).json()["total"] == 0
    assert desk.delete("/dossiers/listed").status_code == 204
    assert desk.get("/dossiers/listed").status_code == 404


def test_the_same_content_twice_is_one_dossier_and_one_entry(desk: httpx.Client) -> None:
    first, second = (desk.post("/dossiers", json={"type": "Person", "name": "赵同一"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert second.json()["result"] == "unchanged"


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        ("PUT", "/dossiers/a", {"type": "Unicorn", "name": "a"}, 422, "Unicorn"),
        ("PUT", "/dossiers/a", {"type": "Person"}, 422, "name"),
        ("PUT", "/dossiers/a", ["a"], 422, "object"),
        ("PUT", "/dossiers/a", {"name": {"deep": []}}, 422, "name"),
        ("PUT", "/dossiers/a", {"name": "a" * 501}, 422, "501"),
        ("PUT", "/dossiers/%2e%2e", {"name": "a"}, 422, "no name of a dossier"),
        ("PUT", "/dossiers/a b", {"name": "a"}, 422, "no name of a dossier"),
        ("GET", "/dossiers/nothing", None, 404, "dossier/nothing"),
        ("POST", "/dossiers/right/decisions", {"action": "accept", "entity": "official/nobody"}, 404, "official/nobody"),
        ("POST", "/dossiers/right/decisions", {"action": "accept", "entity": "city/230400"}, 422, "City"),
        ("POST", "/dossiers/right/decisions", {"action": "undo", "entity": "official/nobody"}, 422, "Nothing was decided"),
        ("POST", "/dossiers/right/decisions", {"action": "merge", "entity": LEADER_ID}, 422, "action"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(desk: httpx.Client, method: str, path: str, body: Any, status: int, words: str) -> None:
    put(desk, "right", {"type": "Person", "name": LEADER})
    answer = desk.request(method, path, json=body)
    assert answer.status_code == status, answer.text
    assert words in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_dossiers_are_their_keepers_own(desk: httpx.Client, own: Settings, tmp_path: Path) -> None:
    put(desk, "private", {"type": "Person", "name": LEADER})
    env = {"ZHAOSHANG_DATA": str(own.data)}
    made = {
        scope: json.loads(CliRunner().invoke(cli, ["key", "create", f"the {scope}", "--scope", scope, "--json"], env=env).stdout)
        for scope in ("read", "write")
    }
    try:
        assert [desk.get(path).status_code for path in ("/dossiers", "/dossiers/private", "/search?q=a")] == [401, 401, 200]
        assert desk.put("/dossiers/private", json={"name": "a"}).status_code == 401
        reads, writes = ({"authorization": f"Bearer {made[scope]['key']}"} for scope in ("read", "write"))
        assert desk.get("/dossiers/private", headers=reads).status_code == 200
        assert desk.put("/dossiers/private", json={"name": "a"}, headers=reads).status_code == 403
        body = {"action": "accept", "entity": LEADER_ID, "author": "somebody else"}
        told = desk.post("/dossiers/private/decisions", json=body, headers=writes).json()
        assert told["link"]["by"] == "the write"
    finally:
        for one in made.values():
            CliRunner().invoke(cli, ["key", "revoke", one["id"]], env=env, catch_exceptions=False)
    assert desk.get("/dossiers").status_code == 200
    assert desk.get("/dossiers", headers={"sec-fetch-site": "cross-site"}).status_code == 401
