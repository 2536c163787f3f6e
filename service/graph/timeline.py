"""What happened around an entity, in the order of time: trips, visits told apart, signings, and what became of projects."""

from __future__ import annotations

from dataclasses import dataclass

from zhaoshang.stores.triples.store import TripleStore

from ..search.index import NameIndex
from .relations import Edge, Node, node, relations

DATED = frozenset({"Delegation", "Visit", "Meeting", "Signing"})


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing, how the entity has to do with it (``predicates``), and who else takes part."""

    date: str
    what: Node
    predicates: tuple[str, ...]
    others: tuple[Node, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """``moments`` sorted by date; ``undated`` is how many events around the entity have no date."""

    id: str
    moments: tuple[Moment, ...]
    undated: int


def timeline(store: TripleStore, index: NameIndex, entity: str) -> Timeline:
    """Dated events within one step of ``entity``, or within two by way of its projects."""
    first = relations(store, index, [entity])
    around = {edge.other(entity) for edge in first}
    projects = [e for e in around if node(index, e).type == "Project"]
    edges = first + relations(store, index, projects)
    events = {end for edge in edges for end in (edge.source, edge.target)} - {entity}
    dated = sorted(e for e in events if node(index, e).type in DATED)
    if node(index, entity).type in DATED:
        dated.append(entity)
    full = relations(store, index, dated)
    moments = [_moment(index, entity, event, full) for event in dated]
    known = sorted((m for m in moments if m.date), key=lambda m: (m.date, m.what.type, m.what.id))
    return Timeline(entity, tuple(known), len(moments) - len(known))


def _moment(index: NameIndex, entity: str, event: str, edges: list[Edge]) -> Moment:
    own = [edge for edge in edges if event in (edge.source, edge.target)]
    others = sorted({edge.other(event) for edge in own} - {entity})
    mine = [edge for edge in own if edge.other(event) == entity]
    return Moment(
        node(index, event).date,
        node(index, event),
        tuple(sorted({edge.predicate for edge in mine})),
        tuple(n for n in (node(index, o) for o in others) if n.type not in DATED),
        tuple(sorted({s for edge in mine or own for s in edge.statements})),
    )
