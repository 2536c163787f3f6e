"""A worker process with the pipes to its lanes, and the keeping of one alive."""

from __future__ import annotations

import asyncio
import multiprocessing
from multiprocessing.connection import Connection

from zhaoshang.ontology.errors import StoreError
from zhaoshang.stores.settings import Settings

from .allocator import preloaded
from .worker import main

_SPAWN = multiprocessing.get_context("spawn")


class Process:
    """One process and a pipe to each of its lanes; made when it is ready to work.

    The pipes are closed with the object: a caller may still be waiting at one when the process is killed for another's sake.
    """

    def __init__(self, settings: Settings, lanes: int) -> None:
        pairs = [_SPAWN.Pipe() for _ in range(lanes)]
        self.pipes: list[Connection] = [ours for ours, _ in pairs]
        theirs = [end for _, end in pairs]
        self._process = _SPAWN.Process(target=main, args=(settings, theirs), daemon=True, name="zhaoshang-sparql")
        with preloaded():
            self._process.start()
        for end in theirs:
            end.close()
        try:
            self.pipes[0].recv_bytes()
        except EOFError:
            raise StoreError("The process that answers queries did not start.", remedy="look at the log, then try again") from None

    @property
    def alive(self) -> bool:
        """False once it has ended, whoever ended it."""
        return self._process.is_alive()

    def kill(self) -> None:
        """End the process at once and wait for it."""
        self._process.kill()
        self._process.join()


class Group:
    """The lanes of one process, which is started when first needed and replaced when dead."""

    def __init__(self, settings: Settings, lanes: int) -> None:
        self.lanes = lanes
        self._settings = settings
        self._process: Process | None = None
        self._starting = asyncio.Lock()

    async def process(self) -> Process:
        """The living process; who needs it meanwhile waits for the same one. Raises StoreError if it does not start."""
        async with self._starting:
            if self._process is None or not self._process.alive:
                self._process = await asyncio.to_thread(Process, self._settings, self.lanes)
            return self._process

    def kill(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process = None
