"""Named questions, answered where SPARQL is: by a process that can be killed, beside the event loop."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from zhaoshang.queries.answer import Answer, answer
from zhaoshang.queries.catalogue import question
from zhaoshang.queries.ports import Oxigraph
from zhaoshang.queries.shape import as_csv, as_json


@dataclass(frozen=True, slots=True)
class QuestionJob:
    """One question. ``media_type`` is that of the body, "" for the `Answer` itself; the rest as in `Job`."""

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
    if job.media_type == "text/csv":
        return as_csv(found).encode(), None, found.truncated
    if job.media_type:
        body = json.dumps(as_json(found, job.limit), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return body.encode(), None, found.truncated
    return b"", found, found.truncated
