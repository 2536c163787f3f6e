"""An index of names in memory (SQLite), built whole from the store and swapped in one step.

Ranking: an exact form before a prefix before a part of a name; a name before its pinyin; then the entity that more
articles mention; then the id, so that the order is total and pages do not overlap.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from .forms import initials, is_letters, latin, letters, normal


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as the index takes it: graph id, class, preferred name, other forms, number of articles; ``date`` (ISO,
    perhaps reduced) and ``status`` (or a project's stage) where it has them; ``place`` as (latitude, longitude) in degrees."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    articles: int = 0
    date: str = ""
    status: str = ""
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result; ``form`` is the name that matched, ``how`` one of exact, prefix, part."""

    id: str
    type: str
    name: str
    form: str
    how: str
    articles: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, the total and how many there are of each type (whatever the type filter)."""

    hits: tuple[Hit, ...]
    total: int
    types: dict[str, int]


RESTATED = frozenset({"Tenure", "Visit", "Meeting"})
"""Classes whose entities only restate a relation of two others: found when asked for by type, else left out."""
_HOW = ("exact", "prefix", "part")
_SCHEMA = """
CREATE TABLE entity (n INTEGER PRIMARY KEY, id TEXT, type TEXT, name TEXT, articles INTEGER);
CREATE TABLE form (text TEXT, shown TEXT, latin INTEGER, n INTEGER);
"""
_SEARCH = """
SELECT e.id, e.type, e.name, e.articles, f.shown,
       MIN(CASE WHEN f.text = :q THEN 0 WHEN substr(f.text, 1, length(:q)) = :q THEN 1 ELSE 2 END * 2 + f.latin) AS rank
FROM form f JOIN entity e ON e.n = f.n
WHERE f.latin = :latin AND (f.text >= :q AND f.text < :after OR :part AND instr(f.text, :q))
GROUP BY e.n ORDER BY rank, e.articles DESC, length(e.name), e.id
"""


class NameIndex:
    """Search over `Named` entities; safe to use from several threads.

    ``before`` is the index that this one takes the place of: how its forms sound is not worked out again.
    """

    def __init__(self, entities: Iterable[Named], before: NameIndex | None = None) -> None:
        self._known = before._sounds if before else {}
        self._sounds: dict[str, tuple[str, str]] = {}
        self._lock = threading.Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.executescript(_SCHEMA)
        self.cards: dict[str, Named] = {}
        for number, entity in enumerate(entities):
            self.cards[entity.id] = entity
            self._add(number, entity)
        self._db.execute("CREATE INDEX by_text ON form (latin, text)")
        self._db.commit()
        self._known = {}

    def _add(self, number: int, entity: Named) -> None:
        row = (number, entity.id, entity.type, entity.name, entity.articles)
        self._db.execute("INSERT INTO entity VALUES (?, ?, ?, ?, ?)", row)
        forms = set()
        for shown in (entity.name, *entity.aliases):
            text = normal(shown)
            sounds = self._sounds[text] = self._sounds.get(text) or self._known.get(text) or (letters(text), initials(text))
            forms |= {(text, shown, 0), *((sound, shown, 1) for sound in sounds)}
        self._db.executemany("INSERT INTO form VALUES (?, ?, ?, ?)", [(*form, number) for form in sorted(forms) if form[0]])

    def search(self, query: str, *, type_: str = "", limit: int = 20, offset: int = 0) -> Found:
        """Entities whose name, alias, pinyin or initials match ``query``; nothing for a query of white space only."""
        text = normal(query)
        is_latin = is_letters(query)
        rows = self._rows(text, 0) if text else []
        if is_latin:
            seen = {row[0] for row in rows}
            rows += [row for row in self._rows(latin(query), 1) if row[0] not in seen]
        types: dict[str, int] = {}
        for row in rows:
            types[row[1]] = types.get(row[1], 0) + 1
        kept = [row for row in rows if (row[1] == type_ if type_ else row[1] not in RESTATED)]
        page = kept[offset : offset + limit]
        hits = tuple(Hit(r[0], r[1], r[2], r[4], _HOW[r[5] // 2], r[3]) for r in page)
        return Found(hits, len(kept), dict(sorted(types.items())))

    def _rows(self, text: str, is_latin: int) -> list[tuple[str, str, str, int, str, int]]:
        values = {"q": text, "after": text + "\U0010ffff", "latin": is_latin, "part": int(not is_latin or len(text) > 2)}
        with self._lock:
            return self._db.execute(_SEARCH, values).fetchall()
