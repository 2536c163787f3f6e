"""How a write comes about: its steps are found on the newest snapshot, put into the journal, and then shown.

Writes of one service come one after the other. If another process wrote in between, the steps are found anew, so that
each write sees all writes before it; of the articles it sees what the service showed at that moment.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhaoshang.ontology.errors import BusyError
from zhaoshang.stores.journal import Journal, Step

if TYPE_CHECKING:
    from ..state import State

ATTEMPTS = 5
SHOWN_SECONDS = 10.0
"""How long to wait for the owner of the triple store to follow."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: the sequence number of its entry (0: there was nothing to write), triples added and removed."""

    seq: int
    added: int
    removed: int


@dataclass(slots=True)
class Writer:
    """The one who writes for a service."""

    state: State
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def write(self, find: Callable[[int], Awaitable[Sequence[Step]]], author: str) -> Written:
        """Do what ``find`` gives for a sequence number. Raises BusyError if others keep writing, and whatever ``find`` raises."""
        journal, follower = self.state.journal, self.state.follower
        async with self._turn:
            for _ in range(ATTEMPTS):
                last = await asyncio.to_thread(journal.last_write)
                if not await asyncio.to_thread(follower.follow, last, SHOWN_SECONDS):
                    raise BusyError("The owner of the triple store does not follow the journal.", remedy="try again later")
                steps = await find(follower.seq)
                if not steps:
                    return Written(0, 0, 0)
                done = await asyncio.to_thread(_append, journal, steps, last, author)
                if done.seq:
                    await asyncio.to_thread(follower.follow, done.seq, SHOWN_SECONDS)
                    return done
        raise BusyError("Other processes write to the same journal all the time.", remedy="try again")


def _append(journal: Journal, steps: Sequence[Step], last: int, author: str) -> Written:
    counts = {name: sum(step.quads.count("\n") + 1 for step in steps if step.operation == name) for name in ("add", "remove")}
    summary = {"added": counts["add"], "removed": counts["remove"], "graphs": sorted({s.graph for s in steps if not s.quads})}
    with journal.writing():
        seq = journal.write(steps, summary, author) if journal.last_write() == last else 0
    return Written(seq, counts["add"], counts["remove"])
