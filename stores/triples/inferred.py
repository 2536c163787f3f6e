"""The inferences: a graph of their own, in a copy of the store that queries which ask for them read.

They are not in the store itself, because its default graph is the union of all graphs, and what follows has no sentence
behind it. The copy is made of hard links from the newest snapshot when it is first asked for, and serves until there is a
newer one: so it is right after every retraction, and an ingest never waits for it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from zhaoshang.ontology.chaining import inferred
from zhaoshang.ontology.entailment import TYPE, Pair, Rules, rules
from zhaoshang.ontology.vocabulary import NS, PROPERTIES

from ..settings import Settings
from .snapshots import clear_away, hold_newest, home_of, open_newest, snapshots

BEHIND = frozenset({"Evidence", "Statement"})
"""Nine tenths of a projection are what stands behind what articles say; nothing that anybody asks follows from it."""
_A = ox.NamedNode(TYPE)


def graph_of_inferences(base: str) -> str:
    """The IRI of the graph; ``base`` as in Settings."""
    return f"{base}/id/graph/inferences"


def open_inferred(settings: Settings) -> tuple[ox.Store, int]:
    """A read-only view of the newest snapshot with its inferences, and the file descriptor that holds it, to be closed.

    Raises NotFoundError where there is no snapshot yet, StoreError where the disk is full.
    """
    folder = settings.triples.with_name(settings.triples.name + ".inferred")
    source, held = hold_newest(settings.triples)
    try:
        if not (home_of(folder) / source.name).exists():
            with _one_at_a_time(home_of(folder)):
                _make(source, folder, settings.base)
    finally:
        os.close(held)
    return open_newest(folder)


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    home.mkdir(parents=True, exist_ok=True)
    lock = os.open(home.with_name(home.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _make(source: Path, folder: Path, base: str) -> None:
    home = home_of(folder)
    final, making = home / source.name, home / "making"
    if final.exists():
        return  # somebody made it while we waited
    shutil.rmtree(making, ignore_errors=True)
    ox.Store.read_only(str(source)).backup(str(making))
    store = ox.Store(str(making))
    lines = infer(store, graph_of_inferences(base))
    store.bulk_load("\n".join(lines).encode(), ox.RdfFormat.N_QUADS, lenient=True)
    store.flush()
    del store
    making.rename(final)
    for old in snapshots(folder)[:-1]:
        clear_away(old)


def infer(store: ox.Store, graph: str, by: Rules | None = None) -> list[str]:
    """What follows from all graphs of ``store``, as lines of N-Quads in ``graph``; the nodes of `BEHIND` are left aside."""
    by = by or rules()
    stated = {p: _pairs(store, p) for p in by.read() if p != TYPE and not _behind(p)}
    stated[TYPE] = {(str(q.subject), str(q.object)) for cls in _classes(by) for q in store.quads_for_pattern(None, _A, ox.NamedNode(cls))}
    found = inferred(stated, by)
    for p in found:
        if p not in stated:
            found[p] -= _pairs(store, p)  # stated already, though nothing follows from it
    return [f"{s} <{p}> {o} <{graph}> ." for p, pairs in found.items() for s, o in pairs if not s.startswith('"')]


def _pairs(store: ox.Store, predicate: str) -> set[Pair]:
    return {(str(q.subject), str(q.object)) for q in store.quads_for_pattern(None, ox.NamedNode(predicate), None)}


def _behind(predicate: str) -> bool:
    """True for a property of the nodes of `BEHIND` alone."""
    known = PROPERTIES.get(predicate.removeprefix(NS)) if predicate.startswith(NS) else None
    return known is not None and set(known.domain) <= BEHIND


def _classes(by: Rules) -> set[str]:
    """The classes from whose members something may follow, and those that it may lead to."""
    own = {cls: above for cls, above in by.super_classes.items() if cls.removeprefix(NS) not in BEHIND}
    return {*own, *(cls for above in own.values() for cls in above)}
