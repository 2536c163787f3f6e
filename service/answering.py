"""Asking a named question of what the service shows now, within the time limit of a query; who asks the same at once shares it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import anyio.from_thread

from zhaoshang.queries.answer import Answer
from zhaoshang.queries.catalogue import Question

from .kept import Body
from .sparql.evaluate import Reply
from .sparql.questions import QuestionJob
from .state import State

Given = Mapping[str, str | int | None]


async def body(state: State, it: Question, given: Given, media: str, *, evidence: bool = True) -> Body:
    """The answer in ``media`` (see `QuestionJob`): one that is kept, one that is under way for another, or one of its own.

    Raises TimeLimitError once the query is cancelled, and what `answer` raises.
    """
    job = _job(state, it, given, media, evidence)
    kept = state.kept.get(job.head, _named(job))
    if kept is None:
        found = await _reply(state, job)
        kept = Body(found.body, found.truncated)
        state.kept.put(job.head, _named(job), kept)
    return kept


def answered(state: State, it: Question, given: Given, *, evidence: bool = True) -> Answer:
    """The answer itself, from a thread that the event loop has lent out, as all routes that are plain functions run in."""

    async def ask() -> Reply:
        return await _reply(state, _job(state, it, given, "", evidence))

    found = anyio.from_thread.run(ask).answer
    assert found is not None
    return found


async def _reply(state: State, job: QuestionJob) -> Reply:
    return await state.flights.join((job.head, _named(job)), lambda: state.workers.run(job, state.settings.query_seconds))


def _job(state: State, it: Question, given: Given, media: str, evidence: bool) -> QuestionJob:
    settings = state.settings
    return QuestionJob(it.name, dict(given), state.head, settings.base, settings.query_rows, evidence, media)


def _named(job: QuestionJob) -> Hashable:
    """What tells the job from others at the same state of the graph."""
    return job.name, frozenset(job.given.items()), job.media_type, job.evidence
