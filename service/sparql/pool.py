"""Worker processes, the hand-out of jobs to their lanes, and the clock that ends a process in which a query runs too long.

The lanes of a process share what the store keeps in memory: two processes were measured to need a tenth more of processor time
for a query than two threads of one. What ends a process for the sake of one query takes the others in it along; those are asked
again, each in a process of its own, so that nobody answers for what another asked.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import time
from multiprocessing.connection import Connection

from zhaoshang.ontology import errors
from zhaoshang.ontology.errors import TimeLimitError, UsageError
from zhaoshang.stores.settings import Settings

from .evaluate import Job, Reply
from .process import Group, Process
from .questions import QuestionJob
from .update import UpdateJob

SIZE = min(8, max(2, os.cpu_count() or 2))
"""Queries at a time: as many as the machine has processors, so that one slow query never holds up all."""
LANES = 4
"""Of one process at the most: beyond that Python's lock would be felt."""
GRACE_SECONDS = 0.5
"""A query whose asker has gone may end within this time by itself, which costs less than a new process."""

Asked = Job | UpdateJob | QuestionJob
_Slot = tuple[Group, int]


class WorkerPool:
    """Runs at most ``size`` jobs at a time, in processes that are started when first needed and replaced when killed or dead."""

    def __init__(self, settings: Settings, size: int = SIZE) -> None:
        self._settings, self._size = settings, size
        self._groups = [Group(settings, min(LANES, size - first)) for first in range(0, size, LANES)]
        self._free: asyncio.Queue[_Slot] = asyncio.Queue()
        self._leaving: set[asyncio.Task[None]] = set()
        for group in self._groups:
            for lane in range(group.lanes):
                self._free.put_nowait((group, lane))

    async def run(self, job: Asked, seconds: float) -> Reply:
        """The reply to ``job``. Raises TimeLimitError after ``seconds`` (its process is ended), UsageError for a
        malformed query or one that a process of its own died of, RefusedError for what may not be done, and what a question raises.

        The query of a caller that is cancelled is given up too.
        """
        slot = await self._free.get()
        leaving = False
        try:
            process = await slot[0].process()
            until = time.monotonic() + seconds
            asking = asyncio.ensure_future(_ask(process, slot[1], job, seconds))
            try:
                reply = await asyncio.shield(asking)
            except TimeoutError:  # an OSError too, so it stands first
                process.kill()
                raise _late(seconds) from None
            except (EOFError, OSError):
                process.kill()  # what it may yet send is no answer to what this lane is asked next
                reply = await self._alone(job, max(0.0, until - time.monotonic()), seconds)
            except asyncio.CancelledError:
                leaving = True
                self._leave(slot, process, asking)
                raise
        finally:
            if not leaving:
                self._free.put_nowait(slot)
        if reply.error:
            raise getattr(errors, reply.kind)(reply.error, where=reply.where, remedy=reply.remedy)
        return reply

    async def _alone(self, job: Asked, left: float, seconds: float) -> Reply:
        """Ask again where nobody else does: the process died, of this query or of another."""
        group = Group(self._settings, 1)
        try:
            return await _ask(await group.process(), 0, job, left)
        except TimeoutError:
            raise _late(seconds) from None
        except (EOFError, OSError):
            what = "The query needs more memory, or goes deeper, than is allowed; the process that answered it was ended."
            raise UsageError(what, remedy="narrow or flatten it") from None
        finally:
            group.kill()

    def _leave(self, slot: _Slot, process: Process, asking: asyncio.Future[Reply]) -> None:
        """Free the slot when its query has ended, which is soon: by itself, or with its process."""

        async def wait() -> None:
            try:
                await asyncio.wait_for(asking, GRACE_SECONDS)
            except (TimeoutError, EOFError, OSError):
                process.kill()
            finally:
                self._free.put_nowait(slot)

        task = asyncio.ensure_future(wait())
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    def counts(self) -> dict[str, int]:
        """How many lanes are busy and how many are free (their process started or not)."""
        free = self._free.qsize()
        return {"busy": self._size - free, "free": free}

    async def close(self) -> None:
        """End all processes; call it when no job is running."""
        await asyncio.gather(*self._leaving)
        for group in self._groups:
            await asyncio.to_thread(group.kill)


def _late(seconds: float) -> TimeLimitError:
    return TimeLimitError(f"The query ran longer than {seconds:g} seconds and was cancelled.", remedy="narrow it down or add a LIMIT")


async def _ask(process: Process, lane: int, job: Asked, seconds: float) -> Reply:
    """Raises TimeoutError after ``seconds``, EOFError or OSError if the process is no more."""
    pipe = process.pipes[lane]
    pipe.send(job)
    await _readable(pipe, seconds)
    return await _received(pipe)


async def _received(pipe: Connection) -> Reply:
    """What is short is there at once; what is long, said by an empty message before it, comes in parts, which a thread waits for."""
    first = pipe.recv_bytes()
    reply: Reply = pickle.loads(first or await asyncio.to_thread(pipe.recv_bytes))
    return reply


async def _readable(pipe: Connection, seconds: float) -> None:
    """Wait until the pipe has something to read, without holding a thread; TimeoutError after ``seconds``."""
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()
    loop.add_reader(pipe.fileno(), _settle, ready)
    try:
        async with asyncio.timeout(seconds):
            await ready
    finally:
        loop.remove_reader(pipe.fileno())


def _settle(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
