"""Reading the rooms' TSV files: word lists and gazetteers that a domain expert can edit, named by file and line when one is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhaoshang.ontology.errors import DataError

Row = tuple[str, ...]


def read_table(path: Path, columns: int) -> Iterator[tuple[int, Row]]:
    """The rows of a UTF-8 TSV file with their line numbers; ``#`` begins a comment line, empty lines are skipped.

    Trailing empty fields may be left out. Raises DataError, naming file and line, for a row with more than ``columns``
    fields or an empty first one, and for a file that cannot be read.
    """
    for number, fields in _lines(path):
        if len(fields) > columns or not fields[0]:
            raise bad(path, number, f"{len(fields)} fields where {columns} are allowed, or the first is empty")
        yield number, fields + ("",) * (columns - len(fields))


def whole_rows(path: Path, columns: int) -> tuple[Row, ...]:
    """All rows of such a file, of which every one has all its ``columns`` fields; raises DataError as `read_table` does."""
    found = []
    for number, fields in _lines(path):
        if len(fields) != columns or not fields[0]:
            raise bad(path, number, f"{len(fields)} fields where {columns} are needed, or the first is empty")
        found.append(fields)
    return tuple(found)


def bad(path: Path, line: int, what: str) -> DataError:
    """The error for a wrong row, to be raised."""
    return DataError(what, where=f"{path.name}:{line}", remedy="correct the row; fields are separated by one tab")


def _lines(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"the table cannot be read: {error}", where=str(path), remedy="install the package again") from error
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            yield number, tuple(field.strip() for field in line.split("\t"))
