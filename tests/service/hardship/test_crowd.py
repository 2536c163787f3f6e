"""Two hundred callers at once: each gets an answer, or is told to come back; none gets an error of ours."""

import asyncio
from collections import Counter

import httpx
import pytest

from .conftest import FIRMS, clear

CALLERS = 200
PATHS = [
    FIRMS,
    f"{FIRMS}?leader=陆闻溪",
    "/questions/delegation-flows",
    "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 500",
    "/sparql?query=SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "/search?q=陆",
    "/graph/neighbours?id=official/lu-wen-xi-0343437c",
    "/overview",
    "/healthz",
    "/ask?q=陆闻溪走访了哪些企业",
]
LONG = "/sparql?query=SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


async def crowd(client: httpx.Client, paths: list[str]) -> list[httpx.Response]:
    """The answers to 200 callers, each with a connection of its own."""
    limits = httpx.Limits(max_connections=CALLERS)
    async with httpx.AsyncClient(base_url=client.base_url, timeout=300, limits=limits, headers={"accept": "application/json"}) as callers:
        return await asyncio.gather(*(callers.get(paths[n % len(paths)]) for n in range(CALLERS)))


def test_each_is_answered(stranger: httpx.Client) -> None:
    answers = asyncio.run(crowd(stranger, PATHS))
    for answer in answers:
        clear(answer)
    statuses = Counter(answer.status_code for answer in answers)
    assert set(statuses) <= {200, 429, 503}
    assert statuses[200] >= CALLERS // 2


@pytest.mark.slow
def test_those_who_wait_behind_long_queries_are_told_and_the_rest_is_answered(stranger: httpx.Client) -> None:
    answers = asyncio.run(crowd(stranger, [LONG] + ["/healthz", FIRMS, "/search?q=陆"] * 8))
    for answer in answers:
        clear(answer)
        long = answer.request.url.path == "/sparql"
        assert answer.status_code in ((503, 504, 429) if long else (200, 429, 503))
    assert stranger.get("/sparql", params={"query": "ASK {}"}).status_code == 200
