"""The corpus at a glance: how much there is of what, trips and signings by month, the latest trips."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from weakref import WeakKeyDictionary

from zhaoshang.queries import graph
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.triples.store import TripleStore

from ..search.index import NameIndex
from .relations import Node, node, relations

LATEST = 12
"""Trips that the first page tells of."""


@dataclass(frozen=True, slots=True)
class Month:
    """``month`` is ``YYYY-MM``; ``amount`` the signed sum in yuan (other currencies are not added up)."""

    month: str
    trips: int
    signings: int
    amount: int


@dataclass(frozen=True, slots=True)
class Trip:
    """One delegation in a line: who led it, who sent it, where it went, how many firms and bodies it called on."""

    trip: Node
    leaders: tuple[Node, ...]
    senders: tuple[Node, ...]
    destinations: tuple[Node, ...]
    visited: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """``counts`` by class; ``months`` without gaps from the first to the last."""

    articles: int
    counts: dict[str, int]
    months: tuple[Month, ...]
    latest: tuple[Trip, ...]


_known: WeakKeyDictionary[NameIndex, Overview] = WeakKeyDictionary()


def overview(store: TripleStore, index: NameIndex, journal: Journal) -> Overview:
    """What the stores show now; reckoned once for each state of them."""
    if index not in _known:
        _known[index] = _reckoned(store, index, journal)
    return _known[index]


def _reckoned(store: TripleStore, index: NameIndex, journal: Journal) -> Overview:
    counts = Counter(card.type for card in index.cards.values())
    trips = [c for c in index.cards.values() if c.type == "Delegation" and c.status in ("", "happened")]
    trips.sort(key=lambda c: (c.date, c.id), reverse=True)
    shown = _trips(store, index, [c.id for c in trips[:LATEST]])
    return Overview(len(journal.articles()), dict(sorted(counts.items())), _months(store, [c.date for c in trips]), shown)


def _trips(store: TripleStore, index: NameIndex, ids: list[str]) -> tuple[Trip, ...]:
    ends: dict[tuple[str, str], list[Node]] = {}
    for edge in relations(store, index, ids):
        for end in {edge.source, edge.target} & set(ids):
            ends.setdefault((end, edge.predicate), []).append(node(index, edge.other(end)))
    roles = ("led", "sentBy", "toured", "visited")
    return tuple(Trip(node(index, i), *(tuple(ends.get((i, role), ())) for role in roles)) for i in ids)


def _months(store: TripleStore, trips: list[str]) -> tuple[Month, ...]:
    went = Counter(date[:7] for date in trips if len(date) >= 7)
    signed: Counter[str] = Counter()
    sums: dict[str, Decimal] = {}
    for row in store.query(graph.text("sums.rq")):
        month = row["date"].value[:7]
        if len(month) == 7:
            signed[month] += 1
            if row["amount"] is not None and row["currency"].value == "CNY":
                sums[month] = sums.get(month, Decimal(0)) + Decimal(row["amount"].value)
    every = sorted(went.keys() | signed.keys())
    return tuple(Month(m, went[m], signed[m], int(sums.get(m, 0))) for m in (_between(every[0], every[-1]) if every else ()))


def _between(first: str, last: str) -> list[str]:
    """The months from one to the other, both included, at most 600 of them."""
    year, month = int(first[:4]), int(first[5:])
    found: list[str] = []
    while (name := f"{year:04d}-{month:02d}") <= last and len(found) < 600:
        found.append(name)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found
