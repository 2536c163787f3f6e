"""Opening the property graph, asking it, and keeping it at the journal's state."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, LiteralString, Self, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, Query, Session

from zhaoshang.ontology.errors import StoreError, ZhaoshangError

from ..journal import Journal
from ..neo4j import Address, Connection, Managed, Report, connect, silent
from ..settings import Settings
from . import cypher
from .deadline import within
from .failures import explained, is_gone
from .reading import Answer, checked
from .values import Rows, plain

T = TypeVar("T")

RETRY_SECONDS = 15.0
"""So long a transaction is tried again after a transient error: a deadlock, a cluster that elects its leader."""


@dataclass(frozen=True, slots=True)
class Caught:
    """What catching up did: how many articles and entities were shown anew, and the number read."""

    articles: int
    entities: int
    seq: int


@dataclass(frozen=True, slots=True)
class Bookkeeping:
    """What the database itself says of the journal it has read: up to which number, which journal, in which form."""

    seq: int = 0
    origin: str = ""
    form: str = ""


class GraphStore:
    """The property graph of a data folder, or the one that ``ZHAOSHANG_NEO4J_URI`` names. May be used by many threads."""

    def __init__(self, settings: Settings, report: Report = silent) -> None:
        """Use `open`, which also sees that the server answers."""
        self.settings, self._report = settings, report
        self._connection: Connection | None = None
        self._driver: Driver | None = None
        self._reviving = threading.Lock()

    @classmethod
    def open(cls, settings: Settings, report: Report = silent) -> Self:
        """Connect; the managed server is fetched and started where it is needed. ``report`` is told of what takes long.

        Raises ToolError (no Java, no jars), StoreError (down, wrong password), BusyError.
        """
        store = cls(settings, report)
        store._connect()
        return store

    def _connect(self) -> None:
        self.close()
        self._connection = connect(self.settings, self._report)
        address = self._connection.address
        try:
            with explained(address):
                self._driver = GraphDatabase.driver(
                    address.uri, auth=address.auth, connection_timeout=10,
                    max_transaction_retry_time=3.0 if address.managed else RETRY_SECONDS,  # a dead one is started anew instead
                    notifications_min_severity="OFF", user_agent="zhaoshang",
                )  # fmt: skip
                self._driver.verify_connectivity()
        except BaseException:
            self.close()
            raise

    @property
    def address(self) -> Address:
        """Where the graph is, for other clients; raises StoreError after `close`."""
        if self._connection is None:
            raise StoreError("this property graph was closed", remedy="open it again")
        return self._connection.address

    def run_read(
        self, text: str, params: Mapping[str, Any] | None = None, *, timeout: float | None = None, limit: int | None = None
    ) -> Rows:  # fmt: skip
        """Run a query that only reads; ``timeout`` in seconds and ``limit`` in rows are the settings' by default.

        Raises RefusedError (it wants more than to read), UsageError (no Cypher, a parameter that cannot be), TimeLimitError
        (cancelled in the server), StoreError (out of reach). A managed server that was ended meanwhile is started anew.
        """
        answer = self.ask(text, params, timeout=timeout, limit=limit)
        if answer.broken is not None:
            raise answer.broken
        return Rows(answer.columns, tuple(tuple(plain(value) for value in row) for row in answer.rows), answer.truncated)

    def ask(
        self, text: str, params: Mapping[str, Any] | None = None, *, timeout: float | None = None, limit: int | None = None,
        bookmarks: Sequence[str] = (), mark: str = "",
    ) -> Answer:  # fmt: skip
        """As `run_read`, with the driver's values and the server's summary; an error amid the rows is the answer's ``broken``.

        Another thread can end it by ``mark``, see `stop`.
        """
        asking = checked(self.settings, text, params, timeout, limit, bookmarks, mark)
        return self.revived(lambda: within(asking.seconds, partial(asking.read, self), self.put_down))

    def stop(self, mark: str) -> None:
        """End the query that was asked with that ``mark``, if it still runs."""
        with explained(self.address), self.session(READ_ACCESS) as session:
            names = [str(row["name"]) for row in session.run(cypher.MARKED, mark=mark)]
            if names:
                session.run(cypher.TERMINATE, names=names).consume()

    def put_down(self) -> None:
        """End a managed server that does not obey a time limit: nothing else frees the core that it burns."""
        address = self.address
        if address.managed:
            Managed(self.settings.data, self._report).put_down(int(address.uri.rpartition(":")[2]))

    def revived(self, work: Callable[[], T]) -> T:
        """Do the work; if the managed server turns out to be gone, start it anew and do the work once more."""
        driver = self._driver
        try:
            return work()
        except ZhaoshangError as error:
            if not (is_gone(error) and self.address.managed):
                raise
        with self._reviving:
            if self._driver is driver:  # no other thread has done it meanwhile
                self._connect()
        return work()

    @contextmanager
    def session(self, access: str = WRITE_ACCESS, fetch_size: int = 1000, **config: Any) -> Iterator[Session]:
        """A session of the driver on the graph's database; the caller wraps what it does in `explained`."""
        address = self.address
        assert self._driver is not None
        with self._driver.session(database=address.database, default_access_mode=access, fetch_size=fetch_size, **config) as session:
            yield session

    def stream(self, text: LiteralString, **params: Any) -> Iterator[Mapping[str, Any]]:
        """The records of one of the house's own reading queries, as they come, without limits."""
        with explained(self.address), self.session(READ_ACCESS) as session:
            for record in session.run(Query(text), params):
                yield record.data()

    def bookkeeping(self) -> Bookkeeping:
        """How far the database has read which journal; all zero for one that has read none."""
        for row in self.stream(cypher.BOOKKEEPING):
            return Bookkeeping(row["seq"] or 0, row["origin"] or "", row["form"] or "")
        return Bookkeeping()

    @property
    def seq(self) -> int:
        """The number up to which the journal has been read, kept in the database itself."""
        return self.bookkeeping().seq

    def catch_up(self, journal: Journal, progress: Callable[[int, int], None] | None = None) -> Caught:
        """Bring the graph to the journal's state: a transaction for some thousand statements each, the number read with it.

        ``progress`` gets how many articles of how many are done. Cut off anywhere, the next call goes on. Two at once take
        turns. Raises StoreError if the server cannot be reached, BusyError.
        """
        from .project import catch_up

        return self.revived(lambda: catch_up(self, journal, progress))

    def wipe(self) -> None:
        """Take the projection away, by transactions of some thousand nodes; nodes of other labels stay."""
        with explained(self.address), self.session() as session:
            session.run(cypher.WIPE).consume()

    def close(self) -> None:
        """Let go of the server; a managed one stops when nobody has used it for some minutes."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
