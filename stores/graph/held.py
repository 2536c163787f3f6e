"""A transaction that may only read and is kept open: what several requests ask in it, one after the other, belongs together."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from neo4j import READ_ACCESS, Bookmarks, Session, Transaction

from zhaoshang.ontology.errors import ZhaoshangError

from .deadline import within
from .failures import explained
from .reading import MARK, Answer, Asking

if TYPE_CHECKING:
    from .store import GraphStore


class Held:
    """For one thread at a time; after an error, `commit` or `rollback` it is over.

    ``seconds`` is the most that it may last; ``bookmarks`` are states that it must see; ``mark`` tells it from others.
    """

    def __init__(self, store: GraphStore, seconds: float, bookmarks: Sequence[str], mark: str) -> None:
        self._store, self._mark, self._rest = store, mark, ExitStack()
        self._using = threading.Lock()  # a thread that nobody waits for any more may still be at work in it
        with explained(store.address, seconds), ExitStack() as opening:
            seen = Bookmarks.from_raw_values(bookmarks)
            session = store.session(READ_ACCESS, bookmarks=seen, notifications_min_severity="INFORMATION")
            self._session: Session = opening.enter_context(session)
            self._transaction: Transaction = self._session.begin_transaction(metadata={MARK: mark}, timeout=seconds)
            self._rest = opening.pop_all()

    def ask(self, asking: Asking) -> Answer:
        """Run one query, which has a time limit of its own. Raises as `GraphStore.ask` does."""
        with self._ended_after(asking.seconds):
            return within(asking.seconds, partial(self._ask, asking), self._store.put_down)

    def _ask(self, asking: Asking) -> Answer:
        with self._using, explained(self._store.address, asking.seconds):
            return asking.within(self._store, self._transaction)

    @contextmanager
    def _ended_after(self, seconds: float) -> Iterator[None]:
        """The server knows a limit for the whole transaction only; a query over its own is ended from outside."""
        clock = threading.Timer(seconds, self.stop)
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()

    def stop(self) -> None:
        """End it from another thread, with what runs in it; the thread that waits for that is told."""
        with suppress(ZhaoshangError):  # the server is gone, and the transaction with it
            self._store.stop(self._mark)

    def commit(self) -> tuple[str, ...]:
        """End it well; the bookmarks of the state that it saw."""
        with self._using, explained(self._store.address), self._rest:
            self._transaction.commit()
            return tuple(self._session.last_bookmarks().raw_values)

    def rollback(self) -> None:
        """End it, whatever has become of it."""
        with self._using, suppress(ZhaoshangError), explained(self._store.address), self._rest:
            self._transaction.close()
