"""Keeps what the service shows in step with the journal: the triple store and the index of names."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from zhaoshang.ontology.errors import BusyError, NotFoundError, ZhaoshangError
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples.merging import settle
from zhaoshang.stores.triples.store import TripleStore

from .heap import Heap
from .search.cards import cards
from .search.index import NameIndex

log = logging.getLogger(__name__)
POLL_SECONDS = 0.3
"""How often the journal's head is looked at: an ingest from elsewhere shows up within a second."""
REST_SECONDS = 20.0
"""So long after the last change the store's files are merged, if they need it: not in the middle of an ingest."""
GRACE_SECONDS = 10.0
"""A merge that is under way when the service ends is left to break off after this; that loses nothing."""


class Follower:
    """Owns the triple store if nobody else does, else reads the owner's snapshots; runs in a thread of its own.

    ``triples`` and ``index`` always belong together; both are swapped at once. A store that is read stays open until
    its last reader is done.
    """

    def __init__(self, settings: Settings, journal: Journal) -> None:
        self._settings, self._journal = settings, journal
        self._lock, self._stepping = threading.Lock(), threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="zhaoshang-follower", daemon=True)
        self._readers: dict[int, int] = {}
        self._triples = self._open()
        self.index = NameIndex(())
        self._stale = True
        self._heap = Heap()
        self.fault = ""

    def start(self) -> None:
        """Catch up once, then go on in the background."""
        self._step(first=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and give the store back."""
        self._stop.set()
        self._thread.join(GRACE_SECONDS)
        if not self._thread.is_alive():
            self._triples.close()

    @property
    def seq(self) -> int:
        """The sequence number that the service shows."""
        return self._seq

    def follow(self, seq: int, seconds: float) -> bool:
        """Show at least what the journal says up to ``seq``; False if the store's owner has not come so far within ``seconds``."""
        until = time.monotonic() + seconds
        while self._seq < seq:
            self._step()
            if self._seq < seq:
                if time.monotonic() > until:
                    return False
                time.sleep(0.05)
        return True

    @contextmanager
    def reading(self) -> Iterator[TripleStore]:
        """The store, kept open for the length of the context."""
        with self._lock:
            store = self._triples
            self._readers[id(store)] = self._readers.get(id(store), 0) + 1
        try:
            yield store
        finally:
            with self._lock:
                self._readers[id(store)] -= 1
                last = not self._readers[id(store)] and store is not self._triples
            if last:
                store.close()

    def _run(self) -> None:
        seen, since = self._seq, time.monotonic()
        while not self._stop.wait(POLL_SECONDS):
            self._step()
            if self._seq != seen:
                seen, since = self._seq, time.monotonic()
            elif time.monotonic() - since > REST_SECONDS:
                self._settle()

    def _settle(self) -> None:
        """Merge the store's files if they need it; what comes in meanwhile and is waited for is followed by the one who waits."""
        try:
            with self.reading() as store:
                settle(store)
        except (OSError, RuntimeError) as error:  # a full disk: the store is as good as before
            log.warning("the triple store's files could not be merged: %s", error)

    def _step(self, first: bool = False) -> None:
        with self._stepping:
            try:
                if self._follow(first):
                    self._stale = True
                with self.reading() as store:
                    if self._stale:
                        self.index, self._stale = NameIndex(cards(store), self.index), False
                        self._heap.settle()
                    self._seq = store.seq
                self.fault = ""
            except Exception as error:  # whatever it is, the thread goes on and tries again
                fault = str(error) or type(error).__name__
                if fault != self.fault:
                    log.warning("the service cannot follow the journal: %s", error, exc_info=not isinstance(error, ZhaoshangError))
                self.fault = fault

    def _follow(self, first: bool) -> bool:
        """Catch up; True if names may have changed. The first time a snapshot is left in any case: of an empty store, or of what
        an owner wrote or merged who was ended before it left one."""
        if self._triples.writable:
            if self._triples.seq == self._journal.head() and not first:
                return False
            done = self._triples.catch_up(self._journal)
            if first and not (done.added or done.removed):
                self._triples.publish()
            return bool(done.articles or done.entities)
        return self._swap()

    def _swap(self) -> bool:
        """While another process owns the store: take its newest snapshot, or the store itself once it is free."""
        try:
            fresh = TripleStore.open(self._settings, writable=True)
        except BusyError:
            fresh = TripleStore.open(self._settings, writable=False)
            if fresh.seq == self._triples.seq:
                fresh.close()
                return False
        with self._lock:
            old, self._triples, self._stale = self._triples, fresh, True
            idle = not self._readers.get(id(old))
        if idle:
            old.close()
        if fresh.writable:
            fresh.catch_up(self._journal)
        return True

    def _open(self) -> TripleStore:
        self._seq = 0
        try:
            return TripleStore.open(self._settings, writable=True)
        except BusyError:
            try:
                return TripleStore.open(self._settings, writable=False)
            except NotFoundError:
                return TripleStore.open(self._settings, writable=True, wait_seconds=self._settings.busy_seconds)
