"""The room's data files, read once: tab-separated, a header line, ``#`` comments."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from zhaoshang.ontology.errors import DataError

_FOLDER = Path(__file__).parent


def rows(path: Path, *columns: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table with their line numbers, as dicts.

    Raises DataError naming file and line where a row or the header is not as ``columns``.
    """
    found: list[tuple[int, dict[str, str]]] = []
    header: list[str] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            if tuple(header) != columns:
                raise DataError(f"the columns are {header}, not {list(columns)}", where=f"{path.name}:{number}")
        elif len(cells) != len(header):
            raise DataError(f"{len(cells)} cells in place of {len(header)}", where=f"{path.name}:{number}", remedy="separate cells by tabs")
        else:
            found.append((number, dict(zip(header, cells, strict=True))))
    return found


@lru_cache(maxsize=1)
def firm_forms() -> tuple[tuple[str, bool], ...]:
    """Legal and group forms, the longest first, with whether they make a registered name."""
    table = rows(_FOLDER / "forms.tsv", "form", "legal")
    return tuple(sorted(((r["form"], r["legal"] == "yes") for _, r in table), key=lambda f: (-len(f[0]), f[0])))


@lru_cache(maxsize=1)
def industries() -> tuple[str, ...]:
    """Words of trade, the longest first."""
    return tuple(sorted((r["word"] for _, r in rows(_FOLDER / "industries.tsv", "word")), key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def zone_kinds() -> tuple[tuple[str, str], ...]:
    """(word for a zone, the one that stands for it), the longest first."""
    table = rows(_FOLDER / "zones.tsv", "word", "kind")
    return tuple(sorted(((r["word"], r["kind"]) for _, r in table), key=lambda z: (-len(z[0]), z[0])))
