"""What a person of a sentence does in it: the words of acting (出席, 见证, 签字) of his clause, and of those his row of names leans on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zhaoshang.ingest.document import Type

from .mask import Masked, pattern
from .table import choice, rows

CLASSES = ("sign", "witness", "attend", "lead", "speak", "meet", "say", "tour", "absent", "press")
"""From what tells most of who was at a signing to what tells least."""
_ROW = pattern(r"^[{FBPOTNX}、和及与暨等兼原省市县区委的（）()\s·“”]*(?:市?领导|先生|女士|同志|一行)?[{FBPOTNX}、和及与暨等（）()\s]*$")


@dataclass(frozen=True, slots=True)
class Clause:
    """``[start, end)`` of a masked sentence; ``acts`` are (place, class) of its words of acting; ``row``: nothing but names and posts."""

    start: int
    end: int
    acts: tuple[tuple[int, str], ...]
    row: bool


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(choice("acts"))


@cache
def _class() -> dict[str, str]:
    return {word: its for word, its in rows("acts", 2) if its}


def clauses(sentence: Masked) -> list[Clause]:
    """The clauses of a sentence, parted by commas, colons, semicolons and stops."""
    found = []
    for part in re.finditer(r"[^，。；：]+", sentence.text):
        acts = tuple((m.start(), _class()[m.group()]) for m in _acts().finditer(sentence.text, part.start(), part.end()))
        found.append(Clause(part.start(), part.end(), acts, bool(_ROW.match(part.group()))))
    return found


def acts_of(sentence: Masked, parts: list[Clause], at: int) -> Iterator[tuple[str, str]]:
    """(where, class): the acts of the clause that holds ``at``, before and behind it, of the clause its row leans on, of the sentence."""
    own = next((n for n, c in enumerate(parts) if c.start <= at < c.end), None)
    if own is None:
        return
    here = parts[own]
    for place, its in here.acts:
        yield ("before" if place < at else "behind"), its
    if _ROW.match(sentence.text[at : here.end]):
        yield from (("next", its) for its in _leans_on(parts[own + 1 :]))
    if _ROW.match(sentence.text[here.start : at]):
        yield from (("last", its) for its in _leans_on(parts[:own][::-1]))
    yield from (("sentence", its) for clause in parts for _, its in clause.acts)


def _leans_on(chain: list[Clause]) -> Iterator[str]:
    """The acts of the first clause that is no mere row of names."""
    for clause in chain:
        if not clause.row or clause.acts:
            yield from (its for _, its in clause.acts)
            return


def strongest(found: set[str]) -> str:
    """The class that tells most, "none" where there is none."""
    return next((name for name in CLASSES if name in found), "none")


_BETWEEN = pattern(r"^[{FBPOTNX}、，；和及与暨兼原等（）()\s·]*(?:先生|女士|同志)?[{FBPOTNX}、，；和及与暨兼原（）()\s·]*$")


def row_of(sentence: Masked, at: int) -> int:
    """Where the row of names that holds the person at ``at`` begins: nothing but names, posts and commas stands between its members."""
    first = at
    people = [i for i, m in sorted(sentence.mentions.items()) if m.type is Type.PERSON and i < at]
    for earlier in reversed(people):
        if not _BETWEEN.match(sentence.text[earlier + 1 : first]):
            break
        first = earlier
    return first
