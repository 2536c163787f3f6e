"""One query in one transaction that may only read: its rows as the driver gives them, and what the server says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from neo4j import READ_ACCESS, Bookmarks, Result, ResultSummary, Transaction
from neo4j.exceptions import BrokenRecordError

from zhaoshang.ontology.errors import UsageError

from ..settings import Settings
from .failures import explained
from .guard import check_read_only
from .values import parameter

if TYPE_CHECKING:
    from .store import GraphStore


MARK = "zhaoshang"
"""The key of a transaction's metadata that tells whose it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``rows`` hold the driver's values. ``broken`` is the error that ended the rows after the first columns were known: what was
    read before it stands. ``truncated`` if the row limit cut it short; then there is no ``summary``."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False
    broken: UsageError | None = None
    summary: ResultSummary | None = None
    bookmarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """A query that was checked: ``seconds`` and ``limit`` (rows) hold; ``bookmarks`` are states that it must see;
    by ``mark`` it can be found in the server."""

    text: str
    parameters: Mapping[str, Any]
    seconds: float
    limit: int
    bookmarks: Sequence[str] = field(default=())
    mark: str = ""

    def read(self, store: GraphStore) -> Answer:
        """Run it. Raises what `explained` makes of the driver's errors."""
        seen = Bookmarks.from_raw_values(self.bookmarks)
        with (
            explained(store.address, self.seconds),
            store.session(READ_ACCESS, min(self.limit + 1, 1000), bookmarks=seen, notifications_min_severity="INFORMATION") as session,
        ):
            with session.begin_transaction(metadata={MARK: self.mark}, timeout=self.seconds) as transaction:
                answer = self.within(store, transaction)
                if answer.truncated or answer.broken is not None:
                    return answer
                transaction.commit()
            return replace(answer, bookmarks=tuple(session.last_bookmarks().raw_values))

    def within(self, store: GraphStore, transaction: Transaction) -> Answer:
        """Run it in a transaction, which is over where an error ended the rows; where the limit did, the server does not make the rest."""
        result = transaction.run(_text(self.text), dict(self.parameters))
        columns = tuple(result.keys())
        rows: list[tuple[Any, ...]] = []
        try:
            for record in self._records(store, result):
                if len(rows) == self.limit:
                    result.consume()
                    return Answer(columns, tuple(rows), truncated=True)
                rows.append(record)
        except UsageError as error:
            transaction.close()
            return Answer(columns, tuple(rows), broken=error)
        return Answer(columns, tuple(rows), summary=result.consume())

    def _records(self, store: GraphStore, result: Result) -> Iterator[tuple[Any, ...]]:
        with explained(store.address, self.seconds), _held():
            for record in result:
                yield tuple(record.values())


def checked(
    settings: Settings, text: str, params: Mapping[str, Any] | None = None, seconds: float | None = None, limit: int | None = None,
    bookmarks: Sequence[str] = (), mark: str = "",
) -> Asking:  # fmt: skip
    """A query that only reads, with the settings' limits where none are given. Raises RefusedError, UsageError for a parameter."""
    check_read_only(text)
    given = {name: parameter(value, name) for name, value in (params or {}).items()}
    limits = (settings.query_seconds if seconds is None else seconds, settings.query_rows if limit is None else limit)
    return Asking(text, given, *limits, bookmarks, mark)


@contextmanager
def _held() -> Iterator[None]:
    try:
        yield
    except BrokenRecordError as error:
        remedy = "return it as a text: toString(…)"
        raise UsageError(
            "a value cannot be held here: its year is not between 1 and 9999, or its zone is unknown", remedy=remedy
        ) from error


def _text(text: str) -> Any:
    """A query that `check_read_only` has seen; the driver's types take only literals of the program for safe."""
    return text
