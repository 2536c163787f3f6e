"""Catching up: entities first, then articles in the journal's order, each transaction with the number that it has reached.

Entities come first so that relationships find their ends, then the links of dossiers; articles that an identity decision
touched come before those with a number of their own, so that the number never passes a decision that is not yet shown. Into
an empty graph all is created, without looking for what may be there; else what an article said before is taken back first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from neo4j import ManagedTransaction

from zhaoshang.ontology.errors import BusyError

from ..dossiers import links_of, may_have_changed
from ..journal import Journal
from ..neo4j.lock import exclusive
from ..projection import EntityView, article_view, changes, entity_views
from . import cypher, links
from .failures import explained
from .records import ENTITY_LABELS, Key, entity_node, key_of, labels_for, once
from .rows import BATCH, Batch, Rows, gather, parts, row_of, send
from .store import Caught, GraphStore
from .turns import Moved, Turns

TRIES = 20
"""So often work is planned anew because a writer on another machine was quicker."""

Progress = Callable[[int, int], None]


def catch_up(store: GraphStore, journal: Journal, progress: Progress | None = None) -> Caught:
    """See `GraphStore.catch_up`."""
    lock = store.settings.data / "graph.lock"
    with exclusive(lock, max(store.settings.busy_seconds, 600.0)):
        for _ in range(TRIES):
            try:
                with journal.snapshot(), explained(store.address):
                    return _Run(store, journal).run(progress)
            except Moved:
                continue
    raise BusyError("others write to the property graph all the time", where=store.address.uri, remedy="let one of them finish")


class _Run(Turns):
    """One pass from where the database stands to the journal's head."""

    def __init__(self, store: GraphStore, journal: Journal) -> None:
        super().__init__(store, journal)
        self.journal, self.canon = journal, journal.canon()
        self.known: set[str] = set()
        """Entities that this run has already seen to."""
        self.made: set[Key] = set()
        """Relationships that this run has made (kept only in a fresh graph)."""

    def run(self, progress: Progress | None) -> Caught:
        """Do all of it."""
        change = changes(self.journal, self.seq)
        if not change:
            return Caught(0, 0, self.seq)
        for part in parts(entity_views(self.journal, change.entities, self.canon), BATCH):
            self.commit(partial(self._entities, part))
            self.known |= {view.id for view in part if view}
        self._links()
        done = 0

        def advance(articles: int) -> None:
            nonlocal done
            done += articles
            if progress:
                progress(done, len(change.articles))

        self._write(self._batches(change.articles), advance)
        self.commit(partial(self.advance, seq=self.head))
        return Caught(len(change.articles), len(change.entities), self.head)

    def _entities(self, views: list[EntityView], tx: ManagedTransaction) -> None:
        rows = [{"labels": list(node.labels), "properties": node.properties} for node in map(entity_node, filter(None, views))]
        gone = [view.id for view in views if not view]
        if self.fresh:
            send(tx, cypher.CREATE_ENTITIES, rows)
            return
        send(tx, cypher.MERGE_ENTITIES, rows, all=list(ENTITY_LABELS))
        send(tx, cypher.CLEAR_ENTITIES, [{"id": e, "labels": list(labels_for(e))} for e in gone], all=list(ENTITY_LABELS))
        tx.run(cypher.DELETE_ORPHANS, ids=gone).consume()

    def _links(self) -> None:
        """Where they are to be shown, the accepted links, if a decision may have changed one; else none."""
        shown = self.store.settings.dossier_links
        if shown and not may_have_changed(self.journal, self.seq):
            return
        wanted = links_of(self.journal, self.canon) if shown else []
        if wanted or any(self.store.stream(cypher.ALL_DOSSIERS)):
            self.commit(partial(links.show, wanted, self._unclaimed))

    def _batches(self, articles: Iterable[str]) -> Iterator[Batch]:
        """Articles with their views and numbers (0: shown anew because of a decision), about BATCH rows at a time."""
        numbered = set(self.journal.articles_after(self.seq))
        order = sorted(articles, key=numbered.__contains__)  # stable: those of decisions first
        batch: Batch = []
        rows = 0
        for article in order:
            found = article_view(self.journal, article, self.canon)
            view = once(found) if found else None
            now = self.journal.current(article) if article in numbered else None
            batch.append((article, view, now.seq if now else 0))
            rows += 1 + (len(view.facts) + len(view.mentions) if view else 0)
            if rows >= BATCH:
                yield batch
                batch, rows = [], 0
        if batch:
            yield batch

    def _write(self, batches: Iterable[Batch], progress: Callable[[int], None]) -> None:
        """Write the batches in their order. In a fresh graph each is written while the next is made ready; else the writing
        looks into the journal, whose snapshot belongs to this thread."""
        with ThreadPoolExecutor(1) as writer:
            running: Future[None] | None = None
            behind = 0
            for batch in batches:
                rows = self._gathered(batch)
                if running:
                    running.result()
                    progress(behind)
                running, behind = None, len(batch)
                if self.fresh:
                    running = writer.submit(self.commit, partial(self._articles, rows))
                else:
                    self.commit(partial(self._articles, rows))
                    progress(behind)
            if running:
                running.result()
                progress(behind)

    def _gathered(self, batch: Batch) -> Rows:
        """What is to be sent for a batch. What this run makes is noted here already: should the sending fail, the run is over."""
        rows = gather(batch, self.known, self.made if self.fresh else None)
        self.known |= {row["id"] for row in rows.entities}
        if self.fresh:
            self.made |= rows.said.keys()
        return rows

    def _articles(self, rows: Rows, tx: ManagedTransaction) -> int | None:
        before: dict[Key, set[str]] = {}
        candidates: set[str] = set()
        if not self.fresh:
            before, candidates = _before(tx, rows.names)
            tx.run(cypher.DELETE_ARTICLES, articles=rows.names).consume()
        send(tx, cypher.ENSURE_ENTITIES, rows.entities)
        send(tx, cypher.CREATE_ARTICLES, rows.articles)
        send(tx, cypher.TAKE_BACK, [row_of(key, gone=sorted(ids - rows.said.get(key, {}).keys())) for key, ids in before.items()])
        send(tx, cypher.CREATE_FACTS, rows.created)
        send(tx, cypher.MERGE_FACTS, rows.merged)
        if candidates:
            tx.run(cypher.DELETE_ORPHANS, ids=self._unclaimed(candidates - self.known)).consume()
        return self.advance(tx, rows.seq) if rows.seq else None

    def _unclaimed(self, entities: set[str]) -> list[str]:
        """Those of which no standing article claims anything; they stay only while something leads to them."""
        return [view.id for view in entity_views(self.journal, sorted(entities), self.canon) if not view]


def _before(tx: ManagedTransaction, articles: list[str]) -> tuple[dict[Key, set[str]], set[str]]:
    """What the articles say in the graph now: relationships with the statements behind them, and all entities touched."""
    found: dict[Key, set[str]] = {}
    for row in tx.run(cypher.SAID_BEFORE, articles=articles):
        key = key_of(row["subject"], row["predicate"], row["object"])
        if key:
            found.setdefault(key, set()).add(row["id"])
    mentioned = {row["id"] for row in tx.run(cypher.MENTIONED_BEFORE, articles=articles)}
    return found, mentioned | {end for key in found for end in (key[0], key[2])}
