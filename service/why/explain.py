"""Everything behind some statements, gathered from the journal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhaoshang.ontology.statement import Literal
from zhaoshang.stores.journal import Canon, Journal
from zhaoshang.stores.journal.entries import StoredStatement

from ..entities.describe import Citation, Citer, Ref, ref
from ..search.index import NameIndex
from .identities import Decided, Identified, decided, identified

_ID = re.compile("statement/[0-9a-f]{1,64}")
"""What else is asked for is no statement of ours; a database need not be asked."""
MAX_ARTICLES = 50
"""Identity decisions are read from so many articles."""


@dataclass(frozen=True, slots=True)
class Behind:
    """One statement. ``learnt_at`` is ISO 8601 in UTC. ``written`` are subject and object as its article was first understood,
    where a later decision on identity has changed them."""

    id: str
    confidence: float
    rule: str
    extractor: str
    learnt_at: str
    written: tuple[str, str] | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """What some statements say alike: ``object`` an entity, else ``value``. ``confidence`` is the greatest of theirs."""

    subject: Ref
    predicate: str
    object: Ref | None
    value: str
    confidence: float
    statements: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """``derived_by`` are the walks by which a derived edge follows from ``edges`` (``led visited``; ``^`` against the direction);
    ``articles`` is how many say so. ``truncated`` is True where limits left something out."""

    edges: tuple[Edge, ...]
    identities: tuple[Identified, ...]
    decisions: tuple[Decided, ...]
    articles: int
    derived_by: tuple[str, ...] = ()
    truncated: bool = False


def why(
    journal: Journal,
    index: NameIndex,
    statements: Sequence[str],
    entities: Iterable[str] = (),
    *,
    most: int,
    derived_by: tuple[str, ...] = (),
) -> Why:
    """What is behind the first ``most`` of the statements that stand; ``entities`` are explained besides those in them."""
    with journal.snapshot():
        canon, citer = journal.canon(), Citer(journal)
        wanted = [name for name in dict.fromkeys(statements) if _ID.fullmatch(name)]
        rows = [row for name in wanted[:most] if (row := journal.statement(name))]
        edges = _edges(rows, canon, citer, index)
        ends = {end.id for edge in edges for end in (edge.subject, edge.object) if end} | {canon.canonical(e) for e in entities}
        articles = list(dict.fromkeys(row.statement.article for row in rows)) or journal.articles_about(sorted(ends))
        return Why(
            edges,
            identified(journal, canon, articles[:MAX_ARTICLES], ends, index),
            decided(journal, canon, ends),
            len(articles),
            derived_by,
            len(wanted) > most or len(articles) > MAX_ARTICLES,
        )


def _edges(rows: Iterable[StoredStatement], canon: Canon, citer: Citer, index: NameIndex) -> tuple[Edge, ...]:
    found: dict[tuple[str, str, str, bool], list[Behind]] = {}
    for row in rows:
        said, now = row.statement, canon.statement(row.statement)
        is_value = isinstance(now.object, Literal)
        shown = now.object.value if isinstance(now.object, Literal) else now.object
        was = (said.subject, said.object.value if isinstance(said.object, Literal) else said.object)
        moved = was if was != (now.subject, shown) else None
        behind = Behind(said.id, said.confidence, said.rule, row.extractor, row.learnt_at, moved, citer.cite(said))
        found.setdefault((now.subject, now.predicate, shown, is_value), []).append(behind)
    return tuple(_edge(*key, tuple(behind), index) for key, behind in found.items())


def _edge(subject: str, predicate: str, shown: str, is_value: bool, behind: tuple[Behind, ...], index: NameIndex) -> Edge:
    value = is_value or predicate == "type"
    return Edge(
        ref(index, subject),
        predicate,
        None if value else ref(index, shown),
        shown if value else "",
        max(one.confidence for one in behind),
        behind,
    )
