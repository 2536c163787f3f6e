"""What the application holds while it runs: settings, journal, the follower, worker processes, Neo4j when asked for."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import anyio.to_thread
from fastapi import FastAPI, Request

from zhaoshang.stores.graph import GraphStore
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from .access.keys import KeyRing
from .cypher.transactions import Transactions
from .flights import Flights
from .follower import Follower
from .inferences import Inferences
from .kept import Kept
from .search.index import NameIndex
from .sparql.again import Answers
from .sparql.evaluate import Job, Reply
from .sparql.pool import WorkerPool
from .sparql.writing import Writer


@dataclass(slots=True)
class State:
    """One per application; see `running`."""

    settings: Settings
    journal: Journal
    follower: Follower
    workers: WorkerPool
    keys: KeyRing
    graph_seq: int | None = None
    """How far the property graph had read when it was last asked; None while it was not."""
    writer: Writer = field(init=False)
    inferences: Inferences = field(init=False)
    transactions: Transactions = field(init=False)
    answers: Answers = field(init=False)
    kept: Kept = field(default_factory=Kept)
    flights: Flights = field(default_factory=Flights)
    _graph: GraphStore | None = None
    _starting: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.writer, self.inferences, self.transactions = Writer(self), Inferences(self.settings), Transactions(self)
        self.answers = Answers(self._worked_out)

    @property
    def head(self) -> int:
        """The sequence number that the stores show."""
        return self.follower.seq

    async def query(self, job: Job) -> Reply:
        """The answer to a query in SPARQL, perhaps one that is kept (see `Answers`).

        Inferences that it asks for may take the time limit to make, and then it has its own. Raises what `WorkerPool.run` does,
        and TimeLimitError where inferences are asked for that take too long to make.
        """
        return await self.answers.to(job)

    async def _worked_out(self, job: Job) -> Reply:
        seconds = self.settings.query_seconds
        if job.inferred:
            await self.inferences.ready(seconds)
        return await self.workers.run(job, seconds)

    def graph(self) -> GraphStore:
        """The property graph with all that the journal says. Neo4j is fetched and started when first asked for.

        Raises StoreError or ToolError where it cannot be had; everything but Cypher works without it.
        """
        with self._starting:
            if self._graph is None:
                self._graph = GraphStore.open(self.settings)
            self.graph_seq = self._graph.catch_up(self.journal).seq
            return self._graph

    def close(self) -> None:
        """Let go of Neo4j and the journal."""
        if self._graph is not None:
            self._graph.close()
        self.journal.close()

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
    state = State(settings, journal, follower, WorkerPool(settings), KeyRing(settings.data))
    app.state.zhaoshang = state
    app.state.metrics.watch(state)
    state.inferences.start()
    try:
        yield state
    finally:
        await state.transactions.close()
        await state.inferences.stop()
        await state.workers.close()
        await anyio.to_thread.run_sync(follower.stop)
        state.close()


def state_of(request: Request) -> State:
    """The state of the application that the request came to."""
    state: State = request.app.state.zhaoshang
    return state
