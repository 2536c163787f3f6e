"""The longest answers hold up nobody: they are made and written outside the event loop."""

import gc
import http.client
import statistics
import threading
import time
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.service.conftest import serve
from zhaoshang.service import heap
from zhaoshang.stores.settings import Settings

from .hub import FIRMS, HUB, fill
from .test_process import Service

pytestmark = pytest.mark.slow
LONG = {
    "neighbours": f"/graph/neighbours?id={HUB}&limit={FIRMS}",
    "paths": f"/graph/paths?source={HUB}&target=company/hub-11&k=50",
    "entity": f"/entities/{HUB}",
    "dossier": "/dossiers/hub",
}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings.at(tmp_path_factory.mktemp("hub"))
    settings.data.mkdir(exist_ok=True)
    fill(settings)
    return settings


@pytest.fixture(scope="module")
def client(crowded: Settings) -> Iterator[httpx.Client]:
    before = set(threading.enumerate())
    for client in serve(crowded):
        others = [it for it in set(threading.enumerate()) - before if not it.name.startswith(("AnyIO", "zhaoshang", "asyncio"))]
        assert len(others) == 1, others
        client.headers["x-loop"] = str(others[0].ident)
        dossier = client.put("/dossiers/hub", json={"type": "Organization", "name": "第11家冷链物流有限公司"})
        assert dossier.status_code == 201, dossier.text
        decision = {"action": "accept", "entity": "company/hub-11"}
        assert client.post("/dossiers/hub/decisions", json=decision).status_code == 201
        yield client


@pytest.mark.parametrize("path", LONG.values(), ids=LONG)
def test_the_loop_itself_has_next_to_nothing_to_do_for_it(client: httpx.Client, path: str) -> None:
    clock = time.pthread_getcpuclockid(int(client.headers["x-loop"]))
    client.get(path)
    before = time.clock_gettime(clock)
    answer = client.get(path)
    spent = time.clock_gettime(clock) - before
    assert answer.status_code == 200, answer.text[:300]
    assert spent < 0.03, f"{spent * 1000:.0f} ms for {len(answer.content):,} bytes"


def test_all_neighbours_are_there(client: httpx.Client) -> None:
    told = client.get(LONG["neighbours"]).json()
    assert (told["total"], len({node["id"] for node in told["nodes"]}), len(told["edges"])) == (FIRMS, FIRMS, FIRMS)
    assert told["next"] is None


def test_health_is_told_beside_them(crowded: Settings) -> None:
    """The figures of an idle machine are in bench/README.md; here others may be at work."""
    service = Service(crowded.data)
    until = time.monotonic() + 8
    waits: list[float] = []

    def ask(path: str) -> None:
        while time.monotonic() < until:
            assert service.get(path).status_code == 200

    try:
        with ThreadPoolExecutor(3) as callers:
            asking = [callers.submit(ask, LONG[name]) for name in ("neighbours", "paths", "entity")]
            line = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
            while time.monotonic() < until:
                begun = time.perf_counter()
                line.request("GET", "/healthz")
                assert line.getresponse().read()
                waits.append(time.perf_counter() - begun)
                time.sleep(0.05)
            line.close()
            for one in asking:
                one.result()
    finally:
        service.process.kill()
        service.process.wait()
    assert statistics.median(waits) < 0.1
    assert max(waits) < 0.5


class Ring:
    """Something that leads to itself."""

    def __init__(self) -> None:
        self.round = self


@pytest.fixture
def collector() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def test_what_a_process_of_its_own_holds_is_put_aside_and_cycles_are_swept(collector: None, monkeypatch: pytest.MonkeyPatch) -> None:
    one = heap.Heap()
    one.settle()
    assert gc.get_freeze_count() == 0, "a process that does other things as well is left alone"
    heap.take_over()
    plain, ring = Path("a"), Ring()
    gone = weakref.ref(ring)
    one.settle()
    assert not any(it is ring for it in gc.get_objects())
    assert plain
    del ring
    gc.collect()
    assert gone() is not None
    monkeypatch.setattr(heap, "SWEEP_SECONDS", 0.0)
    one.settle()
    assert gone() is None
