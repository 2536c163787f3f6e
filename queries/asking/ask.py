"""Asking in words: understood, asked, answered; or refused with what could be meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from zhaoshang.ontology.errors import InputError, NotFoundError, UsageError

from ..answer import Answer
from ..catalogue import Question, catalogue
from ..shape import as_json as answer_as_json
from . import refusals
from .names import Names
from .understand import Choice, Refusal, Understood, understand

Answering = Callable[[Question, dict[str, str | int | None]], Answer]
"""Asks a named question with these parameters: `queries.answer.answer` on an open store, or what stands for it."""
LONGEST = 300
"""Code points that a question may have."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``found`` is the answer to what was understood, None for a refusal. ``counted`` is how many different things the rows are about."""

    question: str
    result: Understood | Refusal
    found: Answer | None = None

    @property
    def counted(self) -> int:
        """The number of different members of the first column of ids; of rows where there is none."""
        if self.found is None:
            return 0
        at = next((i for i, column in enumerate(self.found.columns) if column.type == "id"), None)
        return len({row[at] for row in self.found.rows}) if at is not None else len(self.found.rows)


def today() -> date:
    """The day in China (UTC+8)."""
    return (datetime.now(UTC) + timedelta(hours=8)).date()


def ask(answering: Answering, question: str, names: Names, day: date | None = None) -> Asked:
    """Answer a question put in words by ``answering``. Raises InputError for one that is too long, and what the store raises."""
    if len(question) > LONGEST:
        raise InputError(f"The question has {len(question)} characters.", where="q", remedy=f"ask with at most {LONGEST}")
    result = understand(question, names, day or today())
    if isinstance(result, Refusal):
        return Asked(question, result)
    interpretation = result.taken.interpretation
    try:
        return Asked(question, result, answering(catalogue()[interpretation.question], dict(interpretation.parameters)))
    except NotFoundError:  # an article or statement: their names are not among `Names`
        what = "、".join(interpretation.values.values())
        return Asked(question, Refusal("unknown-name", refusals.detail("unknown-name", what), what))
    except UsageError as error:
        what = f"{error.where} {error.what}".strip()
        return Asked(question, Refusal("unsupported", refusals.detail("unsupported", what), what))


def as_json(asked: Asked, limit: int) -> dict[str, Any]:
    """As a JSON object: ``understood`` with ``answer``, or ``refusal``; ``alternatives`` ranked in both cases."""
    result = asked.result
    if isinstance(result, Refusal):
        refusal = {"reason": result.reason, "detail": asdict(result.detail), "what": result.what}
        return {
            "q": asked.question,
            "understood": None,
            "alternatives": [_choice(c) for c in result.choices],
            "answer": None,
            "refusal": refusal,
        }
    assert asked.found is not None
    understood = _choice(result.taken) | {"confidence": result.confidence, "ignored": list(result.ignored)}
    body = answer_as_json(asked.found, limit)
    found = {key: body[key] for key in ("columns", "rows", "row_limit", "truncated", "queries")} | {"counted": asked.counted}
    return {
        "q": asked.question,
        "understood": understood,
        "alternatives": [_choice(c) for c in result.alternatives],
        "answer": found,
        "refusal": None,
    }


def _choice(choice: Choice) -> dict[str, Any]:
    interpretation = choice.interpretation
    return {
        "question": interpretation.question,
        "parameters": interpretation.parameters,
        "named": {name: {"id": e.id, "label": e.label, "type": e.cls, "hint": e.hint} for name, e in interpretation.entities.items()},
        "said": asdict(choice.said),
        "href": choice.href,
    }
