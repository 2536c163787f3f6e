"""PostgreSQL as the journal's database, by the same interface (needs the extra ``postgres``)."""

from __future__ import annotations

import importlib
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from zhaoshang.ontology.errors import BusyError, StoreError, UsageError, ZhaoshangError

from .database import SCHEMA, Row

LOCK = 0x7A68616F
"""The advisory lock that writers hold, so that sequence numbers become visible in their order."""


class Postgres:
    """PostgreSQL 14 or newer. One writer at a time by an advisory lock; readers never wait."""

    def __init__(self, url: str, busy_seconds: float = 60.0) -> None:
        """Connect and make the tables; raises UsageError without psycopg, StoreError where the server cannot be had."""
        try:
            # by name, so that the types are checked alike with and without the extra
            psycopg = importlib.import_module("psycopg")
        except ImportError as error:
            raise UsageError("a PostgreSQL journal needs psycopg", remedy="pip install 'zhaoshang-graph[postgres]'") from error
        self._psycopg: Any = psycopg
        self._url, self._busy = url, busy_seconds
        self.where = _without_password(url)
        self._local = threading.local()
        self._all: list[Any] = []
        # the newest part of the schema: a journal that an older version made gets what it lacks
        if not list(self.rows("SELECT 1 FROM pg_tables WHERE tablename = 'writes' AND schemaname = ANY (current_schemas(false))")):
            with self.writing():
                self.run((SCHEMA / "schema.postgres.sql").read_text("utf-8"))

    @property
    def _connection(self) -> Any:
        found: Any = getattr(self._local, "connection", None)
        if found is None or found.closed:
            with self._errors():
                found = self._psycopg.connect(self._url, autocommit=True, connect_timeout=10)
                found.execute(f"SET lock_timeout = '{int(self._busy * 1000)}ms'")
            self._local.connection = found
            self._all.append(found)
        return found

    def rows(self, sql: str, params: Sequence[Any] = ()) -> Iterator[Row]:
        """See Database."""
        with self._errors():
            yield from self._connection.execute(_marks(sql), params)

    def run(self, sql: str, params: Sequence[Any] = ()) -> None:
        """See Database."""
        with self._errors():
            # without parameters the text goes as it is, several statements and all
            self._connection.execute(_marks(sql) if params else sql, params or None)

    def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """See Database."""
        with self._errors(), self._connection.cursor() as cursor:
            cursor.executemany(_marks(sql), rows)

    def insert(self, sql: str, params: Sequence[Any]) -> int:
        """See Database."""
        return int(next(iter(self.rows(sql + " RETURNING seq", params)))[0])

    @contextmanager
    def writing(self) -> Iterator[None]:
        """See Database."""
        if self._inside():
            yield
            return
        with self._errors(), self._connection.transaction():
            self.run(f"SELECT pg_advisory_xact_lock({LOCK})")
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See Database."""
        if self._inside():
            yield
            return
        with self._errors(), self._connection.transaction():
            self.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    def _inside(self) -> bool:
        return bool(self._connection.info.transaction_status != self._psycopg.pq.TransactionStatus.IDLE)

    def padded(self, column: str) -> str:
        """See Database."""
        return f"to_char({column}, 'FM000000000000')"

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
        except self._psycopg.Error as error:
            raise _explain(self._psycopg, error, self.where, self._busy) from error


def _explain(psycopg: Any, error: Exception, where: str, busy: float) -> ZhaoshangError:
    text = " ".join(str(error).split())
    if isinstance(error, psycopg.errors.LockNotAvailable):
        return BusyError(
            f"another process has been writing to the journal for {busy:.0f} s", where=where, remedy="wait for it, then try again"
        )
    if isinstance(error, psycopg.errors.DiskFull):
        return StoreError("the disk of the journal's server is full", where=where, remedy="make room, then run the same command again")
    if isinstance(error, psycopg.OperationalError):
        return StoreError(f"the journal's server is out of reach: {text}", where=where, remedy="check ZHAOSHANG_JOURNAL and the server")
    return StoreError(f"the journal refused: {text}", where=where)


def _marks(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=re.sub(r":[^:@]*@", "@", parts.netloc), query=""))
