"""Reading the rooms' word lists: TSV files that a domain expert can edit, named by file and line when one is wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zhaoshang.ontology.errors import DataError

_FOLDER = Path(__file__).parent / "lexicon"


@cache
def rows(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of ``lexicon/NAME.tsv``; ``#`` begins a comment line. Raises DataError where a row has not ``columns`` fields."""
    path = _FOLDER / f"{name}.tsv"
    found: list[tuple[str, ...]] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = tuple(part.strip() for part in line.split("\t"))
        if len(fields) != columns or not fields[0]:
            raise DataError(f"{len(fields)} fields where {columns} are needed", where=f"{path.name}:{number}", remedy="separate by one tab")
        found.append(fields)
    return tuple(found)


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list of one column."""
    return frozenset(row[0] for row in rows(name, 1))
