"""What people and programs send that is not what they mean: tricks with characters, depth, size; nothing is written by it."""

import json
from collections.abc import Callable

import httpx
import pytest

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

LEADER_ID = "official/lu-wen-xi-0343437c"
TRICKS = {
    "zero width": "陆\u200b闻\u200d溪\ufeff",
    "direction": "\u202e陆闻溪\u202c",
    "full width and spaces": "　陆　闻　溪　",
    "traditional": "陸聞溪",
    "variation selector": "陆\ufe00闻\U000e0100溪",
    "soft hyphen and controls": "陆\u00ad闻\x00\x07溪",
}


@pytest.mark.parametrize("name", TRICKS.values(), ids=TRICKS)
def test_a_name_that_looks_the_same_is_the_same(desk: httpx.Client, name: str) -> None:
    told = desk.post("/dossiers", json={"type": "Person", "name": name}).json()
    assert told["candidates"][0]["entity"] == LEADER_ID
    assert told["candidates"][0]["features"]["name_exact"] == 1.0
    assert not set(told["name"]) & set("\u200b\u200d\u202e\ufeff\x00\x07\u00ad")


def test_a_look_alike_of_another_script_is_not_the_same(desk: httpx.Client) -> None:
    told = desk.post("/dossiers", json={"type": "Company", "name": "ТСL"}).json()  # its first two letters are Cyrillic
    assert not any(c["match"] for c in told["candidates"])


def deep(n: int) -> str:
    return '{"a":' * n + "1" + "}" * n


JSON = {"content-type": "application/json"}
DOORS: dict[str, Callable[[httpx.Client, str], httpx.Response]] = {
    "one": lambda c, body: c.post("/dossiers", content=body, headers=JSON),
    "named": lambda c, body: c.put("/dossiers/deep", content=body, headers=JSON),
    "decision": lambda c, body: c.post("/dossiers/deep/decisions", content=body, headers=JSON),
    "match": lambda c, body: c.post("/match/zhaoshang", content=body, headers=JSON),
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
@pytest.mark.parametrize(
    "body",
    [
        deep(10_000), "[" * 10_000, '{"name": ' + "[" * 10_000 + "]" * 10_000 + "}",
        '{"properties": ' + deep(10_000) + ', "schema": "Person"}',
        '{"name": "\\ud800"}', "{", "null", '"', "", '{"name": NaN}', '{"name": 1e999}', "\x00", '{"fields": 1, "name": "a"}',
        '{"queries": {"q": {"schema": "Person", "properties": {"name": [[[[]]]]}}}}',
    ],
    ids=lambda body: f"{body[:24]!r}, {len(body)}".encode("ascii", "replace").decode(),
)  # fmt: skip
def test_every_door_says_what_is_wrong_and_writes_nothing(
    desk: httpx.Client, own: Settings, door: Callable[[httpx.Client, str], httpx.Response], body: str
) -> None:
    with Journal.open(own.journal) as journal:
        before = journal.head()
        answer = door(desk, body)
        assert 400 <= answer.status_code < 500, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"]
        assert journal.head() == before


def test_a_body_that_is_too_large_or_of_another_kind_is_refused(desk: httpx.Client) -> None:
    large = json.dumps({"name": "a", "text": "字" * 400_000}).encode()
    assert desk.post("/dossiers", content=large, headers=JSON).status_code == 413
    assert desk.post("/dossiers", json={"name": "a", "text": "字" * 100_001}).status_code == 422
    assert desk.post("/dossiers/bulk", content=b"name\na", headers={"content-type": "application/pdf"}).status_code == 415


def test_what_is_written_into_a_page_stays_text(desk: httpx.Client) -> None:
    script = "<script>alert(1)</script>"
    desk.put("/dossiers/script", json={"type": "Person", "name": script, "note": script, "text": script})
    page = desk.get("/dossiers/script", headers={"accept": "text/html"}).text
    assert script not in page
    assert "&lt;script&gt;" in page
