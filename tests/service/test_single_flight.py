"""Equal questions asked at the same time are worked out once. The processes that answer are held up, so that they do meet."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx
import psutil
import pytest

from tests.service.conftest import serve
from zhaoshang.service.flights import Flights
from zhaoshang.stores.settings import Settings

LEADER = "陆闻溪"
FIRMS = f"/questions/firms-visited?leader={LEADER}"
PATHS = {
    "as JSON": FIRMS,
    "with a page around it": FIRMS,
    "in words": f"/ask?q={LEADER}2022年带队走访了哪些企业",
    "why a row is there": f"/questions/firms-visited/why?leader={LEADER}&row=0",
}


class House:
    """A service of one's own, and its processes."""

    def __init__(self, client: httpx.Client, before: set[int]) -> None:
        self.client = client
        for _ in range(int(self.figure('zhaoshang_sparql_workers{state="free"}'))):  # they take turns, so now each has started
            assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        self.workers = [child for child in psutil.Process().children() if child.pid not in before]

    def figure(self, name: str) -> float:
        lines = (line.rsplit(" ", 1) for line in self.client.get("/metrics").text.splitlines() if not line.startswith("#"))
        return float(dict(lines)[name])

    @property
    def how(self) -> tuple[int, int, int]:
        """How many answers were worked out, joined, kept."""
        names = ("worked_out", "joined", "kept")
        out, joined, kept = (int(self.figure(f'zhaoshang_questions_total{{answer="{name}"}}')) for name in names)
        return out, joined, kept

    def until(self, how: tuple[int, int, int], busy: int) -> None:
        """Wait until so many were answered, and so many processes are at work."""
        end = time.monotonic() + 20
        while (self.how, self.figure('zhaoshang_sparql_workers{state="busy"}')) != (how, busy):
            assert time.monotonic() < end, (self.how, how, busy)
            time.sleep(0.02)

    @contextmanager
    def held_up(self) -> Iterator[None]:
        for worker in self.workers:
            os.kill(worker.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for worker in self.workers:
                if worker.is_running():
                    os.kill(worker.pid, signal.SIGCONT)


@pytest.fixture
def house(sample: Settings) -> Iterator[House]:
    before = {child.pid for child in psutil.Process().children()}
    for client in serve(sample):
        yield House(client, before)


def asking(house: House, path: str, accept: str = "application/json") -> "asyncio.Task[httpx.Response]":
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(base_url=house.client.base_url, timeout=60, headers={"accept": accept}) as caller:
            return await caller.get(path)

    return asyncio.ensure_future(ask())


@pytest.mark.parametrize("kind", PATHS)
def test_twelve_who_ask_the_same_get_the_answer_of_one(house: House, kind: str) -> None:
    accept = "text/html" if "page" in kind else "application/json"

    async def together() -> list[httpx.Response]:
        tasks = [asking(house, PATHS[kind], accept) for _ in range(12)]
        with house.held_up():
            await asyncio.to_thread(house.until, (1, 11, 0), 1)
        return await asyncio.gather(*tasks)

    answers = asyncio.run(together())
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


def test_other_parameters_and_other_forms_are_other_questions(house: House) -> None:
    async def together() -> None:
        tasks = [asking(house, FIRMS), asking(house, f"{FIRMS}&since=2022"), asking(house, FIRMS, "text/csv"), asking(house, FIRMS)]
        with house.held_up():
            await asyncio.to_thread(house.until, (3, 1, 0), 2)
        assert len({answer.content for answer in await asyncio.gather(*tasks)}) == 3

    asyncio.run(together())


def test_one_who_hangs_up_takes_nobody_along(house: House) -> None:
    async def together() -> list[httpx.Response]:
        first, *others = (asking(house, FIRMS) for _ in range(3))
        with house.held_up():
            await asyncio.to_thread(house.until, (1, 2, 0), 1)
            first.cancel()
            await asyncio.sleep(0.5)
        return await asyncio.gather(*others)

    assert [len(answer.json()["rows"]) > 0 for answer in asyncio.run(together())] == [True, True]
    assert all(worker.is_running() for worker in house.workers)


def test_when_all_hang_up_it_is_given_up_and_the_next_asks_anew(house: House) -> None:
    async def together() -> None:
        tasks = [asking(house, FIRMS) for _ in range(3)]
        with house.held_up():
            await asyncio.to_thread(house.until, (1, 2, 0), 1)
            for task in tasks:
                task.cancel()
            await asyncio.to_thread(house.until, (1, 2, 0), 0)

    asyncio.run(together())
    assert house.client.get(FIRMS).json()["rows"]
    assert house.how == (2, 2, 0)


def test_a_question_over_its_time_is_so_for_all_and_is_not_kept(sample: Settings) -> None:
    before = {child.pid for child in psutil.Process().children()}
    for client in serve(replace(sample, query_seconds=1.5)):
        house = House(client, before)

        async def together(house: House = house) -> list[httpx.Response]:
            tasks = [asking(house, FIRMS) for _ in range(3)]
            with house.held_up():
                return await asyncio.gather(*tasks)

        assert [(answer.status_code, answer.json()["type"][-10:]) for answer in asyncio.run(together())] == [(504, "time-limit")] * 3
        assert house.how == (1, 2, 0)
        assert client.get(FIRMS).json()["rows"]
        assert client.get(FIRMS).json()["rows"]
        assert house.how == (2, 2, 1)


def test_a_name_that_nobody_bears_is_not_kept_either(house: House) -> None:
    for turn in (1, 2):
        assert house.client.get("/questions/firms-visited?leader=无此人").status_code == 404
        assert house.how == (turn, 0, 0)


def test_an_error_reaches_everybody_who_waits_and_work_begins_anew() -> None:
    async def run() -> list[str]:
        flights, begun = Flights(), []

        async def work() -> str:
            begun.append(1)
            await asyncio.sleep(0.01)
            if len(begun) == 1:
                raise ValueError("once")
            return "well"

        failed = await asyncio.gather(*(flights.join("a", work) for _ in range(3)), return_exceptions=True)
        assert [str(error) for error in failed] == ["once"] * 3
        return list(await asyncio.gather(*(flights.join("a", work) for _ in range(3))))

    assert asyncio.run(run()) == ["well"] * 3
