"""Many dossiers at once: a thousand rows with progress, tables as spreadsheets save them, bad rows by their lines."""

import json
from typing import Any

import httpx
import pytest

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

LEADER_ID, FIRM_ID = "official/lu-wen-xi-0343437c", "company/yuan-xiu-xin-cai-liao-8afb477d"


def send(client: httpx.Client, body: str | bytes, media: str = "text/csv", **query: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows' objects and the last one."""
    answer = client.post("/dossiers/bulk", content=body, headers={"content-type": media}, params=query)
    assert answer.status_code == 200, answer.text
    told = [json.loads(line) for line in answer.text.splitlines()]
    return told[:-1], told[-1]


def test_a_thousand_rows_are_kept_and_told_one_by_one(desk: httpx.Client, own: Settings) -> None:
    names = ["陆闻溪", "远岫新材料股份有限公司"]
    lines = [
        json.dumps({"id": f"thousand-{n}", "type": ("Person", "Company")[n % 2], "name": names[n % 2], "note": str(n)}) for n in range(1000)
    ]
    with Journal.open(own.journal) as journal:
        before = journal.head()
        with desk.stream("POST", "/dossiers/bulk", content="\n".join(lines), headers={"content-type": "application/x-ndjson"}) as answer:
            told = [json.loads(line) for line in answer.iter_lines()]
        assert [one["line"] for one in told[:-1]] == list(range(1, 1001))
        assert {(one["result"], one["of"]) for one in told[:-1]} == {("new", 1000)}
        assert {one["best"]["entity"] for one in told[:-1]} == {LEADER_ID, FIRM_ID}
        assert told[-1] == {"done": True, "rows": 1000, "new": 1000, "changed": 0, "unchanged": 0, "error": 0, "accepted": 0}
        assert journal.head() == before + 1000
        again = send(desk, "\n".join(lines), "application/x-ndjson")[1]
        assert (again["unchanged"], journal.head()) == (1000, before + 1000)
    assert desk.get("/dossiers", params={"q": "陆闻溪", "limit": 1}).json()["total"] >= 500


def test_bad_rows_are_named_by_their_lines_and_the_others_kept(desk: httpx.Client) -> None:
    table = '姓名,职务,备注\n钱一,县长,"两行\n备注"\n,,只有备注\n孙二,局长,a,b,c\n\n李三,"镇长\n周四,"x"y,\n'
    told, last = send(desk, table, type="Person")
    results = {one["line"]: one["result"] for one in told}
    assert results == {2: "new", 4: "error", 5: "error", 7: "error"}
    details = {one["line"]: one["detail"] for one in told if "detail" in one}
    assert "name" in details[4]
    assert "5 cells where the heading has 3" in details[5]
    assert (last["new"], last["error"]) == (1, 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_are_read_as_spreadsheets_save_them(desk: httpx.Client, encoding: str, delimiter: str) -> None:
    table = "\r\n".join(
        delimiter.join(row) for row in (("企业名称", "统一社会信用代码"), (f"远岫新材料股份有限公司{encoding}", "914403001922038216"))
    )
    told, _ = send(desk, table.encode(encoding))
    assert told[0]["best"]["entity"] == FIRM_ID
    kept = desk.get(f"/dossiers/{told[0]['id'].removeprefix('dossier/')}").json()
    assert (kept["type"], kept["fields"]["creditCode"]) == ("Company", ["914403001922038216"])


def test_a_table_without_names_is_refused_whole(desk: httpx.Client) -> None:
    answer = desk.post("/dossiers/bulk", content="a,b\n1,2\n", headers={"content-type": "text/csv"})
    assert answer.status_code == 422
    assert (answer.json()["where"], "姓名" in answer.json()["remedy"]) == ("line 1", True)


def test_a_wrong_code_is_a_warning_and_is_not_used(desk: httpx.Client) -> None:
    told, _ = send(desk, "企业名称,信用代码\n码错有限公司,914403001922038215\n")
    assert told[0]["result"] == "new"
    assert told[0]["warnings"] == ["914403001922038215: no unified social credit code (GB 32100)"]


def test_what_alone_reaches_a_score_is_linked_if_that_is_asked_for(desk: httpx.Client) -> None:
    table = "姓名,职务,地区\n陆闻溪,市长,鹤岗市\n周立诚,,\n"
    told, last = send(desk, table, accept_above=95)
    assert [one["accepted"] for one in told] == [True, False]  # two are called 周立诚
    assert last["accepted"] == 1
    kept = desk.get(f"/dossiers/{told[0]['id'].removeprefix('dossier/')}").json()
    assert (kept["link"]["entity"]["id"], kept["state"]) == (LEADER_ID, "linked")
    assert send(desk, table, accept_above=95)[1]["accepted"] == 0  # what was decided on is left alone
