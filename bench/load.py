"""Callers: so many at once as fast as they are answered, or at a set rate; with the latencies of their requests."""

from __future__ import annotations

import http.client
import itertools
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

JSON = {"Accept": "application/sparql-results+json, application/json;q=0.9"}


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of callers saw; seconds, sorted."""

    seconds: float
    latencies: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Requests answered a second."""
        return len(self.latencies) / self.seconds

    @property
    def median(self) -> float:
        return statistics.median(self.latencies)

    @property
    def p99(self) -> float:
        return self.latencies[int(0.99 * (len(self.latencies) - 1))]


def saturate(port: int, paths: Sequence[str], seconds: float, callers: int = 4) -> Load:
    """Each caller asks anew as soon as it is answered; the paths in turn."""
    until = time.perf_counter() + seconds
    return _run(port, paths, callers, lambda: iter(lambda: time.perf_counter(), None), until)


def steady(port: int, paths: Sequence[str], seconds: float, rate: float, callers: int = 16) -> Load:
    """``rate`` requests a second. A latency counts from the time when the request was due, so that a queue shows in it."""
    begun = time.perf_counter()
    due = (begun + n / rate for n in itertools.count())
    lock = threading.Lock()

    def turns() -> Iterator[float]:
        while True:
            with lock:
                at = next(due)
            time.sleep(max(0.0, at - time.perf_counter()))
            yield at

    return _run(port, paths, callers, turns, begun + seconds)


def _run(port: int, paths: Sequence[str], callers: int, turns: Callable[[], Iterator[float]], until: float) -> Load:
    latencies: list[float] = []
    faults: list[str] = []
    path = itertools.cycle(paths)
    begun = time.perf_counter()

    def call() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for at in turns():
            if at > until:
                break
            line.request("GET", next(path), headers=JSON)
            answer = line.getresponse()
            body = answer.read()
            if answer.status != 200:
                faults.append(f"{answer.status} {body[:200]!r}")
            latencies.append(time.perf_counter() - at)
        line.close()

    threads = [threading.Thread(target=call) for _ in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(f"{len(faults)} faults, the first: {faults[0]}")
    return Load(time.perf_counter() - begun, tuple(sorted(latencies)))
