"""The word lists of this room: TSV files that a domain expert can edit, named by file and line when one is wrong."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from zhaoshang.ontology.errors import DataError

FOLDER = Path(__file__).parent / "lexicon"


@cache
def rows(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of ``lexicon/NAME.tsv``; ``#`` begins a comment line. Raises DataError where a row has not ``columns`` fields."""
    path = FOLDER / f"{name}.tsv"
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
def words(name: str, kind: str = "") -> tuple[str, ...]:
    """The words of a list of two columns (word, kind), longest first; only those of ``kind`` unless that is empty."""
    chosen = {word for word, its in rows(name, 2) if not kind or its == kind}
    return tuple(sorted(chosen, key=lambda word: (-len(word), word)))


@cache
def choice(name: str, kind: str = "") -> str:
    """The same words as a regular expression's alternatives, the longest first."""
    return "|".join(map(re.escape, words(name, kind)))
