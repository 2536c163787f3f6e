"""What the journal asks of a database, and SQLite as the one that needs no set-up."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from zhaoshang.ontology.errors import BusyError, StoreError, ZhaoshangError

Row = Sequence[Any]
SCHEMA = Path(__file__).parent


class Database(Protocol):
    """A connection a thread, ``?`` as the mark of a parameter, errors as the house's own."""

    where: str

    def rows(self, sql: str, params: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a query, as they are needed."""

    def run(self, sql: str, params: Sequence[Any] = ()) -> None:
        """One statement without an answer."""

    def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """One statement for each row."""

    def insert(self, sql: str, params: Sequence[Any]) -> int:
        """An INSERT into ``entries``; its sequence number."""

    def writing(self) -> Any:
        """Context: a transaction that no other writer shares, so that sequence numbers become visible in their order."""

    def reading(self) -> Any:
        """Context: a transaction that sees one state of the journal throughout."""

    def padded(self, column: str) -> str:
        """SQL for a whole number as twelve digits, so that it compares as text."""

    def close(self) -> None:
        """Close the connections of all threads."""


class SQLite:
    """SQLite in WAL mode: one writer at a time, readers never wait."""

    def __init__(self, path: Path, busy_seconds: float = 60.0, *, script: str = "", durable: bool = True) -> None:
        """Open or create the file and its folder; raises StoreError where that cannot be.

        ``script`` makes the tables (by default the journal's). ``durable``: what is committed survives a loss of power, not
        only a kill; the cost is one fsync a transaction.
        """
        self.where, self._busy = str(path), busy_seconds
        self._script, self._sync = script, "FULL" if durable else "NORMAL"
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"the folder of the journal cannot be made: {error.strerror}", where=self.where, remedy=_FOLDER) from error
        with self._errors():
            self._prepare()

    def _prepare(self) -> None:
        # the newest part of the schema: a journal that an older version made gets what it lacks
        if self._script or not list(self.rows("SELECT 1 FROM sqlite_master WHERE name = 'writes_no_delete'")):
            with self.writing():
                for statement in _split(self._script or (SCHEMA / "schema.sqlite.sql").read_text("utf-8")):
                    self.run(statement)

    @property
    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(self.where, timeout=self._busy, isolation_level=None, check_same_thread=False)
            for pragma in ("journal_mode = WAL", f"synchronous = {self._sync}", "foreign_keys = ON", "recursive_triggers = ON"):
                found.execute(f"PRAGMA {pragma}").close()
            self._local.connection = found
            self._all.append(found)
        return found

    def rows(self, sql: str, params: Sequence[Any] = ()) -> Iterator[Row]:
        """See Database."""
        with self._errors():
            yield from self._connection.execute(sql, params)

    def run(self, sql: str, params: Sequence[Any] = ()) -> None:
        """See Database."""
        with self._errors():
            self._connection.execute(sql, params).close()

    def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """See Database."""
        with self._errors():
            self._connection.executemany(sql, rows).close()

    def insert(self, sql: str, params: Sequence[Any]) -> int:
        """See Database."""
        with self._errors():
            return int(self._connection.execute(sql, params).lastrowid or 0)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """See Database."""
        yield from self._transaction("BEGIN IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See Database."""
        yield from self._transaction("BEGIN")

    def _transaction(self, begin: str) -> Iterator[None]:
        if self._connection.in_transaction:
            yield
            return
        self.run(begin)
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK").close()
            raise

    def padded(self, column: str) -> str:
        """See Database."""
        return f"printf('%012d', {column})"

    def close(self) -> None:
        """See Database."""
        for connection in self._all:
            connection.close()
        self._all.clear()
        self._local = threading.local()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _explain(error, self.where, self._busy) from error


_FOLDER = "set ZHAOSHANG_DATA to a folder that you may write to"


def _explain(error: sqlite3.Error, where: str, busy: float) -> ZhaoshangError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return BusyError(
            f"another process has been writing to the journal for {busy:.0f} s", where=where, remedy="wait for it, then try again"
        )
    if "full" in text:
        return StoreError(
            "the disk is full; what was acknowledged is kept", where=where, remedy="make room, then run the same command again"
        )
    if "readonly" in text or "unable to open" in text or "permission" in text.lower():
        return StoreError(f"the journal cannot be opened for writing: {text}", where=where, remedy=_FOLDER)
    if "not a database" in text or "malformed" in text:
        return StoreError(f"the journal is damaged: {text}", where=where, remedy="restore it from a copy")
    return StoreError(f"the journal refused: {text}", where=where)


def _split(script: str) -> list[str]:
    """The statements of an SQL script; a trigger's inner semicolons do not end it."""
    found, current = [], ""
    for line in script.splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            found.append(current)
            current = ""
    return [*found, current] if current.strip() else found
