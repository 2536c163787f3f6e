"""How often each caller has asked in the last minute, in a table that does not grow with the number of callers."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST = 50_000
"""Callers in the table, at some 300 bytes each. A network of IPv6 may have more addresses than any memory; the table does not."""


@dataclass(slots=True)
class _Count:
    """Requests in the window of this number, and in the one before."""

    window: int
    now: int = 0
    before: int = 0


class Counts:
    """A window that slides: this one's requests, and those of the one before weighed by what of it still counts.

    In a full table the caller who has not asked for the longest time is forgotten: of all it is the one whose count has the least to say.
    Not for several threads.
    """

    def __init__(self, amount: int, seconds: float = 60.0, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._amount, self._seconds, self._most, self._clock = amount, seconds, most, clock
        self._counts: OrderedDict[str, _Count] = OrderedDict()

    def __len__(self) -> int:
        return len(self._counts)

    def hit(self, who: str) -> float:
        """Count a request of ``who``, and 0; or, where that would be one too many, the seconds after which it would not."""
        window, part = divmod(self._clock() / self._seconds, 1.0)
        count = self._count(who, int(window))
        if count.before * (1 - part) + count.now + 1 <= self._amount:
            count.now += 1
            return 0.0
        return self._seconds * self._wait(count, part)

    def _wait(self, count: _Count, part: float) -> float:
        """In windows."""
        if count.now + 1 <= self._amount:
            return 1 - (self._amount - count.now - 1) / count.before - part
        return (1 - part) + 1 - (self._amount - 1) / count.now

    def _count(self, who: str, window: int) -> _Count:
        """The caller's count, moved on to ``window``; others whose windows are over are forgotten on the way."""
        count = self._counts.get(who) or _Count(window)
        if count.window != window:
            count.before, count.now = (count.now if count.window == window - 1 else 0), 0
            count.window = window
        self._counts[who] = count
        self._counts.move_to_end(who)
        while len(self._counts) > self._most or next(iter(self._counts.values())).window < window - 1:
            self._counts.popitem(last=False)
        return count
