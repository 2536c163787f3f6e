"""The room's word lists: TSV files that a domain expert can edit, named by file and line when one is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.reading import Status

from .frame import Act

_FOLDER = Path(__file__).parent / "lexicon"
SHAPES = frozenset({"object", "with", "by", "place", "bare"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's act and how it takes its arguments (``shape``, explained at the head of ``verbs.tsv``)."""

    word: str
    act: Act
    shape: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A word that makes an act planned, cancelled or, against such a word, happened; ``after`` where it stands behind the verb."""

    word: str
    status: Status
    after: bool


@cache
def verbs() -> dict[str, Verb]:
    """Every verb by its word; raises DataError for a row that names an unknown act or shape."""
    found: dict[str, Verb] = {}
    for where, (word, act, shape) in _rows("verbs", 3):
        if act not in set(Act) or shape not in SHAPES or word in found:
            raise DataError(
                f"act {act!r}, shape {shape!r} of {word!r}", where=where, remedy="an act of frame.py, a shape of the head, each word once"
            )
        found[word] = Verb(word, Act(act), shape)
    return found


@cache
def markers() -> dict[str, Marker]:
    """Every status marker by its word; raises DataError for an unknown status or reach."""
    found: dict[str, Marker] = {}
    for where, (word, status, reach) in _rows("status", 3):
        if status not in set(Status) or reach not in ("before", "after") or word in found:
            raise DataError(
                f"status {status!r}, reach {reach!r} of {word!r}", where=where, remedy="see the head of the file; each word once"
            )
        found[word] = Marker(word, Status(status), reach == "after")
    return found


@cache
def swallowers() -> dict[str, tuple[str, str]]:
    """Verb -> the characters in front of it and behind it that make it part of another word; raises DataError for an unknown side."""
    found: dict[str, tuple[str, str]] = {}
    for where, (word, side, characters) in _rows("inside_words", 3):
        if side not in ("before", "after") or word not in verbs():
            raise DataError(f"side {side!r} of {word!r}", where=where, remedy="before or after, of a verb in verbs.tsv")
        before, after = found.get(word, ("", ""))
        found[word] = (before + characters, after) if side == "before" else (before, after + characters)
    return found


def _rows(name: str, columns: int) -> list[tuple[str, tuple[str, ...]]]:
    path = _FOLDER / f"{name}.tsv"
    found: list[tuple[str, tuple[str, ...]]] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = tuple(part.strip() for part in line.split("\t"))
        if len(fields) != columns or not all(fields):
            raise DataError(f"{len(fields)} fields where {columns} are needed", where=f"{path.name}:{number}", remedy="separate by one tab")
        found.append((f"{path.name}:{number}", fields))
    return found
