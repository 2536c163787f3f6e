"""Reading statements and claims out of the journal, and which entities are one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from zhaoshang.ontology.statement import Literal

from . import codec
from .database import Database
from .entries import Claim, Decision, Entry, Kind, StoredStatement
from .identity import Canon

STANDING = "FROM statements s CROSS JOIN standing e WHERE e.seq = s.seq"
"""CROSS, for else SQLite may go through all entries and then their statements, which is slow where few of many are asked for."""

_STATEMENTS = f"SELECT e.seq, e.learnt_at, e.extractor, e.published, {codec.STATEMENT} {STANDING}"
_EVER = _STATEMENTS.replace("standing e WHERE", "entries e WHERE e.kind = 'outcome' AND")
_IDENTITY = ("merge", "split", "refuse")
CHUNK = 500
"""How many values go into one IN (…); SQLite before 3.32 allowed 999 parameters."""


class Statements:
    """The part of the journal's reads that is about what articles say; see `Reader` for the rest."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._canon = Canon()
        self._known: tuple[int, tuple[tuple[int, Decision], ...]] = (0, ())
        """Up to which decision the identity decisions are known, and these: most decisions of a busy journal are about dossiers."""

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
            {STANDING} AND {where} GROUP BY {columns.removesuffix(", ''")}"""
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
                sql = f"SELECT DISTINCT s.article {STANDING} AND {condition}"
                found |= {row[0] for row in self._db.rows(sql, (entity,))}
        return sorted(found)

    def _statements(self, where: str, params: Iterable[Any]) -> list[StoredStatement]:
        return list(map(_stored, self._db.rows(f"{_STATEMENTS} AND {where} ORDER BY s.seq, s.place", tuple(params))))

    def statements_at(self, entities: Iterable[str], seq: int) -> list[StoredStatement]:
        """What the articles that stood right after entry ``seq`` said of these entities (ids as written), as subject or object."""
        group = tuple(entities)
        last = """e.seq <= ? AND NOT EXISTS (SELECT 1 FROM entries later WHERE later.article = e.article AND later.seq > e.seq
            AND later.seq <= ? AND later.kind IN ('outcome', 'retraction'))"""
        found: dict[str, StoredStatement] = {}
        for condition in (f"s.subject IN ({_marks(group)})", f"s.object IN ({_marks(group)}) AND s.datatype IS NULL"):
            rows = self._db.rows(f"{_EVER} AND {condition} AND {last} ORDER BY s.seq, s.place", (*group, seq, seq))
            found |= {one.statement.id: one for one in map(_stored, rows)}
        return sorted(found.values(), key=lambda one: one.seq)

    def touched_after(self, seq: int) -> set[str]:
        """The entities (ids as written) of which an article with an outcome or retraction after ``seq`` says or ever said something."""
        sql = """SELECT s.subject, CASE WHEN s.datatype IS NULL THEN s.object END FROM statements s
            JOIN entries e ON e.seq = s.seq WHERE e.kind = 'outcome' AND e.article IN
            (SELECT article FROM entries WHERE seq > ? AND kind IN ('outcome', 'retraction')) GROUP BY 1, 2"""
        return {entity for row in self._db.rows(sql, (seq,)) for entity in row if entity}

    def decisions_after(self, seq: int, kind: str = "") -> list[tuple[int, Decision]]:
        """The decisions after ``seq``, those of one kind if it is named, with their sequence numbers, in order."""
        return [(it.seq, _decision(it.article, dict(it.body))) for it in self.decided_after(seq, kind)]

    def decided_after(self, seq: int, kind: str = "") -> Iterator[Entry]:
        """The entries behind `decisions_after`, with the time of each."""
        # ``kind`` is the last key of a decision's JSON, so that the database finds it without reading the rest
        also, params = (" AND body LIKE ?", (seq, f'%,"kind":"{kind}"}}')) if kind else ("", (seq,))
        sql = f"SELECT seq, article, learnt_at, body FROM entries WHERE kind = 'decision' AND seq > ?{also} ORDER BY seq"
        for at, article, learnt, body in self._db.rows(sql, params):
            yield Entry(at, Kind.DECISION, article, learnt, json.loads(body))

    def canon(self) -> Canon:
        """Which entities are one, by all decisions so far."""
        last = int(self._one("SELECT COALESCE(MAX(seq), 0) FROM entries WHERE kind = 'decision'") or 0)
        seen, known = self._known
        if last < seen:  # a snapshot of this thread that is older than what another thread has seen
            return Canon.of((seq, decision) for seq, decision in known if seq <= last)
        fresh = tuple(it for it in self.decisions_after(seen) if it[1].kind in _IDENTITY) if last > seen else ()
        if fresh:
            self._canon = Canon.of((*known, *fresh))
        if last > seen:
            self._known = (last, (*known, *fresh))
        return self._canon

    def canon_at(self, seq: int) -> Canon:
        """Which entities were one right after entry ``seq``."""
        self.canon()
        return Canon.of((at, decision) for at, decision in self._known[1] if at <= seq)

    def canonical(self, entity: str) -> str:
        """Today's id of an entity."""
        return self.canon().canonical(entity)

    def _one(self, sql: str, params: tuple[Any, ...] = ()) -> Any:
        return next((row[0] for row in list(self._db.rows(sql, params))), None)


_GAZETTEER = f"""
SELECT s.seq {STANDING}
AND s.subject = ? AND s.rule = 'gazetteer' ORDER BY s.seq DESC LIMIT 1
"""


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _stored(row: Any) -> StoredStatement:
    seq, learnt, extractor, date, *rest = row
    return StoredStatement(seq, learnt, extractor, date, codec.statement_from(rest))


def _decision(article: str, body: dict[str, Any]) -> Decision:
    return Decision(body["kind"], body["body"], body["author"], article)
