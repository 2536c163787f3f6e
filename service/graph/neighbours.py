"""The neighbours of one entity: counts by type first, then a page of them, in one answer however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from zhaoshang.stores.triples.store import TripleStore

from ..search.index import NameIndex
from .relations import EVENTS, Edge, Node, node, relations


@dataclass(frozen=True, slots=True)
class Neighbours:
    """``counts`` by type over all neighbours, whatever the filter; ``total`` of those asked for; ``next`` the offset of the
    next page or None. ``edges`` are those between the entity (or one of ``among``) and a node of this page."""

    id: str
    counts: dict[str, int]
    total: int
    next: int | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def neighbours(
    store: TripleStore,
    index: NameIndex,
    entity: str,
    *,
    types: Collection[str] = (),
    limit: int = 50,
    offset: int = 0,
    among: Collection[str] = (),
) -> Neighbours:
    """The most mentioned first; event nodes only if ``types`` names them. ``among`` are entities already in view: relations
    between them and the page's nodes come along."""
    edges = relations(store, index, [entity])
    others = {edge.other(entity) for edge in edges}
    nodes = [node(index, other) for other in others]
    counts = Counter(n.type for n in nodes)
    wanted = [n for n in nodes if n.type in types] if types else [n for n in nodes if n.type not in EVENTS]
    wanted.sort(key=lambda n: (-n.articles, n.name, n.id))
    page = wanted[offset : offset + limit]
    ids = {n.id for n in page}
    shown = [edge for edge in edges if edge.other(entity) in ids]
    if among:
        old = set(among) - ids - {entity}
        shown += [e for e in relations(store, index, ids) if e.source in old or e.target in old or {e.source, e.target} <= ids]
    unique = {(e.source, e.target, e.predicate): e for e in shown}
    after = offset + limit if offset + limit < len(wanted) else None
    return Neighbours(entity, dict(sorted(counts.items())), len(wanted), after, tuple(page), tuple(unique[k] for k in sorted(unique)))


@dataclass(frozen=True, slots=True)
class Among:
    """Entities asked for together (unknown ones left out) and all relations between any two of them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def among(store: TripleStore, index: NameIndex, entities: Collection[str]) -> Among:
    """The part of the graph that ``entities`` span, in the order given."""
    known = [entity for entity in dict.fromkeys(entities) if entity in index.cards]
    inside = set(known)
    edges = (e for e in relations(store, index, known) if e.source in inside and e.target in inside)
    return Among(tuple(node(index, entity) for entity in known), tuple(edges))
