"""Counting callers: by the minute that slides, IPv6 by the network, in a table with an end."""

import asyncio
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from zhaoshang.service.app import create_app
from zhaoshang.service.operations.counts import Counts
from zhaoshang.service.operations.limits import network_of
from zhaoshang.stores.settings import Settings


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 6000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_in_a_minute_and_after_the_wait_that_was_told_one_more() -> None:
    clock = Clock()
    counts = Counts(10, clock=clock)
    assert [counts.hit("a") for _ in range(10)] == [0.0] * 10
    wait = counts.hit("a")
    assert 60 < wait < 120
    clock.now += wait - 0.1
    assert counts.hit("a") > 0
    clock.now += 0.2
    assert counts.hit("a") == 0
    assert counts.hit("a") > 0
    assert counts.hit("b") == 0


def test_a_burst_at_the_turn_of_a_minute_does_not_get_twice_the_rate() -> None:
    clock = Clock()
    counts = Counts(10, clock=clock)
    clock.now += 59
    assert [counts.hit("a") for _ in range(10)] == [0.0] * 10
    clock.now += 2
    assert 0 < counts.hit("a") <= 60


def test_whoever_never_stops_asking_gets_the_rate_and_no_more() -> None:
    clock = Clock()
    counts = Counts(60, clock=clock)
    let = 0
    for _ in range(20 * 60 * 5):
        clock.now += 0.2
        let += counts.hit("a") == 0
    assert 1100 <= let <= 1260


def test_the_table_has_an_end_and_those_who_ask_stay_in_it() -> None:
    clock = Clock()
    counts = Counts(3, most=100, clock=clock)
    for n in range(1000):
        counts.hit(f"stranger {n}")
        if n % 50 == 0:
            waited = counts.hit("often")
    assert len(counts) == 100
    assert waited > 0, "one who asks again and again is not forgotten for those who asked once"
    clock.now += 180
    counts.hit("late")
    assert len(counts) == 1, "nobody else has asked for two minutes"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unix:", "unix:"),
        ("", ""),
    ],
)
def test_what_of_an_address_is_counted(address: str, network: str) -> None:
    assert network_of(address) == network


def test_thousands_of_addresses_of_one_network_are_one_caller_and_other_networks_are_others(tmp_path: Path) -> None:
    app = create_app(replace(Settings.at(tmp_path), rate=20))

    async def ask(addresses: list[str]) -> list[int]:
        async def one(address: str) -> int:
            transport = httpx.ASGITransport(app, client=(address, 1234))
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return (await client.get("/api-of-nothing")).status_code

        async with app.router.lifespan_context(app):
            return [await one(address) for address in addresses]

    own = [f"2001:db8:0:1::{n:x}" for n in range(1, 31)]
    others = [f"2001:db8:0:{n:x}::1" for n in range(2, 32)]
    assert asyncio.run(ask(own + others)) == [404] * 20 + [429] * 10 + [404] * 30
