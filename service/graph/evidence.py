"""Statements with the words behind them, and what else their article says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhaoshang.ontology.statement import TYPE, Literal, Statement
from zhaoshang.stores.journal import Canon, Journal

from ..entities.describe import Citation, Citer, Ref, ref
from ..search.index import NameIndex
from .verdicts import verdicts

NAMING = frozenset({TYPE, "name", "alias", "pinyin", "mentions"})
"""Predicates that only say what a thing is called: no facts of an article."""


@dataclass(frozen=True, slots=True)
class Evidenced:
    """A statement in today's ids with the words behind it; ``value`` for literals, else ``object``. ``verdict`` is the last
    one on it (flag, accept, correct, refuse; "" for none), ``note`` what was said with it."""

    id: str
    subject: Ref
    predicate: str
    object: Ref | None
    value: str
    confidence: float
    rule: str
    citations: tuple[Citation, ...]
    verdict: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article says, in the order of its text; ``total`` before the limit. The facts come without citations."""

    article: str
    facts: tuple[Evidenced, ...]
    total: int


def evidence(journal: Journal, index: NameIndex, statements: Iterable[str]) -> list[Evidenced]:
    """Those of the statements that stand, with their citations."""
    citer, canon, said = Citer(journal), journal.canon(), verdicts(journal)
    found = (journal.statement(name) for name in dict.fromkeys(statements))
    rows = []
    for row in found:
        if row:
            last = said.get(row.statement.id)
            verdict, note = (last.verdict, last.note) if last else ("", "")
            rows.append(_evidenced(index, canon, row.statement, citer.cite(row.statement), verdict, note))
    return rows


def facts(journal: Journal, index: NameIndex, article: str, limit: int = 200) -> Facts:
    """What ``article`` says beyond names and mentions; nothing for one that does not stand."""
    canon = journal.canon()
    own = [row.statement for row in journal.statements_of(article) if row.statement.evidence and row.statement.predicate not in NAMING]
    own.sort(key=lambda s: (min(s.evidence).start, s.subject, s.predicate))
    return Facts(article, tuple(_evidenced(index, canon, said) for said in own[:limit]), len(own))


def _evidenced(
    index: NameIndex, canon: Canon, said: Statement, citations: tuple[Citation, ...] = (), verdict: str = "", note: str = ""
) -> Evidenced:
    now = canon.statement(said)
    other, value = (None, now.object.value) if isinstance(now.object, Literal) else (ref(index, now.object), "")
    return Evidenced(
        said.id, ref(index, now.subject), now.predicate, other, value, now.confidence, now.rule, citations, verdict, note
    )  # fmt: skip
