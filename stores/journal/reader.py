"""Reading the journal. All that is said here follows from the entries; nothing is kept beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.ontology.statement import Literal, Outcome

from . import codec
from .database import Database, Row
from .entries import Claim, Current, Decision, Entry, Kind, QueuedDoubt, Stored, StoredStatement
from .identity import Canon

_ENTRY = "seq, kind, article, learnt_at, body"
_STATEMENTS = f"SELECT e.seq, e.learnt_at, e.extractor, e.published, {codec.STATEMENT} FROM statements s JOIN standing e ON e.seq = s.seq"
CHUNK = 500
"""How many values go into one IN (…); SQLite before 3.32 allowed 999 parameters."""


class Reader:
    """The journal's reads. One object may be used by several threads; each has its own connection."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._canon: Canon | None = None

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

    def decisions_after(self, seq: int) -> list[tuple[int, Decision]]:
        """The decisions after ``seq`` with their sequence numbers, in order."""
        rows = self._db.rows("SELECT seq, article, body FROM entries WHERE kind = 'decision' AND seq > ? ORDER BY seq", (seq,))
        return [(row[0], _decision(row[1], json.loads(row[2]))) for row in rows]

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

    # statements

    def statements_of(self, article: str) -> list[StoredStatement]:
        """The standing statements of an article, in their order."""
        return self._statements("s.seq = (SELECT seq FROM standing WHERE article = ?)", (article,))

    def statement(self, statement_id: str) -> StoredStatement | None:
        """A standing statement by its id (``statement/…``), None if no standing outcome makes it."""
        return next(iter(self._statements("s.id = ?", (statement_id,))), None)

    def statements_about(self, entity: str) -> list[StoredStatement]:
        """The standing statements of which the entity, by any of its ids, is the subject or the object."""
        group = self.canon().group(entity)
        marks = ", ".join("?" * len(group))
        found = self._statements(f"s.subject IN ({marks})", group) + self._statements(
            f"s.object IN ({marks}) AND s.datatype IS NULL", group
        )
        return sorted({s.statement.id: s for s in found}.values(), key=lambda s: s.seq)

    def claims(self, subjects: Iterable[str], predicates: Iterable[str], apart: Iterable[str] = ()) -> Iterator[Claim]:
        """What the standing articles say of these subjects (ids as written) by these predicates, equal claims counted together.

        Those of the articles ``apart`` come one by one, with their article. What the gazetteer says (rule ``gazetteer``) it
        says in every article alike: only the latest is given, so that the cost does not grow with the news.
        """
        names, single, every = tuple(predicates), tuple(apart), tuple(subjects)
        for low in range(0, len(every), CHUNK):
            part = every[low : low + CHUNK]
            where = f"s.subject IN ({_marks(part)}) AND s.predicate IN ({_marks(names)}) AND s.rule <> 'gazetteer'"
            beside = f" AND s.article NOT IN ({_marks(single)})" if single else ""
            yield from self._claims(where + beside, (*part, *names, *single), "''")
            if single:
                yield from self._claims(f"{where} AND s.article IN ({_marks(single)})", (*part, *names, *single), "s.article")
            yield from self._backbone(part, names)

    def _backbone(self, subjects: tuple[str, ...], predicates: tuple[str, ...]) -> Iterator[Claim]:
        for subject in subjects:
            last = self._one(_GAZETTEER, (subject,))
            if last is not None:
                where = f"s.subject = ? AND s.seq = ? AND s.rule = 'gazetteer' AND s.predicate IN ({_marks(predicates)})"
                yield from self._claims(where, (subject, last, *predicates), "''")

    def _claims(self, where: str, params: tuple[Any, ...], article: str) -> Iterator[Claim]:
        columns = f"s.subject, s.predicate, s.object, s.datatype, s.lang, {article}"
        sql = f"""SELECT {columns}, COUNT(DISTINCT s.article), MAX(e.published || ' ' || {self._db.padded("s.seq")})
            FROM statements s JOIN standing e ON e.seq = s.seq WHERE {where} GROUP BY {columns.removesuffix(", ''")}"""
        for subject, predicate, shown, datatype, lang, of, count, last in self._db.rows(sql, params):
            published, _, seq = last.rpartition(" ")
            value = shown if datatype is None else Literal(shown, datatype, lang)
            yield Claim(subject, predicate, value, count, published, int(seq), of)

    def subjects_of(self, articles: Iterable[str]) -> Iterator[tuple[str, str]]:
        """(article, subject) of all statements that these articles ever made, standing or not."""
        every = tuple(articles)
        for low in range(0, len(every), CHUNK):
            part = every[low : low + CHUNK]
            marks = ", ".join("?" * len(part))
            sql = f"""SELECT DISTINCT s.article, s.subject FROM statements s
                JOIN entries e ON e.seq = s.seq WHERE e.article IN ({marks}) AND e.kind = 'outcome'"""
            yield from ((row[0], row[1]) for row in self._db.rows(sql, part))

    def articles_about(self, entities: Iterable[str]) -> list[str]:
        """The standing articles that say something of one of these entities (ids as written), as subject or object."""
        found: set[str] = set()
        for entity in entities:
            for condition in ("s.subject = ?", "s.object = ? AND s.datatype IS NULL"):
                sql = f"SELECT DISTINCT s.article FROM statements s JOIN standing e ON e.seq = s.seq WHERE {condition}"
                found |= {row[0] for row in self._db.rows(sql, (entity,))}
        return sorted(found)

    def _statements(self, where: str, params: Iterable[Any]) -> list[StoredStatement]:
        rows = self._db.rows(f"{_STATEMENTS} WHERE {where} ORDER BY s.seq, s.place", tuple(params))
        return [StoredStatement(seq, learnt, extractor, date, codec.statement_from(rest)) for seq, learnt, extractor, date, *rest in rows]

    # review and identity

    def doubts(self) -> list[QueuedDoubt]:
        """The review queue: the doubts of standing outcomes and the unreadable files that no later reading has put right,
        without those that a ``review`` decision (body ``{"doubt": id}``) has settled; oldest first."""
        done = {d.body.get("doubt") for _, d in self.decisions_after(0) if d.kind == "review"}
        rows = self._db.rows(_DOUBTS)
        found = [QueuedDoubt(key, seq, learnt, of, title, codec.doubt_from(rest)) for key, seq, learnt, of, title, *rest in rows]
        return [doubt for doubt in found if doubt.id not in done]

    def canon(self) -> Canon:
        """Which entities are one, by all decisions so far."""
        last = int(self._one("SELECT COALESCE(MAX(seq), 0) FROM entries WHERE kind = 'decision'") or 0)
        if self._canon is None or self._canon.seq != last:
            self._canon = Canon.of(self.decisions_after(0))
        return self._canon

    def canonical(self, entity: str) -> str:
        """Today's id of an entity."""
        return self.canon().canonical(entity)

    def _one(self, sql: str, params: tuple[Any, ...] = ()) -> Any:
        return next((row[0] for row in list(self._db.rows(sql, params))), None)


_CURRENT = """
SELECT seq, version, extractor, kind FROM entries
WHERE article = ? AND kind IN ('outcome', 'retraction') ORDER BY seq DESC LIMIT 1
"""
_GAZETTEER = """
SELECT s.seq FROM statements s JOIN standing e ON e.seq = s.seq
WHERE s.subject = ? AND s.rule = 'gazetteer' ORDER BY s.seq DESC LIMIT 1
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


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _entry(row: Row) -> Entry:
    seq, kind, article, learnt, body = row
    return Entry(seq, Kind(kind), article, learnt, json.loads(body))


def _decision(article: str, body: dict[str, Any]) -> Decision:
    return Decision(body["kind"], body["body"], body["author"], article)
