"""Work that several wait for and that is done once: the answer to a question that many ask at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

T = TypeVar("T")


@dataclass(slots=True)
class _Flight:
    """Work under way, and how many wait for it."""

    task: asyncio.Task[Any]
    waiting: int = 0


class Flights:
    """What is under way by what was asked. Whoever asks the same joins, and gets the same result or the same error.

    Nothing is kept: the next who asks after the end begins anew. Who goes away leaves the work to the others; with the last of them
    it is cancelled. For one event loop.
    """

    def __init__(self) -> None:
        self._under_way: dict[Hashable, _Flight] = {}
        self.begun = self.joined = 0
        """Since the start: pieces of work, and callers who did not need one of their own."""

    async def join(self, asked: Hashable, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The result of ``work`` for ``asked``, which must name all that the result hangs on."""
        flight = self._under_way.get(asked)
        if flight is None:
            flight = self._begin(asked, work())
        else:
            self.joined += 1
        flight.waiting += 1
        try:
            return cast(T, await asyncio.shield(flight.task))
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                self._end(asked, flight)  # before it has ended, so that nobody joins what is given up
                flight.task.cancel()

    def _begin(self, asked: Hashable, work: Coroutine[Any, Any, T]) -> _Flight:
        self.begun += 1
        flight = self._under_way[asked] = _Flight(asyncio.ensure_future(work))
        flight.task.add_done_callback(lambda _: self._end(asked, flight))
        return flight

    def _end(self, asked: Hashable, flight: _Flight) -> None:
        if self._under_way.get(asked) is flight:
            del self._under_way[asked]
        if flight.task.done() and not flight.task.cancelled():
            flight.task.exception()  # seen: those who waited for it may all have gone
