"""Relations between entities as the graph is walked: one query for any number of entities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from zhaoshang.ontology.vocabulary import NS
from zhaoshang.queries import graph
from zhaoshang.stores.triples.store import TripleStore

from ..search.cards import class_of, id_of
from ..search.index import NameIndex

EVENTS = frozenset({"Visit", "Meeting", "Tenure"})
"""Classes whose nodes restate a direct relation; left out of walks unless asked for."""
BATCH = 500
"""Entities in one query."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in an answer. ``articles`` is how many mention it; ``date`` and ``status`` as on its card."""

    id: str
    type: str
    name: str
    articles: int = 0
    date: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation, however many statements make it. ``confidence`` is the greatest of theirs; ``date`` and ``status``
    are those of the trip or event at either end, "" where neither has one."""

    source: str
    target: str
    predicate: str
    statements: tuple[str, ...]
    confidence: float
    date: str = ""
    status: str = ""

    def other(self, entity: str) -> str:
        """The end that is not ``entity``."""
        return self.target if self.source == entity else self.source


def node(index: NameIndex, entity: str) -> Node:
    """The entity with what its card says; its id for a name where it has no card."""
    card = index.cards.get(entity)
    if card is None:
        return Node(entity, class_of(entity), entity)
    return Node(entity, card.type, card.name, card.articles, card.date, card.status)


_known: WeakKeyDictionary[NameIndex, dict[str, tuple[Edge, ...]]] = WeakKeyDictionary()
"""Entity -> its relations, for as long as the index that they were read with is in use; a hub's thousands are read once."""
KEPT = 20_000
"""Entities whose relations are kept; beyond that they are read anew."""


def relations(store: TripleStore, index: NameIndex, entities: Iterable[str]) -> list[Edge]:
    """All relations that touch one of the entities, sorted; statements about one relation are one edge."""
    known = _known.setdefault(index, {})
    every = sorted(set(entities))
    fresh = _read(store, index, [entity for entity in every if entity not in known])
    if len(known) + len(fresh) <= KEPT:
        known.update(fresh)
    found = {(e.source, e.target, e.predicate): e for entity in every for e in (fresh[entity] if entity in fresh else known[entity])}
    return [found[key] for key in sorted(found)]


def _read(store: TripleStore, index: NameIndex, entities: list[str]) -> dict[str, tuple[Edge, ...]]:
    """Entity -> its relations, from the store."""
    found: dict[str, dict[tuple[str, str, str], tuple[set[str], float]]] = {entity: {} for entity in entities}
    base = store.base
    for start in range(0, len(entities), BATCH):
        marks = " ".join(store.quads.iri(entity) for entity in entities[start : start + BATCH])
        for row in store.query(graph.text("relations.rq").replace("$entities", marks)):
            near, far = id_of(row["entity"].value, base), id_of(row["other"].value, base)
            key = (*((near, far) if row["outgoing"].value == "true" else (far, near)), row["predicate"].value.removeprefix(NS))
            statements, confidence = found[near].get(key, (set(), 0.0))
            statements.add(id_of(row["statement"].value, base))
            found[near][key] = (statements, max(confidence, float(row["confidence"].value)))
    return {entity: tuple(_edge(index, key, *own[key]) for key in own) for entity, own in found.items()}


def _edge(index: NameIndex, key: tuple[str, str, str], statements: set[str], confidence: float) -> Edge:
    cards = [card for end in key[:2] if (card := index.cards.get(end))]
    date = next((card.date for card in cards if card.date), "")
    status = next((card.status for card in cards if card.status in ("planned", "happened", "cancelled")), "")
    return Edge(*key, tuple(sorted(statements)), confidence, date, status)
