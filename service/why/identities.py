"""By which decisions the names in articles became entities of the graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from zhaoshang.stores.journal import Canon, Journal

from ..entities.describe import Ref, ref
from ..search.index import NameIndex


@dataclass(frozen=True, slots=True)
class Identified:
    """An article's entity ``local``, called ``names`` there, is ``entity``: ``score`` in [0, 1] by ``reasons``; ``new`` if it was
    first seen there. ``written`` is the id that was settled then, where a later decision has changed it."""

    article: str
    local: str
    names: tuple[str, ...]
    entity: Ref
    score: float
    reasons: tuple[str, ...]
    new: bool
    written: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's decision (merge, split, refuse) on these entities, by whom and when (ISO 8601 in UTC); ``seq`` is its number."""

    seq: int
    kind: str
    entities: tuple[str, ...]
    article: str
    author: str
    learnt_at: str


def identified(
    journal: Journal, canon: Canon, articles: Iterable[str], entities: Collection[str], index: NameIndex
) -> tuple[Identified, ...]:
    """How each of ``entities`` (today's ids) was recognised in each of ``articles``."""
    found = []
    for article in articles:
        stored = journal.stored(article)
        if stored is None:
            continue
        called = {entity.id: entity.names for entity in stored.outcome.reading.entities}
        for one in stored.outcome.identities:
            today = canon.canonical(one.entity, article)
            if today in entities:
                written = one.entity if one.entity != today else ""
                names = called.get(one.local, ())
                found.append(Identified(article, one.local, names, ref(index, today), one.score, one.reasons, one.new, written))
    return tuple(found)


def decided(journal: Journal, canon: Canon, entities: Collection[str]) -> tuple[Decided, ...]:
    """The decisions that name one of ``entities`` or an id that means one, oldest first."""
    every = {source for entity in entities for source in canon.sources(entity)}
    found = []
    for seq, decision in journal.decisions_after(0):
        body = decision.body
        named = tuple(map(str, body.get("entities") or filter(None, (body.get("entity"), body.get("into")))))
        if decision.kind in ("merge", "split", "refuse") and every & set(named):
            entry = next(iter(journal.entries_after(seq - 1)))
            found.append(Decided(seq, decision.kind, named, str(body.get("article", "")), decision.author, entry.learnt_at))
    return tuple(found)
