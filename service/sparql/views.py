"""What a worker sees of the triple store: the owner's newest snapshot, the same with its inferences, and a copy to write to."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples.store import TripleStore


@dataclass(slots=True)
class _View:
    """A store that is open, the sequence number that it was opened for, how it is closed, and how many lanes read it."""

    store: ox.Store
    seen: int
    close: Callable[[], None]
    readers: int = 0


class Views:
    """The views of one worker, for all its lanes; each is opened when first asked for, and kept while the sequence number is the
    same and while anybody reads it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._views: dict[bool, _View] = {}
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._home = settings.triples.with_name(settings.triples.name + ".copies")

    @contextmanager
    def at(self, head: int, *, inferred: bool = False) -> Iterator[ox.Store]:
        """The newest snapshot, opened anew if ``head`` is not the number that was asked for last; with ``inferred`` together with
        what follows from it, made now if nobody has asked for it yet."""
        with self._lock:
            view = self._views.get(inferred)
            if view is None or view.seen != head:
                self._forget(inferred)
                view = self._views[inferred] = self._inferred(head) if inferred else self._plain(head)
            view.readers += 1
        try:
            yield view.store
        finally:
            with self._lock:
                view.readers -= 1
                if not view.readers and view is not self._views.get(inferred):
                    view.close()

    def _plain(self, head: int) -> _View:
        opened = TripleStore.open(self._settings, writable=False)
        return _View(opened.store, head, opened.close)

    def _inferred(self, head: int) -> _View:
        from zhaoshang.stores.triples.inferred import open_inferred  # here, for it takes long to import and is seldom asked for

        store, guard = open_inferred(self._settings)
        return _View(store, head, lambda: os.close(guard))

    def _forget(self, inferred: bool) -> None:
        """Whoever reads it last closes it."""
        view = self._views.pop(inferred, None)
        if view is not None and not view.readers:
            view.close()

    @contextmanager
    def copying(self, store: ox.Store) -> Iterator[Callable[[], ox.Store]]:
        """Makes ``store`` over as one that may be written, for this job alone, one at a time. The copy is made of hard links."""
        place = self._home / str(os.getpid())

        def copy() -> ox.Store:
            self._home.mkdir(parents=True, exist_ok=True)
            for other in self._home.iterdir():
                if not _alive(int(other.name)):
                    shutil.rmtree(other, ignore_errors=True)  # of a worker that was killed
            shutil.rmtree(place, ignore_errors=True)
            store.backup(str(place))
            return ox.Store(str(place))

        with self._writing:
            try:
                yield copy
            finally:
                shutil.rmtree(place, ignore_errors=True)

    def close(self) -> None:
        """Give everything back."""
        with self._lock:
            for inferred in (False, True):
                self._forget(inferred)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
