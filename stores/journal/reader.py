"""Reading the journal. All that is said here follows from the entries; nothing is kept beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.ontology.statement import Outcome

from . import codec
from .database import Row
from .entries import Current, Entry, Kind, QueuedDoubt, Stored
from .statements import Statements

_ENTRY = "seq, kind, article, learnt_at, body"


class Reader(Statements):
    """The journal's reads. One object may be used by several threads; each has its own connection."""

    @property
    def where(self) -> str:
        """The journal's file or address, without a password."""
        return self._db.where

    def snapshot(self) -> AbstractContextManager[None]:
        """Context: all reads of this thread inside it see one state of the journal."""
        found: AbstractContextManager[None] = self._db.reading()
        return found

    def head(self) -> int:
        """The last sequence number, 0 for an empty journal."""
        return int(self._one("SELECT COALESCE(MAX(seq), 0) FROM entries") or 0)

    def said(self, at: int | None = None) -> int:
        """The sequence number of the last outcome or retraction (right after entry ``at``), 0 without any: what articles say has not
        changed since."""
        sql = "SELECT COALESCE(MAX(seq), 0) FROM entries WHERE kind = ? AND seq <= ?"
        last = self.head() if at is None else at
        return max(int(self._one(sql, (kind, last))) for kind in ("outcome", "retraction"))

    def origin(self) -> str:
        """What tells this journal from another one: when its first entry was learnt ("" while it is empty)."""
        return str(self._one("SELECT learnt_at FROM entries ORDER BY seq LIMIT 1") or "")

    def entries_after(self, seq: int, *, article: str = "") -> Iterator[Entry]:
        """The entries with a larger sequence number, in order; only those of ``article`` if one is named."""
        also, params = (" AND article = ?", (seq, article)) if article else ("", (seq,))
        yield from map(_entry, self._db.rows(f"SELECT {_ENTRY} FROM entries WHERE seq > ?{also} ORDER BY seq", params))

    def history(self, article: str) -> list[Entry]:
        """All entries of one article, oldest first: its versions, readings, retractions, decisions."""
        return list(self.entries_after(0, article=article))

    def articles_after(self, seq: int) -> list[str]:
        """The articles with an outcome or a retraction after ``seq``, each once, in the order of the last of these."""
        sql = "SELECT article, MAX(seq) FROM entries WHERE seq > ? AND kind IN ('outcome', 'retraction') GROUP BY article ORDER BY 2"
        return [row[0] for row in self._db.rows(sql, (seq,))]

    def current(self, article: str) -> Current | None:
        """Where an article stands, None if it is unknown. Cheap: no text is read."""
        for seq, version, extractor, kind in list(self._db.rows(_CURRENT, (article,))):
            return Current(article, seq, version, extractor, kind == Kind.RETRACTION)
        return None

    def articles(self) -> list[str]:
        """The ids of all articles that stand, in the order in which they were learnt."""
        return [row[0] for row in self._db.rows("SELECT article FROM standing ORDER BY seq")]

    def stored(self, article: str) -> Stored | None:
        """The outcome that stands for an article; None if it is unknown or retracted."""
        for (seq,) in list(self._db.rows("SELECT seq FROM standing WHERE article = ?", (article,))):
            return self.outcome_at(seq)
        return None

    def outcome_at(self, seq: int) -> Stored:
        """The outcome of one entry, whether it still stands or not; raises NotFoundError."""
        for learnt, extractor, body in list(
            self._db.rows("SELECT learnt_at, extractor, body FROM entries WHERE seq = ? AND kind = 'outcome'", (seq,))
        ):
            data = json.loads(body)
            statements = self._db.rows(f"SELECT {codec.STATEMENT} FROM statements s WHERE s.seq = ? ORDER BY s.place", (seq,))
            identities = self._db.rows("SELECT local, entity, score, reasons, is_new FROM identities WHERE seq = ? ORDER BY local", (seq,))
            doubts = self._db.rows("SELECT reason, detail, start, stop, quote FROM doubts WHERE seq = ? ORDER BY place", (seq,))
            outcome = Outcome(
                codec.article_from(data),
                codec.reading_from(data["reading"]),
                tuple(map(codec.identity_from, identities)),
                tuple(map(codec.statement_from, statements)),
                tuple(map(codec.doubt_from, doubts)),
                extractor,
            )
            return Stored(seq, learnt, outcome)
        raise NotFoundError(f"the journal has no outcome with number {seq}", where=self.where)

    def article(self, article: str) -> Article | None:
        """The version of an article that stands, None if unknown or retracted."""
        sql = "SELECT body FROM entries WHERE seq = (SELECT seq FROM standing WHERE article = ?)"
        return next((codec.article_from(json.loads(row[0])) for row in list(self._db.rows(sql, (article,)))), None)

    def find(self, text: str) -> list[str]:
        """The articles that ``text`` may mean: an id, the hash in it, a url, a path or the end of a path; [] if none."""
        tail = "%/" + re.sub(r"([%_\\])", r"\\\1", text)
        sql = r"""SELECT DISTINCT article FROM entries WHERE kind = 'outcome'
            AND (article = ? OR url = ? OR path = ? OR path LIKE ? ESCAPE '\')"""
        return sorted(row[0] for row in self._db.rows(sql, (f"article/{text.removeprefix('article/')}", text, text, tail)))

    def doubts(self) -> list[QueuedDoubt]:
        """The review queue: the doubts of standing outcomes and the unreadable files that no later reading has put right,
        without those that a ``review`` decision (body ``{"doubt": id}``) has settled and no ``undo`` has opened again; oldest first."""
        last = {d.body.get("doubt"): d.body.get("verdict") for _, d in self.decisions_after(0, "review")}
        done = {doubt for doubt, verdict in last.items() if verdict != "undo"}
        rows = self._db.rows(_DOUBTS)
        found = [QueuedDoubt(key, seq, learnt, of, title, codec.doubt_from(rest)) for key, seq, learnt, of, title, *rest in rows]
        return [doubt for doubt in found if doubt.id not in done]


_CURRENT = """
SELECT seq, version, extractor, kind FROM entries
WHERE article = ? AND kind IN ('outcome', 'retraction') ORDER BY seq DESC LIMIT 1
"""
_DOUBTS = """
SELECT d.id, d.seq, e.learnt_at, d.article,
  CASE WHEN e.kind = 'unreadable' THEN e.path ELSE e.title END,
  d.reason, d.detail, d.start, d.stop, d.quote
FROM doubts d JOIN entries e ON e.seq = d.seq
WHERE (e.kind = 'outcome' AND e.seq IN (SELECT seq FROM standing))
   OR (e.kind = 'unreadable' AND NOT EXISTS (
        SELECT 1 FROM entries later WHERE later.path = e.path AND later.seq > e.seq AND later.kind IN ('outcome', 'unreadable')))
ORDER BY d.seq, d.place
"""


def _entry(row: Row) -> Entry:
    seq, kind, article, learnt, body = row
    return Entry(seq, Kind(kind), article, learnt, json.loads(body))
