"""The tables that say what is stated, read once and checked against terms and vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.reading import ROLES, Kind
from zhaoshang.ontology.statement import TYPE
from zhaoshang.ontology.vocabulary import CLASSES, PROPERTIES

from ..resolve.tables import rows
from .features import FEATURES
from .terms import CONDITIONS, TERMS

_FOLDER = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row of ``records.tsv``."""

    record: str
    when: str
    subject: str
    predicate: str
    object: str

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of which the row needs a filler, the object's last."""
        terms = [TERMS[t].roles for t in (self.subject, self.object) if t in TERMS]
        extra = ("sender",) if self.when in ("sender", "companion") else ("post",) if self.when == "present" else ()
        return tuple(dict.fromkeys([*extra, *(role for roles in terms for role in roles)]))


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One row of ``entities.tsv``."""

    kind: str
    predicate: str
    object: str


@lru_cache(maxsize=1)
def record_rows() -> tuple[RecordRow, ...]:
    """The rows of ``records.tsv``; raises DataError naming the line that uses a word that nothing defines."""
    found = []
    for line, cells in rows(_FOLDER / "records.tsv", "record", "when", "subject", "property", "object"):
        row = RecordRow(*cells.values())
        objects = row.object[1:] in CLASSES if row.object.startswith("=") else row.object in TERMS
        known = (row.record in ROLES, row.when in CONDITIONS, row.subject in TERMS, _is_property(row.predicate), objects)
        _check("records.tsv", line, cells, known)
        found.append(row)
    return tuple(found)


@lru_cache(maxsize=1)
def entity_rows() -> tuple[EntityRow, ...]:
    """The rows of ``entities.tsv``; raises DataError as `record_rows` does."""
    found = []
    for line, cells in rows(_FOLDER / "entities.tsv", "kind", "property", "object"):
        row = EntityRow(*cells.values())
        kinds = {"any", *(kind.value for kind in Kind)}
        _check("entities.tsv", line, cells, (row.kind in kinds, _is_property(row.predicate), row.object in FEATURES))
        found.append(row)
    return tuple(found)


def _is_property(name: str) -> bool:
    return name == TYPE or name in PROPERTIES


def _check(file: str, line: int, cells: dict[str, str], known: tuple[bool, ...]) -> None:
    wrong = [cell for cell, good in zip(cells.values(), known, strict=True) if not good]
    if wrong:
        raise DataError(f"nothing is called {', '.join(wrong)} there", where=f"{file}:{line}", remedy="see terms.py and vocabulary.py")
