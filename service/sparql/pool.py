"""A few worker processes, the hand-out of jobs to them, and the clock that kills one whose query runs too long."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
from multiprocessing.connection import Connection

from zhaoshang.ontology import errors
from zhaoshang.ontology.errors import StoreError, TimeLimitError, UsageError
from zhaoshang.stores.settings import Settings

from .evaluate import Job, Reply
from .questions import QuestionJob
from .update import UpdateJob
from .worker import main

SIZE = min(8, max(2, os.cpu_count() or 2))
"""Processes of one service: as many as the machine has processors, so that one slow query never holds up all."""
AT_ONCE = 60_000
"""Bytes of a reply that a pipe holds without a reader."""
_SPAWN = multiprocessing.get_context("spawn")


class _Worker:
    """One process and the pipe to it; made when it is ready to work."""

    def __init__(self, settings: Settings) -> None:
        ours, theirs = _SPAWN.Pipe()
        self.pipe: Connection = ours
        self.process = _SPAWN.Process(target=main, args=(settings, theirs), daemon=True, name="zhaoshang-sparql")
        self.process.start()
        theirs.close()
        try:
            self.pipe.recv_bytes()
        except EOFError:
            raise StoreError("The process that answers queries did not start.", remedy="look at the log, then try again") from None

    def kill(self) -> None:
        """End the process at once and wait for it."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class WorkerPool:
    """Runs jobs in at most ``size`` processes, each started when first needed and replaced when killed or dead."""

    def __init__(self, settings: Settings, size: int = SIZE) -> None:
        self._settings, self._size = settings, size
        self._free: asyncio.Queue[_Worker | None] = asyncio.Queue()
        for _ in range(size):
            self._free.put_nowait(None)

    async def run(self, job: Job | UpdateJob | QuestionJob, seconds: float) -> Reply:
        """The reply to ``job``. Raises TimeLimitError after ``seconds`` (the process is killed), UsageError for a
        malformed query or one that its process died of, RefusedError for what may not be done, and what a question raises.

        A caller that is cancelled kills the process too.
        """
        worker = await self._free.get()
        keep: _Worker | None = None
        try:
            worker = worker if worker and worker.process.is_alive() else await asyncio.to_thread(_Worker, self._settings)
            reply = await self._ask(worker, job, seconds)
            keep = worker
        finally:
            if keep is None and worker is not None:
                worker.kill()
            self._free.put_nowait(keep)
        if reply.error:
            raise getattr(errors, reply.kind)(reply.error, where=reply.where, remedy=reply.remedy)
        return reply

    async def _ask(self, worker: _Worker, job: Job | UpdateJob | QuestionJob, seconds: float) -> Reply:
        worker.pipe.send(job)
        try:
            ready = await _readable(worker.pipe, seconds)
        except TimeoutError:
            raise TimeLimitError(
                f"The query ran longer than {seconds:g} seconds and was cancelled.", remedy="narrow it down or add a LIMIT"
            ) from None
        try:
            return await self._read(worker.pipe) if ready else Reply()
        except (EOFError, OSError):
            what = "The query needs more memory, or goes deeper, than is allowed; the process that answered it was ended."
            raise UsageError(what, remedy="narrow or flatten it") from None

    async def _read(self, pipe: Connection) -> Reply:
        """What is long comes in parts, which a thread waits for; what is short is there at once."""
        size = int(pipe.recv_bytes())
        return _received(pipe) if size <= AT_ONCE else await asyncio.to_thread(_received, pipe)

    def counts(self) -> dict[str, int]:
        """How many processes are busy and how many are free (started or not)."""
        free = self._free.qsize()
        return {"busy": self._size - free, "free": free}

    async def close(self) -> None:
        """End all processes that are free; call it when no job is running."""
        while not self._free.empty():
            worker = self._free.get_nowait()
            if worker:
                await asyncio.to_thread(worker.kill)


def _received(pipe: Connection) -> Reply:
    reply: Reply = pickle.loads(pipe.recv_bytes())
    return reply


async def _readable(pipe: Connection, seconds: float) -> bool:
    """Wait until the pipe has something to read, without holding a thread; TimeoutError after ``seconds``."""
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[bool] = loop.create_future()
    loop.add_reader(pipe.fileno(), _settle, ready)
    try:
        return await asyncio.wait_for(ready, seconds)
    finally:
        loop.remove_reader(pipe.fileno())


def _settle(ready: asyncio.Future[bool]) -> None:
    if not ready.done():
        ready.set_result(True)
