"""The shape of ``/ask``."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel


class Both(BaseModel):
    """The same in Chinese and English."""

    zh: str
    en: str


class NamedOut(BaseModel):
    """An entity that a name was understood as; ``hint`` (a post) tells it from others of that name."""

    id: str
    label: str
    type: str
    hint: str


class ChoiceOut(BaseModel):
    """A named question with its parameters, said back, and its address here."""

    question: str
    parameters: dict[str, str]
    named: dict[str, NamedOut]
    said: Both
    href: str


class UnderstoodOut(ChoiceOut):
    """What the question was taken for; ``ignored`` are words of it that had no part in that."""

    confidence: float
    ignored: list[str]


class AnswerOut(BaseModel):
    """As ``/questions/{name}`` answers: each row with its ``evidence``; ``counted`` different things are among the rows."""

    columns: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    row_limit: int
    truncated: bool
    counted: int
    queries: dict[str, str]


class RefusalOut(BaseModel):
    """Why there is no answer: ``reason`` is empty, out-of-scope, unknown-name, ambiguous-name, missing, several-meanings or unsupported."""

    reason: str
    detail: Both
    what: str


class AskedOut(BaseModel):
    """``understood`` and ``answer``, or ``refusal``; ``alternatives`` are what else it could mean, the likelier first."""

    q: str
    understood: UnderstoodOut | None
    alternatives: list[ChoiceOut]
    answer: AnswerOut | None
    refusal: RefusalOut | None
