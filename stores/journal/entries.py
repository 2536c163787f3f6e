"""What the journal gives back: its entries, and the records that are read out of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from zhaoshang.ontology.reading import Doubt
from zhaoshang.ontology.statement import Literal, Outcome, Statement


class Kind(StrEnum):
    """What an entry is."""

    OUTCOME = "outcome"
    RETRACTION = "retraction"
    DECISION = "decision"
    UNREADABLE = "unreadable"
    """A file that could not be read as an article; stands in the review queue until it can."""


class Result(StrEnum):
    """What appending an outcome did."""

    NEW = "new"
    CHANGED = "changed"
    """Another version of a known article: it supersedes the older one."""
    REREAD = "reread"
    """The same version, read otherwise (another extractor, or other content): it supersedes the older reading."""
    UNCHANGED = "unchanged"
    """Nothing was appended: the journal says exactly this already."""
    RETRACTED = "retracted"
    """Nothing was appended: the article was retracted, and its return was not asked for."""


@dataclass(frozen=True, slots=True)
class Appended:
    """What was done and the sequence number: of the new entry, or where nothing was added of the one that stands."""

    result: Result
    seq: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. ``article`` is the article's id ("" for most decisions), ``learnt_at`` an ISO date and time
    in UTC with microseconds, ``body`` the JSON object as it was written (use `Journal.outcome_at` for an outcome)."""

    seq: int
    kind: Kind
    article: str
    learnt_at: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Current:
    """Where an article stands. ``seq`` is the entry that decides it; if ``retracted``, version and extractor are the last ones'."""

    article: str
    seq: int
    version: str
    extractor: str
    retracted: bool


@dataclass(frozen=True, slots=True)
class Stored:
    """An outcome with its place in the journal."""

    seq: int
    learnt_at: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement with when it was learnt (ISO, UTC), by which extractor, and its article's date ("" if unknown).

    The entities' ids are those that were settled when it was written; `Canon.statement` gives today's.
    """

    seq: int
    learnt_at: str
    extractor: str
    published: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Claim:
    """A class, value or object that ``articles`` standing articles give a subject; ``published`` and ``seq`` are those of
    the one published (then learnt) last. ``article`` is "" but for articles that were asked for apart."""

    subject: str
    predicate: str
    object: str | Literal
    articles: int
    published: str
    seq: int
    article: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's or a rule's decision. ``kind`` is ``merge``, ``refuse``, ``split``, ``review``, ``dossier`` or another
    that a room defines; ``body`` is any JSON object; ``author`` says who."""

    kind: str
    body: Mapping[str, Any]
    author: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Retraction:
    """An article's withdrawal with its reason."""

    article: str
    reason: str
    author: str


@dataclass(frozen=True, slots=True)
class QueuedDoubt:
    """One line of the review queue. ``id`` is stable over re-reading; ``article`` is "" for a file that could not be read,
    ``title`` then its path."""

    id: str
    seq: int
    learnt_at: str
    article: str
    title: str
    doubt: Doubt
