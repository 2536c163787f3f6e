"""Queries that are asked again while the graph stands still, as dashboards do, or by many at once: worked out one time."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from ..flights import Flights
from ..kept import Body, Kept
from .evaluate import Job, Reply

_VARYING = re.compile(r"(?i)(?<![a-z])(?:rand|now|uuid|struuid|bnode)(?![a-z])")
"""Functions whose value is another each time (SPARQL 1.1, 17.4); wherever their names stand, even in a literal, nothing is kept."""


def _varies(query: str) -> bool:
    small = query.lower()
    return any(name in small for name in ("rand", "now", "uuid", "bnode")) and bool(_VARYING.search(query))


class Answers:
    """The answers of ``work`` by job, which names the state of the graph too. Errors are not kept; for one event loop."""

    def __init__(self, work: Callable[[Job], Awaitable[Reply]]) -> None:
        self._work = work
        self.kept, self.flights = Kept(), Flights()

    async def to(self, job: Job) -> Reply:
        """The answer to ``job``: kept, under way for another, or its own. Raises what ``work`` raises."""
        if job.inferred or _varies(job.query):
            return await self._work(job)
        kept = self.kept.get(job.head, job)
        if kept is not None:
            return Reply(kept.octets, kept.media_type, kept.truncated)

        async def work() -> Reply:
            return await self._work(job)

        reply = await self.flights.join(job, work)
        self.kept.put(job.head, job, Body(reply.body, reply.truncated, reply.media_type), 4 * len(job.query))
        return reply
