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
    """``found`` is the answer to what was understood, None for a refusal."""

    question: str
    result: Understood | Refusal
    found: Answer | None = None

    @property
    def counted(self) -> int:
        """See `counted`; 0 for a refusal."""
        return counted(self.found) if self.found else 0


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
    except (NotFoundError, UsageError) as error:
        return Asked(question, refused(result, error))


def refused(understood: Understood, error: NotFoundError | UsageError) -> Refusal:
    """What to say where the question that was understood cannot be answered."""
    if isinstance(error, NotFoundError):  # an article or statement: their names are not among `Names`
        what = "、".join(understood.taken.interpretation.values.values())
        return Refusal("unknown-name", refusals.detail("unknown-name", what), what)
    what = f"{error.where} {error.what}".strip()
    return Refusal("unsupported", refusals.detail("unsupported", what), what)


def as_json(asked: Asked, limit: int) -> dict[str, Any]:
    """As a JSON object: ``understood`` with ``answer``, or ``refusal``; ``alternatives`` ranked in both cases."""
    return understood_as_json(asked.question, asked.result) | {"answer": found_as_json(asked.found, limit) if asked.found else None}


def understood_as_json(question: str, result: Understood | Refusal) -> dict[str, Any]:
    """The same without its ``answer``."""
    if isinstance(result, Refusal):
        refusal = {"reason": result.reason, "detail": asdict(result.detail), "what": result.what}
        return {"q": question, "understood": None, "alternatives": [_choice(c) for c in result.choices], "refusal": refusal}
    understood = _choice(result.taken) | {"confidence": result.confidence, "ignored": list(result.ignored)}
    return {"q": question, "understood": understood, "alternatives": [_choice(c) for c in result.alternatives], "refusal": None}


def found_as_json(found: Answer, limit: int) -> dict[str, Any]:
    """That ``answer``."""
    body = answer_as_json(found, limit)
    return {key: body[key] for key in ("columns", "rows", "row_limit", "truncated", "queries")} | {"counted": counted(found)}


def counted(found: Answer) -> int:
    """How many different things the rows are about: members of the first column of ids; rows where there is none."""
    at = next((i for i, column in enumerate(found.columns) if column.type == "id"), None)
    return len({row[at] for row in found.rows}) if at is not None else len(found.rows)


def _choice(choice: Choice) -> dict[str, Any]:
    interpretation = choice.interpretation
    return {
        "question": interpretation.question,
        "parameters": interpretation.parameters,
        "named": {name: {"id": e.id, "label": e.label, "type": e.cls, "hint": e.hint} for name, e in interpretation.entities.items()},
        "said": asdict(choice.said),
        "href": choice.href,
    }
