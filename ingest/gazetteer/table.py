"""Reading the project's TSV files: word lists and gazetteers that a domain expert can edit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhaoshang.ontology.errors import DataError


def read_table(path: Path, columns: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows of a UTF-8 TSV file with their line numbers; ``#`` begins a comment line, empty lines are skipped.

    Trailing empty fields may be left out. Raises DataError, naming file and line, for a row with more than ``columns``
    fields or an empty first one, and for a file that cannot be read.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"the table cannot be read: {error}", where=str(path), remedy="install the package again") from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = tuple(field.strip() for field in line.split("\t"))
        if len(fields) > columns or not fields[0]:
            raise bad(path, number, f"{len(fields)} fields where {columns} are allowed, or the first is empty")
        yield number, fields + ("",) * (columns - len(fields))


def bad(path: Path, line: int, what: str) -> DataError:
    """The error for a wrong row, to be raised."""
    return DataError(what, where=f"{path.name}:{line}", remedy="correct the row; fields are separated by one tab")
