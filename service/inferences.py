"""Has the inferences ready before they are asked for: made anew, by a process in the background, once the graph has come to rest.

Only where somebody has ever asked for them. They are made outside of any query's time, so that one over its time leaves the work to
go on and the next finds it done.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import sys
from multiprocessing.process import BaseProcess

from zhaoshang.ontology.errors import TimeLimitError, ZhaoshangError
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples.snapshots import age_of_newest, snapshots

log = logging.getLogger(__name__)
LOOK_SECONDS = 1.0
"""How often it is seen whether there is something to do."""
REST_SECONDS = 5.0
"""So long the graph must have stood still: an ingest of a thousand articles makes them once, not a thousand times."""
NICENESS = 10
_SPAWN = multiprocessing.get_context("spawn")


class Inferences:
    """The inferences of one service. For one event loop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = settings.triples.with_name(settings.triples.name + ".inferred")
        self._failed = ""
        """The snapshot of which they could not be made; it is not tried again before there is another, or somebody asks."""
        self._making: asyncio.Task[None] | None = None
        self._keeping: asyncio.Task[None] | None = None

    def start(self) -> None:
        """From now on keep them in step."""
        self._keeping = asyncio.ensure_future(self._keep())

    async def stop(self) -> None:
        """End it all; what is half made is made anew some other time."""
        for task in (self._keeping, self._making):
            if task is not None:
                task.cancel()
                await asyncio.wait((task,))

    async def ready(self, seconds: float) -> None:
        """Wait until those of the newest snapshot are there. Raises TimeLimitError after ``seconds``; they are made all the same."""
        if await asyncio.to_thread(self._made):
            return
        try:
            await asyncio.wait_for(asyncio.shield(self._make()), seconds)
        except TimeoutError:
            what = f"The inferences are still being made after {seconds:g} seconds; that goes on."
            raise TimeLimitError(what, remedy="ask again in a minute") from None

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if await asyncio.to_thread(self._due):
                await asyncio.shield(self._make())

    def _due(self) -> bool:
        asked_before = bool(snapshots(self._folder))
        rests = age_of_newest(self._settings.triples) >= REST_SECONDS
        return asked_before and rests and not self._made() and self._newest() != self._failed

    def _made(self) -> bool:
        newest, made = self._newest(), snapshots(self._folder)[-1:]
        return bool(newest) and [newest] == [one.name for one in made]

    def _newest(self) -> str:
        """The name of the newest snapshot, "" where there is none."""
        return next((one.name for one in snapshots(self._settings.triples)[-1:]), "")

    def _make(self) -> asyncio.Task[None]:
        """The making that is under way, or one that begins now."""
        if self._making is None or self._making.done():
            self._making = asyncio.ensure_future(self._run())
        return self._making

    async def _run(self) -> None:
        newest = await asyncio.to_thread(self._newest)
        process = _SPAWN.Process(target=make, args=(self._settings,), daemon=True, name="zhaoshang-inferences")
        await asyncio.to_thread(process.start)
        try:
            await _ended(process)
        finally:
            if process.is_alive():
                process.kill()
            await asyncio.to_thread(process.join)
        self._failed = newest if process.exitcode else ""
        if process.exitcode:
            log.warning("the inferences could not be made beforehand; a query that asks for them tries again, and says why")


async def _ended(process: BaseProcess) -> None:
    """Wait for the end of a process without holding a thread."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_reader(process.sentinel, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(process.sentinel)


def make(settings: Settings) -> None:
    """What the process does: make those of the newest snapshot, giving way to all others."""
    from zhaoshang.stores.triples.inferred import open_inferred

    os.nice(NICENESS)
    try:
        _, guard = open_inferred(settings)
    except ZhaoshangError as error:
        sys.exit(str(error))
    os.close(guard)
