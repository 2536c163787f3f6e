"""Transactions of the Query API: open between requests, used by one at a time, ended when nobody uses them any more."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from anyio import to_thread
from neo4j.exceptions import DatabaseError

from zhaoshang.ontology.errors import StoreError
from zhaoshang.stores.graph import Held

from .errors import BookmarkError, ConcurrentError, CrowdedError, GoneError

if TYPE_CHECKING:
    from ..state import State

MOST = 32
"""Transactions open at once; each holds a connection of the driver's hundred."""
TIMES = 10
"""No transaction lasts longer than this many times a query may take."""


@dataclass(slots=True)
class Open:
    """A transaction, and the clock that ends it unless a request is using it (None)."""

    id: str
    held: Held
    idle: asyncio.TimerHandle | None = None
    over: bool = False
    """Set by whoever ended it."""


class Transactions:
    """Those of one service, by id. For one event loop."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._open: dict[str, Open] = {}
        self._ending: set[asyncio.Task[None]] = set()

    @property
    def seconds(self) -> float:
        """So long one may be idle: as long as a query may take."""
        return self._state.settings.query_seconds

    def expires(self) -> str:
        """When one ends that is left alone from now on."""
        return (datetime.now(UTC) + timedelta(seconds=self.seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")

    async def begin(self, bookmarks: Sequence[str], seconds: float | None) -> str:
        """Open one, over the graph with all that the journal says; its id. Raises CrowdedError where too many are open."""
        if len(self._open) >= MOST:
            raise CrowdedError(f"{MOST} transactions are open.", remedy="end those that are done with, or try again in a minute")
        ident, most = secrets.token_hex(16), min(seconds or TIMES * self.seconds, TIMES * self.seconds)
        held = await to_thread.run_sync(_hold, self._state, most, bookmarks, ident)
        self._open[ident] = Open(ident, held)
        self._wait(self._open[ident])
        return ident

    @asynccontextmanager
    async def using(self, ident: str) -> AsyncIterator[Open]:
        """The transaction for one request; an error in the context ends it. Raises GoneError, ConcurrentError."""
        one = self._open.get(ident)
        if one is None:
            what = f'Transaction with Id: "{ident[:64]}" was not found. It may have timed out and therefore rolled back.'
            raise GoneError(what, remedy="begin another")
        if one.idle is None:
            raise ConcurrentError("Another request is currently accessing this transaction.")
        one.idle.cancel()
        one.idle = None
        try:
            yield one
        except BaseException:
            self._end(one)
            raise
        if one.over:
            self._open.pop(ident, None)
        else:
            self._wait(one)

    def _wait(self, one: Open) -> None:
        one.idle = asyncio.get_running_loop().call_later(self.seconds, self._end, one)

    def _end(self, one: Open) -> None:
        """Roll it back without waiting for that."""
        if self._open.pop(one.id, None) is not None and not one.over:
            task = asyncio.ensure_future(asyncio.to_thread(_give_up, one.held))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    async def close(self) -> None:
        """End all."""
        for one in list(self._open.values()):
            self._end(one)
        if self._ending:
            await asyncio.wait(self._ending)


def _hold(state: State, seconds: float, bookmarks: Sequence[str], mark: str) -> Held:
    graph = state.graph()
    try:
        return graph.revived(lambda: Held(graph, seconds, bookmarks, mark))
    except StoreError as error:
        if bookmarks and isinstance(error.__cause__, DatabaseError):  # Neo4j's word for bytes that only look like one
            raise BookmarkError("A bookmark cannot be read; send one of an answer, or none.") from None
        raise


def _give_up(held: Held) -> None:
    """What still runs in it is ended first."""
    held.stop()
    held.rollback()
