"""Asking a named question of what the service shows now, within the time limit of a query."""

from __future__ import annotations

from collections.abc import Mapping

import anyio.from_thread

from zhaoshang.queries.answer import Answer
from zhaoshang.queries.catalogue import Question

from .sparql.evaluate import Reply
from .sparql.questions import QuestionJob
from .state import State


async def reply(state: State, it: Question, given: Mapping[str, str | int | None], media: str = "", *, evidence: bool = True) -> Reply:
    """The body in ``media``, or with "" the answer itself. Raises TimeLimitError once the query is cancelled, and what `answer` raises."""
    settings = state.settings
    job = QuestionJob(it.name, dict(given), state.head, settings.base, settings.query_rows, evidence, media)
    return await state.workers.run(job, settings.query_seconds)


def answered(state: State, it: Question, given: Mapping[str, str | int | None], *, evidence: bool = True) -> Answer:
    """The same from a thread that the event loop has lent out, as all routes that are plain functions run in."""

    async def ask() -> Reply:
        return await reply(state, it, given, evidence=evidence)

    found = anyio.from_thread.run(ask).answer
    assert found is not None
    return found
