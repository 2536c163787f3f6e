"""Writing the journal: outcomes, retractions, decisions, files that could not be read. Each is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from zhaoshang.ontology.errors import InputError, NotFoundError, UsageError
from zhaoshang.ontology.reading import Doubt
from zhaoshang.ontology.statement import Outcome

from . import codec
from .database import Database, SQLite
from .entries import Appended, Current, Decision, Kind, Result
from .identity import check
from .writes import WRITE, Step, Writes

_ENTRY = """INSERT INTO entries (kind, article, learnt_at, version, extractor, digest, published, title, url, path, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_STATEMENT = "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_IDENTITY = "INSERT INTO identities VALUES (?, ?, ?, ?, ?, ?, ?)"
_DOUBT = "INSERT INTO doubts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_STEP = "INSERT INTO writes VALUES (?, ?, ?, ?, ?)"


class Journal(Writes):
    """The append-only truth. Many processes may read and write at once; each append is all or nothing."""

    @classmethod
    def open(cls, url: str | Path, busy_seconds: float = 60.0) -> Self:
        """``sqlite:///absolute/path`` (or a Path) or ``postgresql://…``; made where it is missing.

        Raises StoreError where it cannot be had, UsageError for another kind of address.
        """
        return cls(_database(url, busy_seconds))

    def close(self) -> None:
        """Close all connections."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def writing(self) -> AbstractContextManager[None]:
        """Context: what is read and appended inside it is one transaction, and no other process writes meanwhile.

        Settle an article's identities inside it, so that two commands at once do not invent one person twice.
        """
        found: AbstractContextManager[None] = self._db.writing()
        return found

    def append(self, outcome: Outcome, *, again: bool = False) -> Appended:
        """Add all that an article says, if the journal does not say exactly that already.

        ``again`` brings a retracted article back; else it stays retracted and nothing is added. Raises InputError for
        text that is not Unicode (a lone surrogate), StoreError, BusyError.
        """
        digest = codec.outcome_digest(outcome)
        with self.writing():
            now = self.current(outcome.article.id)
            if now and now.retracted and not again:
                return Appended(Result.RETRACTED, now.seq)
            if now and not now.retracted and digest == self._digest(now.seq):
                return Appended(Result.UNCHANGED, now.seq)
            return Appended(_result(now, outcome), self._write(outcome, digest))

    def _digest(self, seq: int) -> str:
        return str(self._one("SELECT digest FROM entries WHERE seq = ?", (seq,)))

    def _write(self, outcome: Outcome, digest: str) -> int:
        a = outcome.article
        published = str(a.published) if a.published else ""
        body = codec.dumps(codec.outcome_body(outcome))
        try:
            seq = self._entry(Kind.OUTCOME, a.id, body, a.version, outcome.extractor, digest, published, a.title, a.url, a.path)
            self._db.run_many(_STATEMENT, [codec.statement_row(seq, n, s) for n, s in enumerate(outcome.statements)])
            self._db.run_many(_IDENTITY, [codec.identity_row(seq, a.id, i) for i in outcome.identities])
            self._db.run_many(_DOUBT, [codec.doubt_row(seq, n, a.id, d) for n, d in enumerate(outcome.doubts)])
        except UnicodeEncodeError as error:
            raise InputError("the text holds half a surrogate pair, which is no character", where=a.path or a.name) from error
        return seq

    def _entry(self, kind: Kind, article: str, body: str, *rest: str) -> int:
        columns = (*rest, *("",) * (7 - len(rest)))
        return self._db.insert(_ENTRY, (kind.value, article, datetime.now(UTC).isoformat(timespec="microseconds"), *columns, body))

    def unreadable(self, path: str, reason: str, detail: str = "") -> Appended:
        """Put a file that could not be read into the review queue; nothing is added if it stands there for this reason."""
        doubt = Doubt(reason, None, detail)
        digest = codec.doubt_id(path, doubt)
        with self.writing():
            sql = "SELECT seq, digest, kind FROM entries WHERE path = ? AND kind IN ('outcome', 'unreadable') ORDER BY seq DESC LIMIT 1"
            for seq, known, kind in list(self._db.rows(sql, (path,))):
                if kind == Kind.UNREADABLE and known == digest:
                    return Appended(Result.UNCHANGED, seq)
            body = codec.dumps({"reason": reason, "detail": detail, "path": path})
            seq = self._entry(Kind.UNREADABLE, "", body, "", "", digest, "", "", "", path)
            # the doubt's id is over the path, for there is no article
            row = codec.doubt_row(seq, 0, "", doubt)
            self._db.run_many(_DOUBT, [(*row[:2], digest, *row[3:])])
            return Appended(Result.NEW, seq)

    def retract(self, article: str, reason: str, author: str) -> Appended:
        """Hide an article and all that it says, for a reason; raises NotFoundError for an unknown one."""
        if not reason.strip():
            raise UsageError("a retraction needs a reason", where=article)
        with self.writing():
            now = self.current(article)
            if now is None:
                raise NotFoundError("the journal knows no such article", where=article)
            if now.retracted:
                return Appended(Result.UNCHANGED, now.seq)
            body = codec.dumps({"reason": reason, "author": author})
            return Appended(Result.NEW, self._entry(Kind.RETRACTION, article, body, now.version, now.extractor))

    def decide(self, kind: str, body: Mapping[str, Any], author: str, article: str = "") -> int:
        """Record a decision (see Decision and `identity`); its sequence number. Raises UsageError for a malformed one."""
        decision = Decision(kind, body, author, article)
        check(decision)
        with self.writing():
            return self._entry(Kind.DECISION, article, codec.dumps({"kind": kind, "body": dict(body), "author": author}))

    def write(self, steps: Sequence[Step], summary: Mapping[str, Any], author: str) -> int:
        """Record a write to graphs of the author's own, as the decision ``write`` with ``summary`` as its body; its number."""
        with self.writing():
            seq = self.decide(WRITE, summary, author)
            self._db.run_many(_STEP, [(seq, place, s.operation, s.graph, s.quads) for place, s in enumerate(steps)])
            return seq


def _result(now: Current | None, outcome: Outcome) -> Result:
    if now is None:
        return Result.NEW
    return Result.CHANGED if now.version != outcome.article.version else Result.REREAD


def _database(url: str | Path, busy_seconds: float) -> Database:
    if isinstance(url, Path):
        return SQLite(url.absolute(), busy_seconds)
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path:
        return SQLite(Path(unquote(parts.path)), busy_seconds)
    if parts.scheme in ("postgresql", "postgres"):
        from .postgres import Postgres

        return Postgres(url, busy_seconds)
    raise UsageError(f"{url!r} is no journal's address", where="ZHAOSHANG_JOURNAL", remedy="use sqlite:///path or postgresql://…")
