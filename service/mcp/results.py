"""What the tools answer: structured, and with its limits said."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from ..ask.models import ChoiceOut, RefusalOut, UnderstoodOut
from ..entities.describe import Fact
from ..why.explain import Edge
from ..why.identities import Decided, Identified


class QuestionInfo(BaseModel):
    """A named question."""

    name: str
    title: str
    about: str
    parameters: dict[str, str] = Field(description="Name -> type, whether it is required, and what it means")
    columns: list[str]


class Questions(BaseModel):
    """All named questions."""

    questions: list[QuestionInfo]


class Sentence(BaseModel):
    """A sentence of an article; ``quote`` are the words in it that say so."""

    sentence: str
    quote: str
    title: str
    published: str
    url: str
    article: str


class Row(BaseModel):
    """A row of an answer with the first sentences behind it; ``statements`` lead to all of them by `why`."""

    values: dict[str, Any]
    statements: list[str]
    evidence: list[Sentence]
    evidence_total: int


class Rows(BaseModel):
    """Some rows of an answer: from ``offset``; ``total`` before paging. ``truncated`` if even that is not all there is."""

    question: str
    parameters: dict[str, Any]
    understood_names: dict[str, list[str]] = Field(description="Parameter -> the entities meant; several where several bear the name")
    rows: list[Row]
    offset: int
    total: int
    truncated: bool


class Asked(BaseModel):
    """The answer to a question in words: ``understood`` and ``answer``, or ``refusal``; ``alternatives`` are what else it may mean."""

    understood: UnderstoodOut | None
    answer: Rows | None
    refusal: RefusalOut | None
    alternatives: list[ChoiceOut]


class Entity(BaseModel):
    """An entity found by name."""

    id: str
    type: str
    name: str
    matched: str
    articles: int


class Found(BaseModel):
    """A page of entities; ``types`` counts all matches by class."""

    total: int
    types: dict[str, int]
    entities: list[Entity]


class Table(BaseModel):
    """Rows of a query. ``truncated`` where the row limit cut it."""

    columns: list[str]
    rows: list[list[Any]]
    row_limit: int
    truncated: bool


class Document(BaseModel):
    """A query's answer as text: Turtle for CONSTRUCT and DESCRIBE. ``truncated`` where the limit cut it."""

    media_type: str
    text: str
    truncated: bool


class Described(BaseModel):
    """An entity: its settled values, and a page of its relations, from ``offset``; ``facts_total`` before paging."""

    id: str
    type: str
    name: str
    aliases: list[str]
    values: dict[str, str]
    facts: list[Fact]
    offset: int
    facts_total: int


class Explained(BaseModel):
    """Everything behind an edge or some statements: see `zhaoshang.service.why.explain.Why`."""

    edges: list[Edge]
    identities: list[Identified]
    decisions: list[Decided]
    articles: int
    derived_by: list[str]
    truncated: bool
