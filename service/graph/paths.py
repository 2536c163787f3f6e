"""The shortest ways between two entities and the next longer ones, by breadth-first search from both ends."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

from zhaoshang.ontology.errors import TimeLimitError
from zhaoshang.stores.triples.store import TripleStore

from ..search.index import NameIndex
from .relations import BATCH, EVENTS, Edge, Node, node, relations

MAX_REACHED = 20_000
"""Entities looked at; a search that meets more says so instead of going on."""


@dataclass(frozen=True, slots=True)
class Path:
    """``nodes`` from one end to the other; ``steps[i]`` are all relations between ``nodes[i]`` and ``nodes[i + 1]``."""

    nodes: tuple[Node, ...]
    steps: tuple[tuple[Edge, ...], ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """Shortest first; ``truncated`` if there are more than were asked for or the search met its limit."""

    paths: tuple[Path, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """Which relations a path may take. Dates are ISO; undated relations always pass. Types are never those of the ends."""

    without: frozenset[str] = EVENTS
    since: str = ""
    until: str = ""

    def passes(self, edge: Edge, far: Node, ends: Collection[str]) -> bool:
        """True if the path may go over ``edge`` to ``far``."""
        if far.type in self.without and far.id not in ends:
            return False
        return not edge.date or (edge.date >= self.since and (not self.until or edge.date[: len(self.until)] <= self.until))


class _Walk:
    """The part of the graph that the search has seen: entity -> neighbour -> the relations between them that pass."""

    def __init__(self, store: TripleStore, index: NameIndex, chosen: Filter, ends: tuple[str, str], seconds: float) -> None:
        self._store, self._index, self._filter, self._ends = store, index, chosen, ends
        self._seconds, self._until = seconds, time.monotonic() + seconds
        self._seen: set[str] = set()
        self.near: dict[str, dict[str, list[Edge]]] = {}

    @property
    def full(self) -> bool:
        """True if the search has met its limit."""
        return len(self._seen) > MAX_REACHED

    def go_on(self) -> None:
        """Raise TimeLimitError when the time is over."""
        if time.monotonic() > self._until:
            what = f"The search ran longer than {self._seconds:g} seconds and was given up."
            raise TimeLimitError(what, remedy="ask for fewer steps, or leave classes out with without=")

    def distances(self, start: str, radius: int) -> dict[str, int]:
        """How far from ``start`` every entity within ``radius`` is."""
        far, ring = {start: 0}, [start]
        for step in range(1, radius + 1):
            self._look(ring)
            ring = sorted({other for entity in ring for other in self.near.get(entity, ())} - far.keys())
            far |= dict.fromkeys(ring, step)
            if self.full:
                break
        return far

    def _look(self, entities: Collection[str]) -> None:
        fresh = sorted(set(entities) - self._seen)
        self._seen |= set(fresh)
        for start in range(0, len(fresh), BATCH):
            self.go_on()
            self._keep(fresh[start : start + BATCH])

    def _keep(self, entities: Collection[str]) -> None:
        for edge in relations(self._store, self._index, entities):
            ends = (edge.source, edge.target)
            if all(self._filter.passes(edge, node(self._index, end), self._ends) for end in ends):
                for here, there in (ends, ends[::-1]):
                    known = self.near.setdefault(here, {}).setdefault(there, [])
                    if edge not in known:
                        known.append(edge)


def paths(
    store: TripleStore,
    index: NameIndex,
    source: str,
    target: str,
    *,
    k: int = 10,
    steps: int = 4,
    chosen: Filter | None = None,
    seconds: float = math.inf,
) -> Paths:
    """At most ``k`` simple paths of at most ``steps`` steps, the shortest first and none more than one step longer than it.

    Raises TimeLimitError after ``seconds``.
    """
    walk = _Walk(store, index, chosen or Filter(), (source, target), seconds)
    radius = steps // 2
    to_target = walk.distances(target, radius)
    to_source = walk.distances(source, steps - radius)
    shortest = min((to_source[n] + to_target[n] for n in to_source.keys() & to_target.keys()), default=steps + 1)
    found: list[tuple[str, ...]] = []
    if source != target:
        for length in range(shortest, min(steps, shortest + 1) + 1):
            found += islice(_ways(walk, (source,), target, length, to_target, radius), k + 1 - len(found))
    shown = tuple(
        Path(tuple(node(index, n) for n in nodes), tuple(tuple(walk.near[a][b]) for a, b in pairwise(nodes))) for nodes in found[:k]
    )
    return Paths(shown, len(found) > k or walk.full)


def _ways(
    walk: _Walk, way: tuple[str, ...], target: str, left: int, to_target: Mapping[str, int], radius: int
) -> Iterator[tuple[str, ...]]:
    """Every simple way on from ``way`` that meets ``target`` after exactly ``left`` steps, in a stable order.

    An entity outside the target's ball is more than ``radius`` steps away from it, so most dead ends are never entered.
    """
    walk.go_on()
    if not left:
        if way[-1] == target:
            yield way
        return
    for entity in sorted(walk.near.get(way[-1], ())):
        close_enough = to_target.get(entity, radius + 1) <= left - 1
        if close_enough and entity not in way and (entity != target or left == 1):
            yield from _ways(walk, (*way, entity), target, left - 1, to_target, radius)
