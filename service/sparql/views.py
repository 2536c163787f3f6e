"""What a worker sees of the triple store: the owner's newest snapshot, the same with its inferences, and a copy to write to."""

from __future__ import annotations

import os
import shutil
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples.store import TripleStore


class Views:
    """The views of one worker; each is opened when first asked for and kept while the sequence number is the same."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store: TripleStore | None = None
        self._seen = -1
        self._copy: ox.Store | None = None
        self._inferred: ox.Store | None = None
        self._inferred_seen = self._guard = -1
        self._home = settings.triples.with_name(settings.triples.name + ".copies")

    def at(self, head: int) -> ox.Store:
        """The newest snapshot; opened anew if ``head`` is not the number that was asked for last."""
        if self._store is None or self._seen != head:
            self._close_store()
            self._store = TripleStore.open(self._settings, writable=False)
            self._seen = head
        return self._store.store

    def with_inferences(self, head: int) -> ox.Store:
        """The newest snapshot with what follows from it, made now if nobody has asked for it yet."""
        if self._inferred is None or self._inferred_seen != head:
            from zhaoshang.stores.triples.inferred import open_inferred  # here, for it takes long to import and is seldom asked for

            self._forget_inferred()
            self._inferred, self._guard = open_inferred(self._settings)
            self._inferred_seen = head
        return self._inferred

    def _forget_inferred(self) -> None:
        if self._inferred is not None:
            self._inferred = None
            os.close(self._guard)

    def copy(self) -> ox.Store:
        """The snapshot as a store that may be written, for this job alone. The copy is made of hard links."""
        assert self._store is not None
        self._home.mkdir(parents=True, exist_ok=True)
        for other in self._home.iterdir():
            if not _alive(int(other.name)):
                shutil.rmtree(other, ignore_errors=True)  # of a worker that was killed
        place = self._home / str(os.getpid())
        shutil.rmtree(place, ignore_errors=True)
        self._store.store.backup(str(place))
        self._copy = ox.Store(str(place))
        return self._copy

    def forget_copy(self) -> None:
        """Take the copy away."""
        if self._copy is not None:
            self._copy = None
            shutil.rmtree(self._home / str(os.getpid()), ignore_errors=True)

    def close(self) -> None:
        """Give everything back."""
        self.forget_copy()
        self._forget_inferred()
        self._close_store()

    def _close_store(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

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
