"""How figures are taken: wall time of the best of some runs, peak memory of a process of its own."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, the figure with its unit, the peer's figure, their ratio, and what is asked."""

    what: str
    ours: str
    peer: str
    ratio: str
    asked: str = ""


def best(work: Callable[[], Any], runs: int = 3) -> float:
    """Seconds of the quickest of ``runs`` runs; the first one warms up caches and models and counts too."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def _child(pipe: Connection, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
    work(*args)
    pipe.send(_high_water())


def _high_water() -> int:
    """Peak resident bytes of this process since it was begun.

    By the kernel's own mark where there is one: `ru_maxrss` of a process that was begun by another starts at that one's size, so that
    a small child of a large bench would be said to be as large.
    """
    status = Path("/proc/self/status")
    for line in status.read_text().splitlines() if status.exists() else ():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def peak(work: Callable[..., Any], *args: Any) -> int:
    """Peak resident bytes of a fresh process that does the work."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_child, args=(theirs, work, args))
    process.start()
    theirs.close()
    found = int(ours.recv())
    process.join()
    return found


def per_second(count: float, seconds: float) -> str:
    """A rate with thousands separated."""
    return f"{count / seconds:,.0f}/s"
