"""What is sent to the database for a batch of articles: plain rows, made ready before a transaction begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, LiteralString

from neo4j import ManagedTransaction

from ..projection import ArticleView
from .records import Key, article_node, evidence_nodes, labels_for, said, statement_node, touched

BATCH = 5_000
"""So many rows go in one statement, and about so many in one transaction."""

Batch = list[tuple[str, ArticleView | None, int]]
"""Articles, their views (None: to be taken away), and the numbers that are reached with them (0: none of their own)."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What is sent for one batch."""

    names: list[str]
    entities: list[dict[str, Any]]
    articles: list[dict[str, Any]]
    said: dict[Key, dict[str, float]]
    created: list[dict[str, Any]]
    merged: list[dict[str, Any]]
    seq: int


def gather(batch: Batch, known: set[str], made: set[Key] | None) -> Rows:
    """The rows of a batch. ``known`` are entities that are there already; ``made`` the relationships that this run has made in
    a graph that was empty, None for a graph that was not."""
    views = [view for _, view, _ in batch if view is not None]
    facts = facts_of(views)
    ensured = {entity for view in views for entity in touched(view)} - known
    return Rows(
        names=[article for article, _, _ in batch],
        entities=[{"id": entity, "labels": list(labels_for(entity))} for entity in sorted(ensured)],
        articles=[article_row(view) for view in views],
        said=facts,
        created=[fact_row(key, ids) for key, ids in facts.items() if made is not None and key not in made],
        merged=[fact_row(key, ids) for key, ids in facts.items() if made is None or key in made],
        seq=batch[-1][2],
    )


def facts_of(views: Iterable[ArticleView]) -> dict[Key, dict[str, float]]:
    """Relationship -> statement -> confidence."""
    found: dict[Key, dict[str, float]] = {}
    for view in views:
        for one in said(view):
            found.setdefault(one.key, {})[one.statement] = one.confidence
    return found


def article_row(view: ArticleView) -> dict[str, Any]:
    """An article with its quotations, its statements with the places of theirs in that list, and its mentions."""
    evidence = [node.properties for node in evidence_nodes(view)]
    place = {(e["start"], e["end"]): number for number, e in enumerate(evidence)}
    statements = [
        {"properties": statement_node(view, fact).properties, "evidence": [place[e.start, e.end] for e in dict.fromkeys(fact.evidence)]}
        for fact in view.facts
    ]  # fmt: skip
    return {"properties": article_node(view).properties, "evidence": evidence, "statements": statements, "mentions": list(view.mentions)}


def row_of(key: Key, **rest: Any) -> dict[str, Any]:
    """A relationship with what is to be done to it."""
    return {"start": key[0], "type": key[1], "end": key[2], **rest}


def fact_row(key: Key, statements: dict[str, float]) -> dict[str, Any]:
    """A relationship with the statements that are to be behind it."""
    return row_of(key, added=list(statements), confidence=max(statements.values()))


def send(tx: ManagedTransaction, text: LiteralString, rows: list[dict[str, Any]], **params: Any) -> None:
    """One statement for up to BATCH rows at a time; nothing for none."""
    for part in parts(rows, BATCH):
        tx.run(text, rows=part, **params).consume()


def parts(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The items, ``size`` at a time."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
