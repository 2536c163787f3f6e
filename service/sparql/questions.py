"""Named questions, answered where SPARQL is: by a process that can be killed, beside the event loop."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from zhaoshang.queries.answer import Answer, answer
from zhaoshang.queries.asking.ask import found_as_json
from zhaoshang.queries.catalogue import question
from zhaoshang.queries.ports import Oxigraph
from zhaoshang.queries.shape import as_csv, as_json

JSON, CSV, ASKED = "application/json", "text/csv", "application/json; of=ask"
"""Forms of a body; the last is the ``answer`` in what ``/ask`` says."""


@dataclass(frozen=True, slots=True)
class QuestionJob:
    """One question. ``media_type`` is the form of the body, "" for the `Answer` itself; the rest as in `Job`."""

    name: str
    given: Mapping[str, str | int | None]
    head: int
    base: str
    limit: int
    evidence: bool = True
    media_type: str = ""


def answered(store: ox.Store, job: QuestionJob) -> tuple[bytes, Answer | None, bool]:
    """The body, or the answer itself, and whether the limit cut it. Raises what `answer` raises."""
    found = answer(Oxigraph(store, job.base), question(job.name), job.given, max_rows=job.limit, with_evidence=job.evidence)
    if not job.media_type:
        return b"", found, found.truncated
    return _body(found, job), None, found.truncated


def _body(found: Answer, job: QuestionJob) -> bytes:
    if job.media_type == CSV:
        return as_csv(found).encode()
    shown = found_as_json(found, job.limit) if job.media_type == ASKED else as_json(found, job.limit)
    return json.dumps(shown, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
