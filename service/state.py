"""What the application holds while it runs: settings, journal, the follower, worker processes, Neo4j when asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import anyio.to_thread
from fastapi import FastAPI, Request

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from .follower import Follower
from .search.index import NameIndex
from .sparql.pool import WorkerPool


@dataclass(slots=True)
class State:
    """One per application; see `running`."""

    settings: Settings
    journal: Journal
    follower: Follower
    workers: WorkerPool

    @property
    def head(self) -> int:
        """The sequence number that the stores show."""
        return self.follower.seq

    @property
    def index(self) -> NameIndex:
        """The index of names as of `head`."""
        return self.follower.index


@asynccontextmanager
async def running(app: FastAPI, settings: Settings) -> AsyncIterator[State]:
    """Open everything for the length of the context; everything is given back at its end."""
    journal = await anyio.to_thread.run_sync(Journal.open, settings.journal, settings.busy_seconds)
    follower = await anyio.to_thread.run_sync(Follower, settings, journal)
    await anyio.to_thread.run_sync(follower.start)
    state = State(settings, journal, follower, WorkerPool(settings))
    app.state.zhaoshang = state
    try:
        yield state
    finally:
        await state.workers.close()
        await anyio.to_thread.run_sync(follower.stop)
        journal.close()


def state_of(request: Request) -> State:
    """The state of the application that the request came to."""
    state: State = request.app.state.zhaoshang
    return state
