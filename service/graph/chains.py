"""What became of a visit: for each call of a delegation on a firm or body, what was signed with it afterwards, and for which projects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from zhaoshang.queries import graph
from zhaoshang.stores.triples.store import TripleStore

from ..search.cards import class_of, id_of
from ..search.index import NameIndex
from .relations import Edge, Node, node, relations

MONTHS = 24
"""A signing that comes later after the trip than this is not put down to it."""
HAPPENED = frozenset({"", "happened"})
_Ends = Mapping[tuple[str, str], tuple[Edge, ...]]
"""(entity, property) -> the relations of that property at that entity."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A signing after the visit: ``amount`` in units of ``currency`` (None and "" if not told), the projects with their stages."""

    signing: Node
    amount: float | None
    currency: str
    projects: tuple[Node, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """One call on one firm or body and what followed; ``statements`` are those of the call."""

    trip: Node
    leaders: tuple[Node, ...]
    senders: tuple[Node, ...]
    firm: Node
    statements: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Chains:
    """Newest trip first; ``total`` before the limit; ``months`` are the calls by month (``YYYY-MM``) over all of time."""

    chains: tuple[Chain, ...]
    total: int
    months: dict[str, int]


class _Land:
    """The relations that are needed, looked up by end and property."""

    def __init__(self, store: TripleStore, index: NameIndex, trips: Iterable[str]) -> None:
        self.index = index
        self.trips = self._ends(relations(store, index, trips))
        firms = {edge.target for (_, name), edges in self.trips.items() if name == "visited" for edge in edges}
        self.firms = self._ends(e for e in relations(store, index, firms) if e.predicate == "hasParty")
        signings = {edge.source for edges in self.firms.values() for edge in edges}
        self.signings = self._ends(relations(store, index, signings))
        projects = {edge.target for (_, name), edges in self.signings.items() if name == "concerns" for edge in edges}
        self.projects = self._ends(relations(store, index, projects))
        base = store.base
        self.sums = {id_of(row["signing"].value, base): row for row in store.query(graph.text("sums.rq"))}
        self.whole = {id_of(row["region"].value, base): id_of(row["whole"].value, base) for row in store.query(graph.text("regions.rq"))}

    @staticmethod
    def _ends(edges: Iterable[Edge]) -> _Ends:
        found: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        for edge in edges:
            found[edge.source, edge.predicate].append(edge)
            found[edge.target, edge.predicate].append(edge)
        return {key: tuple(value) for key, value in found.items()}

    def others(self, ends: _Ends, entity: str, predicate: str) -> tuple[str, ...]:
        """The other ends of the entity's relations of that property, each once."""
        return tuple(dict.fromkeys(edge.other(entity) for edge in ends.get((entity, predicate), ())))

    def nodes(self, ids: Iterable[str]) -> tuple[Node, ...]:
        """What their cards say."""
        return tuple(node(self.index, one) for one in ids)

    def within(self, region: str) -> set[str]:
        """The region and all that it is part of."""
        found = {region}
        while (region := self.whole.get(region, "")) and region not in found:
            found.add(region)
        return found


def chains(store: TripleStore, index: NameIndex, entity: str = "", *, since: str = "", until: str = "", limit: int = 200) -> Chains:
    """The calls of all trips, or of those that ``entity`` led, sent, received or made, within ISO dates that may be reduced.

    What was signed counts if the firm is a party to it, and so is the sender, a place in it, or the project's place, and
    it came within MONTHS of the trip. Trips without a date are left out: nothing can come after them.
    """
    calls = _calls(store, index, entity)
    newest = sorted(calls, key=lambda trip: (index.cards[trip].date, trip), reverse=True)
    months: Counter[str] = Counter()
    for trip in newest:
        months[index.cards[trip].date[:7]] += len(calls[trip])
    asked = [trip for trip in newest if _within(index.cards[trip].date, since, until)]
    shown = _first(asked, calls, limit)
    land = _Land(store, index, shown)
    found = [_chain(land, trip, call) for trip in shown for call in land.trips.get((trip, "visited"), ()) if call.target in calls[trip]]
    found.sort(key=lambda c: (c.trip.date, c.trip.id, c.firm.name), reverse=True)
    return Chains(tuple(found[:limit]), sum(len(calls[trip]) for trip in asked), dict(sorted(months.items())))


def _calls(store: TripleStore, index: NameIndex, entity: str) -> dict[str, set[str]]:
    """Trip -> whom it called on, of the dated trips that happened; those near ``entity`` if it is given, and of a firm's only
    the calls on it."""
    near = {entity} | {edge.other(entity) for edge in relations(store, index, [entity])} if entity else set()
    found: dict[str, set[str]] = defaultdict(set)
    for row in store.query(graph.text("calls.rq")):
        trip, firm = (id_of(row[name].value, store.base) for name in ("delegation", "visited"))
        card = index.cards.get(trip)
        if card and card.status in HAPPENED and len(card.date) >= 7 and (not entity or trip in near):
            found[trip].add(firm)
    called = class_of(entity) in ("Company", "Body") and any(entity in firms for firms in found.values())
    return {trip: firms & {entity} for trip, firms in found.items() if entity in firms} if called else found


def _first(trips: list[str], calls: Mapping[str, set[str]], limit: int) -> list[str]:
    """So many of the trips that their calls reach the limit."""
    before = accumulate((len(calls[trip]) for trip in trips), initial=0)
    return [trip for trip, so_far in zip(trips, before, strict=False) if so_far < limit]


def _within(date: str, since: str, until: str) -> bool:
    return date >= since and (not until or date[: len(until)] <= until)


def _chain(land: _Land, trip: str, call: Edge) -> Chain:
    senders = land.others(land.trips, trip, "sentBy")
    start, firm = node(land.index, trip).date, call.target
    signings = [
        edge for edge in land.firms.get((firm, "hasParty"), ()) if edge.target == firm and _follows(land, edge.source, start, senders)
    ]
    outcomes = sorted((_outcome(land, edge) for edge in signings), key=lambda o: (o.signing.date, o.signing.id))
    leaders = land.others(land.trips, trip, "led")
    return Chain(node(land.index, trip), land.nodes(leaders), land.nodes(senders), node(land.index, firm), call.statements, tuple(outcomes))


def _follows(land: _Land, signing: str, start: str, senders: Iterable[str]) -> bool:
    """True if the signing happened soon enough after the trip and with those who sent it."""
    card = node(land.index, signing)
    if card.status not in HAPPENED or len(card.date) < 7 or card.date < start[: len(card.date)] or _months(start, card.date) > MONTHS:
        return False
    sides = set(land.others(land.signings, signing, "hasParty"))
    for project in land.others(land.signings, signing, "concerns"):
        sides |= set(land.others(land.projects, project, "locatedIn"))
    return any(set(senders) & land.within(side) for side in sides)


def _months(one: str, other: str) -> int:
    return (int(other[:4]) - int(one[:4])) * 12 + int(other[5:7]) - int(one[5:7])


def _outcome(land: _Land, party: Edge) -> Outcome:
    row = land.sums.get(party.source)
    amount = float(Decimal(row["amount"].value)) if row and row["amount"] is not None else None
    currency = row["currency"].value if row and row["currency"] is not None else ""
    concerns = land.signings.get((party.source, "concerns"), ())
    statements = sorted({*party.statements, *(s for edge in concerns for s in edge.statements)})
    return Outcome(
        node(land.index, party.source),
        amount,
        currency,
        land.nodes(land.others(land.signings, party.source, "concerns")),
        tuple(statements),
    )
