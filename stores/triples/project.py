"""Catching up: the difference between what a graph holds and what it should hold, applied with the number read.

A change of ordinary size is one transaction, the number with it. A large one (a first ingest, a rebuild) goes in by bulk
loads, each atomic, and the number last; cut off in between it is replayed, and a replay only adds what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

import pyoxigraph as ox

from zhaoshang.ontology.errors import StoreError

from ..dossiers import links_of, may_have_changed
from ..journal import Journal
from ..projection import Change, article_view, changes, entity_views
from .failures import explain
from .store import Caught, TripleStore
from .written import BULK, replay

TRANSACTION = 100_000
"""So many lines fit into one transaction; RocksDB keeps it in memory. More go in by bulk load."""

LOAD = 300_000
"""So many lines go into one bulk load: some 200 MB of memory, and a third less work than by a hundred thousand."""

ENTITIES = 2_000
"""So many entities are settled at a time."""


class _Writer:
    """Collects lines to add and to remove; spills them by bulk once there are too many for one transaction."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._add: list[str] = []
        self._gone: list[str] = []
        self.added = self.removed = 0
        self.bulk = False

    def difference(self, now: set[str], wanted: set[str]) -> None:
        """Make ``now`` into ``wanted``."""
        self._add += wanted - now
        self._gone += now - wanted
        if len(self._gone) > TRANSACTION or len(self._add) > LOAD:
            self._spill()

    def _spill(self) -> None:
        if self._gone:
            self._store.update(_data("DELETE", self._gone))
        if self._add:
            self._store.bulk_load("\n".join(self._add).encode(), ox.RdfFormat.N_QUADS, lenient=True)
            self.bulk = True
        self._count()

    def commit(self, gone: list[str], add: list[str]) -> None:
        """The last transaction: what is left, and the bookkeeping lines."""
        if len(self._add) + len(self._gone) > TRANSACTION:
            self._spill()
        parts = [_data("DELETE", self._gone + gone), _data("INSERT", self._add + add)]
        self._store.update(";\n".join(part for part in parts if part))
        self._count()

    def _count(self) -> None:
        self.added += len(self._add)
        self.removed += len(self._gone)
        self._add, self._gone = [], []


def catch_up(target: TripleStore, journal: Journal, progress: Callable[[int, int], None] | None) -> Caught:
    """See `TripleStore.catch_up`."""
    with journal.snapshot():
        after, origin = target.seq, journal.origin()
        if (after and target.origin != origin) or after > journal.head():
            target.store.clear()  # another journal's
            after = 0
        change = changes(journal, after)
        if not change:
            return Caught(0, 0, 0, 0, after)
        writer = _Writer(target.store)
        try:
            _articles(target, journal, change.articles, writer, progress)
            _entities(target, journal, change.entities, writer)
            _links(target, journal, change, writer)
            added, removed = replay(target.store, journal.steps_after(after))
            kept = target.lines(target.quads.projection_graph)
            writer.commit(list(kept), list(target.quads.bookkeeping(change.head, change.origin)))
            if change.articles or change.entities or added > BULK:
                target.store.flush()  # what is small is safe in the log, and a flush takes long
            if writer.bulk and not after:
                target.store.optimize()  # bulk loads leave many files to look into: in one, queries take less than half the time
        except (OSError, RuntimeError) as error:
            raise explain(error, target.folder) from error
        except SyntaxError as error:
            raise StoreError(f"a statement is not RDF: {error}", where=str(target.folder), remedy="report this") from error
    return Caught(len(change.articles), len(change.entities), writer.added + added, writer.removed + removed, change.head)


def _articles(
    target: TripleStore, journal: Journal, articles: tuple[str, ...], writer: _Writer, progress: Callable[[int, int], None] | None
) -> None:
    canon = journal.canon()
    for done, article in enumerate(articles, 1):
        view = article_view(journal, article, canon)
        wanted = set(target.quads.article(view)) if view else set()
        writer.difference(target.lines(target.quads.iri(article)), wanted)
        if progress:
            progress(done, len(articles))


def _entities(target: TripleStore, journal: Journal, entities: Iterable[str], writer: _Writer) -> None:
    canon, rest = journal.canon(), iter(entities)
    while part := list(islice(rest, ENTITIES)):
        for view in entity_views(journal, part, canon):
            node, graph = target.quads.iri(view.id), target.quads.graph_of(view)
            writer.difference(set(target.lines_about(node, graph)), set(target.quads.entity(view)))


def _links(target: TripleStore, journal: Journal, change: Change, writer: _Writer) -> None:
    """Where they are to be shown, the accepted links, if a decision may have changed one; else none."""
    if may_have_changed(journal, change.after) or not target.quads.shows_links:
        wanted = set(target.quads.links(links_of(journal, journal.canon()))) if target.quads.shows_links else set()
        writer.difference(target.lines(target.quads.links_graph), wanted)


def _data(operation: str, lines: list[str]) -> str:
    """``INSERT DATA`` or ``DELETE DATA`` of these lines, "" for none; one GRAPH block for each run of one graph."""
    if not lines:
        return ""
    blocks: list[str] = [f"{operation} DATA {{"]
    last = ""
    for triple, graph in (line.rsplit(" ", 2)[:2] for line in lines):
        if graph != last:
            blocks.append(f"{'} ' if last else ''}GRAPH {graph} {{")
            last = graph
        blocks.append(f"{triple} .")
    return "\n".join([*blocks, "} }"])
