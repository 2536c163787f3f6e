"""The word lists of this room, read once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from zhaoshang.ingest.table import Row, whole_rows

FOLDER = Path(__file__).parent / "lexicon"


@cache
def rows(name: str, columns: int) -> tuple[Row, ...]:
    """The rows of ``lexicon/NAME.tsv``; raises DataError where one has not ``columns`` fields."""
    return whole_rows(FOLDER / f"{name}.tsv", columns)


@cache
def words(name: str, kind: str = "") -> tuple[str, ...]:
    """The words of a list of two columns (word, kind), longest first; only those of ``kind`` unless that is empty."""
    chosen = {word for word, its in rows(name, 2) if not kind or its == kind}
    return tuple(sorted(chosen, key=lambda word: (-len(word), word)))


@cache
def known(name: str, kind: str = "") -> frozenset[str]:
    """The same words, to ask whether one is among them."""
    return frozenset(words(name, kind))


@cache
def choice(name: str, kind: str = "") -> str:
    """The same words as a regular expression's alternatives, the longest first."""
    return "|".join(map(re.escape, words(name, kind)))
