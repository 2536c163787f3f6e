"""What every request meets: its id, limits of rate and size, errors as problems with headers, metrics, origins."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from tests.service.conftest import serve
from zhaoshang.service import operations, problems
from zhaoshang.service.access import KeyRing
from zhaoshang.service.app import create_app
from zhaoshang.stores.settings import Settings

ELSEWHERE = {"x-forwarded-for": "203.0.113.9"}
"""uvicorn takes a proxy on loopback at its word, so this is a caller from another machine."""


@pytest.fixture(scope="module")
def strict(sample: Settings) -> Iterator[httpx.Client]:
    """A service that allows 20 requests a minute and bodies of 10,000 bytes, and lets pages of one origin ask."""
    yield from serve(replace(sample, rate=20, max_body_bytes=10_000, cors=("https://tools.example",)))


def test_a_sane_request_id_is_kept_and_others_are_made(client: httpx.Client) -> None:
    assert client.get("/healthz", headers={"x-request-id": "trip-7.a"}).headers["x-request-id"] == "trip-7.a"
    made = {client.get("/healthz", headers={"x-request-id": bad}).headers["x-request-id"] for bad in ("", "a b", "x" * 65, "<script>")}
    assert len(made) == 4
    assert all(len(ident) == 32 for ident in made)


def test_a_caller_who_asks_too_often_is_told_how_long_to_wait(strict: httpx.Client) -> None:
    answers = [strict.get("/questions", headers=ELSEWHERE) for _ in range(22)]
    assert [a.status_code for a in answers] == [200] * 20 + [429] * 2
    last = answers[-1]
    assert 1 <= int(last.headers["retry-after"]) <= 120
    assert last.headers["content-type"] == "application/problem+json"
    assert last.json()["type"].endswith("/rate-limit")
    assert "x-request-id" in last.headers
    assert strict.get("/questions", headers={"x-forwarded-for": "203.0.113.10"}).status_code == 200  # another address
    assert strict.get("/questions").status_code == 200  # this machine itself
    assert strict.get("/healthz", headers=ELSEWHERE).status_code == 200  # monitors go on


def test_neighbours_of_one_ipv6_network_share_their_rate(strict: httpx.Client) -> None:
    statuses = [strict.get("/questions", headers={"x-forwarded-for": f"2001:db8::{n:x}"}).status_code for n in range(1, 22)]
    assert statuses == [200] * 20 + [429]


def test_each_key_has_a_rate_of_its_own(empty: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = replace(Settings.at(tmp_path_factory.mktemp("keys")), rate=3)
    ring = KeyRing(settings.data)
    secrets = [ring.create(name, "read")[1] for name in ("a", "b")]
    for client in serve(settings):
        statuses = [client.get("/questions", headers={**ELSEWHERE, "x-api-key": s}).status_code for s in secrets for _ in range(4)]
    assert statuses == [200, 200, 200, 429] * 2


@pytest.mark.parametrize("told", [True, False], ids=["length told", "in pieces"])
def test_a_body_that_is_too_long_is_refused(strict: httpx.Client, told: bool) -> None:
    body = b'{"statement": "' + b"x" * 20_000 + b'"}'
    content = body if told else (body[i : i + 1000] for i in range(0, len(body), 1000))
    answer = strict.post("/review", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["type"].endswith("/too-large")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("DELETE", "/search", 405), ("GET", "/search?limit=x", 422), ("GET", "/static/none", 404)],
)
def test_every_error_is_a_problem_with_all_headers(strict: httpx.Client, method: str, path: str, status: int) -> None:
    answer = strict.request(method, path, headers={"origin": "https://tools.example"})
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, problem["status"], problem["instance"]) == (status, status, path.partition("?")[0])
    assert answer.headers["access-control-allow-origin"] == "https://tools.example"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-request-id"]
    assert status != 405 or answer.headers["allow"]


def test_pages_of_other_origins_may_ask_only_where_they_are_named(strict: httpx.Client, client: httpx.Client) -> None:
    asks = {"origin": "https://tools.example", "access-control-request-method": "POST", "access-control-request-headers": "x-api-key"}
    assert strict.options("/sparql", headers=asks).headers["access-control-allow-origin"] == "https://tools.example"
    assert "access-control-allow-origin" not in strict.options("/sparql", headers={**asks, "origin": "https://bad.example"}).headers
    assert "access-control-allow-origin" not in client.get("/questions", headers={"origin": "https://tools.example"}).headers


def test_an_error_that_nobody_foresaw_tells_nothing_of_the_inside(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = FastAPI()
    problems.install(app)
    operations.install(app, replace(Settings.at(tmp_path), cors=("*",)))

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("the inside")

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            return await client.get("/broken", headers={"origin": "https://tools.example"})

    answer = asyncio.run(ask())
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "the inside" not in answer.text
    assert "the inside" in caplog.text
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-request-id"]


def test_a_damaged_file_of_keys_lets_nobody_write(empty: httpx.Client) -> None:
    Path(empty.headers["x-data"], "keys.json").write_text("{", "utf-8")
    answer = empty.post("/review", json={"statement": "statement/0", "verdict": "accept"})
    assert (answer.status_code, "keys" in answer.json()["detail"]) == (503, True)


def test_a_damaged_file_of_keys_is_said_to_strangers_who_show_one(tmp_path: Path) -> None:
    settings = replace(Settings.at(tmp_path), rate=100)
    tmp_path.joinpath("keys.json").write_text("{", "utf-8")
    app = create_app(settings)

    async def ask(headers: dict[str, str]) -> httpx.Response:
        async with app.router.lifespan_context(app):
            transport = httpx.ASGITransport(app, client=("203.0.113.5", 1234))
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.get("/questions", headers=headers)

    assert asyncio.run(ask({"x-api-key": "zk_0_0"})).status_code == 503
    assert asyncio.run(ask({})).status_code == 200


def test_nothing_but_health_is_shown_without_a_key_where_one_is_required(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = replace(Settings.at(tmp_path_factory.mktemp("closed")), read_key_required=True)
    secret = KeyRing(settings.data).create("agent", "read")[1]
    for client in serve(settings):
        paths = ("/", "/questions", "/search?q=a", "/sparql?query=ASK%7B%7D", "/metrics", "/docs")
        assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 401)
        assert client.get("/healthz").status_code == 200
        assert client.get("/questions", auth=("", secret)).status_code == 200


def test_metrics_count_by_template_and_tell_how_far_the_stores_are(client: httpx.Client) -> None:
    client.get("/questions/no-such")
    client.get("/nowhere/at/all")
    client.get("/sparql", params={"query": "ASK {}"})
    text = client.get("/metrics").text
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert float(lines['zhaoshang_http_requests_total{method="GET",route="/questions/{name}",status="404"}']) >= 1
    assert float(lines['zhaoshang_http_requests_total{method="GET",route="unmatched",status="404"}']) >= 1
    assert float(lines['zhaoshang_http_request_seconds_count{method="GET",route="/sparql"}']) >= 1
    assert "no-such" not in text
    assert lines["zhaoshang_journal_head"] == lines['zhaoshang_store_sequence{store="triples"}']
    assert float(lines["zhaoshang_journal_head"]) >= 46
    assert lines["zhaoshang_following"] == "1.0"
    assert float(lines['zhaoshang_sparql_workers{state="free"}']) >= 1


def test_only_over_https_a_browser_is_told_to_stay_there(client: httpx.Client) -> None:
    plain, secure = client.get("/healthz"), client.get("/healthz", headers={"x-forwarded-proto": "https"})
    assert "strict-transport-security" not in plain.headers
    assert secure.headers["strict-transport-security"].startswith("max-age=")
    assert "frame-ancestors 'none'" in plain.headers["content-security-policy"]
