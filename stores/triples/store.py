"""Opening the triple store. RocksDB has one owner at a time; everybody else reads the last snapshot that it left.

The owner makes a snapshot whenever it has caught up: a checkpoint of hard links, some milliseconds, no copy. RocksDB calls
reading files that another process is writing undefined; a snapshot is written by nobody, so it is whole and stands still.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyoxigraph as ox

from zhaoshang.ontology.errors import BusyError, NotFoundError

from ..journal import Journal
from ..settings import Settings
from .merging import settle
from .owner import Owner
from .quads import Quads
from .snapshots import clear_away, open_newest, open_own, publish, snapshots
from .terms import DCTERMS, RDF
from .written import graph_name


@dataclass(frozen=True, slots=True)
class Caught:
    """What catching up did: how many articles and entities were shown anew, quads added and removed, and the number read."""

    articles: int
    entities: int
    added: int
    removed: int
    seq: int


class TripleStore:
    """The triples of a data folder. Made by `open`; ``store`` is the pyoxigraph store, for queries from any thread;
    ``written`` counts the quads added and removed since its files were merged (see `merging`)."""

    def __init__(self, store: ox.Store, quads: Quads, folder: Path, owner: Owner | None, guard: int | None = None) -> None:
        self.store, self.quads, self.folder = store, quads, folder
        self._owner, self._guard = owner, guard
        self.written = 0

    @classmethod
    def open(cls, settings: Settings, *, writable: bool, wait_seconds: float = 0.0) -> Self:
        """Open as the owner (made where missing), or the last snapshot for reading.

        Raises BusyError (which names the owner) if another process owns it for longer than ``wait_seconds``;
        NotFoundError if there is no snapshot to read; StoreError if the files are damaged or may not be written.
        """
        folder, quads = settings.triples, Quads(settings.base, settings.dossier_links)
        if not writable:
            store, guard = open_newest(folder)
            return cls(store, quads, folder, None, guard)
        owner = Owner(folder, wait_seconds)
        try:
            mine = cls(open_own(folder), quads, folder, owner)
            if mine.base != settings.base:
                mine.store.clear()  # made for other addresses: all of them change
            return mine
        except BaseException:
            owner.release()
            raise

    @classmethod
    def current(
        cls, settings: Settings, journal: Journal, *, wait_seconds: float = 5.0, progress: Callable[[int, int], None] | None = None
    ) -> Self:
        """For a command that only reads: the store with all that the journal says.

        It catches up itself where nobody owns the store; else it waits for the owner to follow. Raises BusyError if the
        owner does not within ``wait_seconds``.
        """
        until = time.monotonic() + wait_seconds
        while True:
            try:
                mine = cls.open(settings, writable=True)
            except BusyError as busy:
                theirs = cls._fresh(settings, journal)
                if theirs is not None:
                    return theirs
                if time.monotonic() > until:
                    raise BusyError(f"{busy.what}, and has not caught up yet", where=busy.where, remedy=busy.remedy) from busy
                time.sleep(0.1)
            else:
                return mine._caught_up(journal, progress)

    def _caught_up(self, journal: Journal, progress: Callable[[int, int], None] | None) -> Self:
        try:
            self.catch_up(journal, progress)
            settle(self)
        except BaseException:
            self.close()
            raise
        return self

    @classmethod
    def _fresh(cls, settings: Settings, journal: Journal) -> Self | None:
        try:
            found = cls.open(settings, writable=False)
        except NotFoundError:
            return None
        if found.seq >= journal.head() and found.base == settings.base:
            return found
        found.close()
        return None

    @property
    def writable(self) -> bool:
        """True if this is the owner."""
        return self._owner is not None

    @property
    def seq(self) -> int:
        """The sequence number up to which the journal has been read, 0 for an empty store."""
        return int(self._kept(f"{RDF}value") or 0)

    @property
    def origin(self) -> str:
        """Which journal that was (see `Journal.origin`), "" for an empty store."""
        return self._kept(f"{DCTERMS}source")

    @property
    def base(self) -> str:
        """The base of the store's IRIs; for an empty store the setting's."""
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(f"{DCTERMS}source"), None, None):
            return str(getattr(quad.graph_name, "value", "")).removesuffix("/id/graph/projection")
        return self.quads.base

    def _kept(self, predicate: str) -> str:
        node = ox.NamedNode(self.quads.projection_graph[1:-1])
        found = self.store.quads_for_pattern(node, ox.NamedNode(predicate), None, node)
        return next((str(getattr(quad.object, "value", "")) for quad in found), "")

    def query(self, sparql: str, **options: Any) -> Any:
        """Run SPARQL with the union of all named graphs as the default graph; options are pyoxigraph's."""
        return self.store.query(sparql, use_default_graph_as_union=True, **options)

    def catch_up(self, journal: Journal, progress: Callable[[int, int], None] | None = None) -> Caught:
        """Show all that the journal says up to its head; ``progress`` is told (done, of) articles. A replay changes nothing.

        Raises StoreError if the disk is full; what was there before is then still there, and the next call goes on.
        """
        from .project import catch_up

        if not self.writable:
            raise BusyError("the triple store was opened for reading", where=str(self.folder))
        done = catch_up(self, journal, progress)
        self.written += done.added + done.removed
        if done.added or done.removed or not snapshots(self.folder):
            self.publish()
        return done

    def publish(self) -> None:
        """Leave a snapshot for readers, and clear away older ones that nobody reads."""
        publish(self.store, self.folder)

    def lines(self, graph: str) -> set[str]:
        """The lines of one named graph (``<iri>``; ``<>`` is the default graph), as `Quads` writes them."""
        return {f"{quad} ." for quad in self.store.quads_for_pattern(None, None, None, graph_name(graph[1:-1]))}

    def lines_about(self, node: str, graph: str) -> Iterator[str]:
        """The lines of one named graph with this subject."""
        found = self.store.quads_for_pattern(ox.NamedNode(node[1:-1]), None, None, ox.NamedNode(graph[1:-1]))
        return (f"{quad} ." for quad in found)

    def close(self) -> None:
        """Give the store back."""
        del self.store
        if self._owner is not None:
            self._owner.release()
            self._owner = None
        if self._guard is not None:
            os.close(self._guard)
            self._guard = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @classmethod
    def wipe(cls, settings: Settings, *, wait_seconds: float = 0.0) -> None:
        """Take away the store and its snapshots, whatever state they are in; the journal stays. Raises BusyError."""
        owner = Owner(settings.triples, wait_seconds)
        try:
            shutil.rmtree(settings.triples, ignore_errors=True)
            for old in snapshots(settings.triples):
                clear_away(old)
        finally:
            owner.release()
