"""Names that are no names: pieces of query languages, invisible characters, other scripts. They find what they mean, or nothing."""

from typing import Any
from urllib.parse import quote

import httpx
import pytest

from .conftest import FIRMS, clear

PIECES = [
    '陆闻溪" } ?s ?p ?o . { VALUES ?x { "a',
    "陆闻溪' OR '1'='1",
    "}} UNION { ?s ?p ?o } #",
    "} LIMIT 1000000 #",
    "陆闻溪 # --",
    "/* 陆闻溪 */ // x",
    "<http://x> ?o } VALUES ?leader {",
    "official/x> ?p ?o . <official/y",
    "official/lu-wen-xi-0343437c> } UNION { ?s ?p ?o } #",
    "`}) MATCH (n) DETACH DELETE n //",
    "$leader {leader} ${7*7} {{7*7}} %s %(x)s",
    "\\u0022 } \\",
    'VALUES ?leader { "a" }',
    '"; DROP TABLE entries; --',
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "https://zhaoshang.example/id/official/%3E%20%7D",
    "%00%0a%ff",
]
ODD = [
    "\x00",
    "\u202e溪闻陆",
    "\ufeff",
    "\u200b" * 300,
    "e\u0301" * 200,
    "\U0001f468\u200d\U0001f469",
    "Ａ" * 900,
    "\U0010ffff",
    "\n\r\t",
    "ﷺ" * 100,
]
INSIDE = "陆闻溪"
LEADER = "official/lu-wen-xi-0343437c"
SAME = ["陆\u200b闻\u200d溪\ufeff", "\u202e陆闻溪\u202c", "　陆　闻　溪　", "陸聞溪", "陆\ufe00闻\U000e0100溪", "陆\u00ad闻\x07溪"]


def doors(text: str) -> list[tuple[str, dict[str, Any]]]:
    """Every place of the service to which a name can be put by an address."""
    return [
        *((FIRMS, {key: text}) for key in ("leader", "sender", "delegation", "since", "until", "evidence", text)),
        ("/questions/visitors-of-firm", {"firm": text}),
        ("/questions/biggest-projects", {"limit": text}),
        ("/questions/unrealised-trips", {"status": text}),
        ("/questions/paths-between", {"from": text, "to": text}),
        (f"/questions/{quote(text, safe='')}", {}),
        ("/search", {"q": text}),
        ("/search", {"q": "陆", "type": text}),
        ("/ask", {"q": f"{text}走访了哪些企业？"}),
        ("/why", {"question": "firms-visited", "row": text}),
        ("/evidence", {"statement": text}),
        (f"/entities/{quote(text, safe='')}", {}),
        (f"/id/{quote(text, safe='')}", {}),
        ("/graph/neighbours", {"id": text}),
        ("/graph/neighbours", {"id": LEADER, "type": text, "among": text}),
        ("/graph/among", {"id": text}),
        ("/graph/paths", {"source": text, "target": LEADER}),
        ("/graph/timeline", {"id": text}),
        ("/graph/chains", {"id": text}),
        ("/graph/flows", {"about": text}),
        ("/dossiers", {"q": text}),
        ("/reconcile", {"queries": text}),
        ("/reconcile/suggest/entity", {"prefix": text}),
        ("/reconcile/preview", {"id": text}),
    ]


@pytest.mark.parametrize("text", [*PIECES, *ODD], ids=lambda text: ascii(text[:24]))
def test_every_door_takes_it_for_a_name(stranger: httpx.Client, text: str) -> None:
    for path, parameters in doors(text):
        for accept in ("application/json", "text/html"):
            clear(stranger.get(path, params=parameters, headers={"accept": accept}))


@pytest.mark.parametrize("text", PIECES, ids=lambda text: ascii(text[:24]))
def test_no_piece_of_a_query_widens_a_question(stranger: httpx.Client, text: str) -> None:
    for key in ("leader", "sender", "delegation"):
        answer = stranger.get(FIRMS, params={key: text})
        assert answer.status_code == 404, answer.text[:300]
    shown = stranger.get(FIRMS, params={"leader": text}, headers={"accept": "text/html"}).text
    assert "<script>alert" not in shown


@pytest.mark.parametrize("name", SAME, ids=ascii)
def test_a_name_that_looks_the_same_asks_the_same(stranger: httpx.Client, name: str) -> None:
    plain = stranger.get(FIRMS, params={"leader": INSIDE}).json()
    assert plain["rows"]
    assert stranger.get(FIRMS, params={"leader": name}).json()["rows"] == plain["rows"]


def test_a_look_alike_of_another_script_is_another_name(stranger: httpx.Client) -> None:
    assert stranger.get("/questions/visitors-of-firm", params={"firm": "ТСL"}).status_code == 404  # its first two letters are Cyrillic
