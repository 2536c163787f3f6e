"""What is known of the journal's entities when a new article is resolved: an `EntityIndex` that follows the journal.

It is a projection of its own, in a small SQLite file of the data folder: it keeps the number up to which it has read in
the same transaction, so a kill costs nothing, and a missing or foreign file is made anew. Candidates are found by block
key, at a cost that does not grow with the journal.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path

from zhaoshang.ontology.known import Known
from zhaoshang.ontology.statement import Outcome

from .codec import dumps
from .database import SQLite
from .journal import Journal

Profiles = Callable[[Outcome], Sequence[Known]]
"""``ingest.resolve.profiles``: what one outcome tells of each of its entities."""

_TABLES = """
CREATE TABLE IF NOT EXISTS read (what TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS told (entity TEXT, seq INTEGER, article TEXT, known TEXT NOT NULL, PRIMARY KEY (entity, seq)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS told_article ON told (article);
CREATE TABLE IF NOT EXISTS whole (entity TEXT PRIMARY KEY, known TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS block (cls TEXT, key TEXT, entity TEXT, PRIMARY KEY (cls, key, entity)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS block_entity ON block (entity);
"""


class JournalIndex:
    """Candidates from all standing outcomes of the journal; see `zhaoshang.ontology.known.EntityIndex`."""

    def __init__(self, journal: Journal, file: Path, profiles: Profiles, version: str) -> None:
        """``version`` names what ``profiles`` makes; another one has the file made anew. Raises StoreError."""
        self._journal, self._profiles, self._version = journal, profiles, version
        self._db = SQLite(file, script=_TABLES, durable=False)
        self._heard: OrderedDict[int, Outcome] = OrderedDict()
        self._left_out = ""

    def heard(self, seq: int, outcome: Outcome) -> None:
        """Hand in an outcome just appended as ``seq``, so that `catch_up` need not read it back."""
        self._heard[seq] = outcome
        while len(self._heard) > 64:
            self._heard.popitem(last=False)

    def catch_up(self, leave_out: str = "") -> None:
        """Read what the journal has learnt since; call it inside ``journal.writing()`` before an article is settled.

        What the article ``leave_out`` told before is not given as candidates: an article that is read again must not be
        resolved against itself.
        """
        self._left_out = leave_out
        with self._db.writing():
            after = self._seq()
            head = self._journal.head()
            if after == head:
                return
            entries = self._journal.articles_after(after)
            moved = [d.body["article"] for _, d in self._journal.decisions_after(after) if d.kind == "split" and "into" in d.body]
            for article in dict.fromkeys([*entries, *moved]):
                self._learn(article)
            self._note(seq=str(head), origin=self._journal.origin(), version=self._version)

    def _seq(self) -> int:
        """How far this file has read this journal by these profiles; emptied where it is another's."""
        kept = {row[0]: str(row[1]) for row in self._db.rows("SELECT what, value FROM read")}
        seq = int(kept.get("seq", 0))
        alike = (kept.get("origin"), kept.get("version")) == (self._journal.origin(), self._version)
        if seq and (not alike or seq > self._journal.head()):
            for table in ("read", "told", "whole", "block"):
                self._db.run(f"DELETE FROM {table}")
            return 0
        return seq

    def _note(self, **values: str) -> None:
        self._db.run_many("INSERT OR REPLACE INTO read VALUES (?, ?)", list(values.items()))

    def _learn(self, article: str) -> None:
        """Replace what the article tells."""
        before = [row[0] for row in self._db.rows("SELECT entity FROM told WHERE article = ?", (article,))]
        if before:
            self._db.run("DELETE FROM told WHERE article = ?", (article,))
            for entity in before:
                self._sum_up(entity)
        now = self._journal.current(article)
        if now is None or now.retracted:
            return
        outcome = self._heard.get(now.seq) or self._journal.outcome_at(now.seq).outcome
        moved = self._journal.canon().moved
        for known in self._profiles(outcome):
            self._tell(replace(known, id=moved.get((article, known.id), known.id)), now.seq, article)

    def _tell(self, known: Known, seq: int, article: str) -> None:
        text = dumps(known.to_json())
        self._db.run("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?)", (known.id, seq, article, text))
        whole = self._whole(known.id)
        self._store(whole.union(known) if whole else known)

    def _sum_up(self, entity: str) -> None:
        """An entity's whole from what is left of it."""
        self._db.run("DELETE FROM whole WHERE entity = ?", (entity,))
        self._db.run("DELETE FROM block WHERE entity = ?", (entity,))
        whole = self._union(entity, "")
        if whole:
            self._store(whole)

    def _union(self, entity: str, leave_out: str) -> Known | None:
        """What the articles but one tell of an entity, in the order in which they were learnt."""
        rows = self._db.rows("SELECT known FROM told WHERE entity = ? AND article <> ? ORDER BY seq", (entity, leave_out))
        parts = [_known(row[0]) for row in rows]
        return reduce(Known.union, parts) if parts else None

    def _store(self, whole: Known) -> None:
        self._db.run("INSERT OR REPLACE INTO whole VALUES (?, ?)", (whole.id, dumps(whole.to_json())))
        self._db.run_many("INSERT OR IGNORE INTO block VALUES (?, ?, ?)", [(whole.cls, key, whole.id) for key in whole.keys])

    def _whole(self, entity: str) -> Known | None:
        return next((_known(row[0]) for row in list(self._db.rows("SELECT known FROM whole WHERE entity = ?", (entity,)))), None)

    def candidates(self, cls: str, keys: Sequence[str]) -> Sequence[Known]:
        """See `zhaoshang.ontology.known.EntityIndex`."""
        canon = self._journal.canon()
        found: dict[str, Known] = {}
        wanted, own = set(keys), self._own()
        for entity in self._blocked(cls, keys):
            whole = self._union(entity, self._left_out) if entity in own else self._whole(entity)
            if whole is not None and wanted & set(whole.keys):
                standing = canon.canonical(entity)
                found[standing] = found[standing].union(whole) if standing in found else replace(whole, id=standing)
        return [found[entity] for entity in sorted(found)]

    def _own(self) -> set[str]:
        """The entities that the article left out tells something of."""
        if not self._left_out:
            return set()
        return {row[0] for row in self._db.rows("SELECT entity FROM told WHERE article = ?", (self._left_out,))}

    def _blocked(self, cls: str, keys: Iterable[str]) -> list[str]:
        every = list(dict.fromkeys(keys))
        found: set[str] = set()
        for low in range(0, len(every), 500):
            part = every[low : low + 500]
            sql = f"SELECT DISTINCT entity FROM block WHERE cls = ? AND key IN ({', '.join('?' * len(part))})"
            found |= {row[0] for row in self._db.rows(sql, (cls, *part))}
        return sorted(found)

    def canonical(self, entity: str) -> str:
        """See `zhaoshang.ontology.known.EntityIndex`."""
        return self._journal.canon().canonical(entity)

    def refused(self, one: str, other: str) -> bool:
        """See `zhaoshang.ontology.known.EntityIndex`."""
        return self._journal.canon().refused(one, other)

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _known(text: str) -> Known:
    return Known.from_json(json.loads(text))
