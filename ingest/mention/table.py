"""The word lists of this room, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zhaoshang.ingest.table import Row, whole_rows

_FOLDER = Path(__file__).parent / "lexicon"


@cache
def rows(name: str, columns: int) -> tuple[Row, ...]:
    """The rows of ``lexicon/NAME.tsv``; raises DataError where one has not ``columns`` fields."""
    return whole_rows(_FOLDER / f"{name}.tsv", columns)


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list of one column."""
    return frozenset(row[0] for row in rows(name, 1))
