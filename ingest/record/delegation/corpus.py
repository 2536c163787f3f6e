"""The room's corpus: texts of our own with the delegations that they tell, and texts that tell of none (form: `ingest.evaluate.cases`).

An answer is ``= leader 陆文舟 | sender 青川县 | destination 宁波市, 杭州市 | start 2021-05-18``, roles and values of the guide;
a case without one must yield nothing. The same cases are the tests and part of the scorer's training data.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhaoshang.ingest.evaluate.cases import Case, read_cases
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.reading import LITERAL_ROLES, ROLES

FOLDER = Path(__file__).parent / "corpus"


def cases(folder: Path = FOLDER) -> Iterator[tuple[Article, dict[str, Any]]]:
    """Every case as an article and its gold in the guide's form; raises DataError naming file and case for one that is wrong."""
    for case in read_cases(folder):
        yield case.article, case.gold | {"records": [_record(case, line) for line in case.answers]}


def _record(case: Case, line: str) -> dict[str, Any]:
    record: dict[str, Any] = {"type": "delegation"}
    for part in line.split("|"):
        role, _, values = part.strip().partition(" ")
        names = [value.strip() for value in values.split(",")]
        unknown = [n for n in names if role not in LITERAL_ROLES and n not in case.ids]
        if role not in ROLES["delegation"] or unknown:
            raise DataError(f"role {role!r}, unknown {unknown}", where=case.name, remedy="a role of the guide, entities listed above")
        record[role] = names if role in LITERAL_ROLES else [case.ids[n] for n in names]
    return record
