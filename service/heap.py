"""What a state of the graph is made of lives long, and there are millions of it: the garbage collector need not look at it.

A full collection stops all threads, a third of a second for a million objects. So a process that serves and does nothing else puts
what it holds out of the collector's sight; that is freed all the same once nothing leads to it, cycles excepted.
"""

from __future__ import annotations

import gc
import time

THRESHOLDS = (5_000, 10, 50)
"""Young objects are looked at often, old ones seldom; 25 % more old ones than last time are needed besides (CPython's own rule)."""
SWEEP_SECONDS = 3600.0
"""So often, at the next change of the graph, everything is looked at all the same, for cycles that were alive when it was put aside."""


class Heap:
    """The collector of this process; does nothing until the process was taken over (`take_over`)."""

    def __init__(self) -> None:
        self._swept = time.monotonic()

    def settle(self) -> None:
        """A new state of the graph has been made: put it aside, with all that is there."""
        if not gc.get_freeze_count():
            return
        if time.monotonic() - self._swept > SWEEP_SECONDS:
            gc.unfreeze()
            gc.collect()
            self._swept = time.monotonic()
        gc.freeze()


def take_over() -> None:
    """This process serves and does nothing else: collect as fits that. Call it once all modules are there."""
    gc.set_threshold(*THRESHOLDS)
    gc.collect()
    gc.freeze()
