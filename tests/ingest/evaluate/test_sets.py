"""The gold sets of the project are sound: each record by the guide's form, each name in its article, no article twice."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from zhaoshang.ingest.evaluate.run import article_path, read_one
from zhaoshang.ontology.reading import GUIDE_KEY, LITERAL_ROLES, ROLE_KINDS, ROLES, STAGES, Kind
from zhaoshang.ontology.values import PartialDate

ROOT = Path(__file__).resolve().parents[3]
SETS = ("tests/gold", "tests/retold/read", "tests/retold/held", "ingest/sample/gold")
SHINGLE = 24
"""So many characters in a row, without punctuation, that two articles share are told twice, not alike by chance."""


def gold(folder: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted((ROOT / folder).glob("*.json")):
        yield path, json.loads(path.read_text("utf-8"))


def kinds(record: dict[str, Any]) -> dict[str, Kind]:
    return {entity["id"]: kind for kind, key in GUIDE_KEY.items() for entity in record.get(key, ())}


def wrong(role: str, value: str, known: dict[str, Kind]) -> bool:
    if role not in LITERAL_ROLES:
        return known.get(value) not in ROLE_KINDS[role]
    if role in ("start", "end", "date"):
        return str(PartialDate.parse(value)) != value
    forms = {"amount": r"\d+ [A-Z]{3}", "count": r"\d+", "stage": "|".join(STAGES), "post": ".+"}
    return not re.fullmatch(forms[role], str(value))


@pytest.mark.parametrize("folder", SETS)
def test_records_have_the_guides_form(folder: str) -> None:
    faults = []
    for path, found in gold(folder):
        known = kinds(found)
        faults += [path.name for _ in range(sum(len(found.get(key, ())) for key in GUIDE_KEY.values()) - len(known))]
        for record in found["records"]:
            roles = ROLES[record["type"]]
            given = {role: values for role, values in record.items() if role not in ("type", "evidence")}
            faults += [f"{path.name}: {record['type']}.{role}" for role in given if role not in roles]
            faults += [f"{path.name}: {role} {v}" for role, values in given.items() for v in values if wrong(role, v, known)]
    assert not faults


@pytest.mark.parametrize("folder", SETS)
def test_every_entity_is_named_in_its_article(folder: str) -> None:
    faults, seen = [], 0
    for path, found in gold(folder):
        file = article_path(path)
        text = file.read_text("utf-8") + read_one(file).text  # what reading has mended is named as it was, or as it is
        for key in GUIDE_KEY.values():
            seen += len(found.get(key, ()))
            faults += [f"{path.name}: {e['names']}" for e in found.get(key, ()) if not any(name in text for name in e["names"])]
    assert not faults
    assert seen > 100


def test_what_is_only_scored_is_not_learnt_from() -> None:
    """No article of the held set is told in a set that rules and scorers learn from, whole or in part."""
    learnt = {piece: path.name for folder in SETS if "held" not in folder for path, _ in gold(folder) for piece in shingles(path)}
    shared = {path.name: learnt[piece] for path, _ in gold("tests/retold/held") for piece in shingles(path) if piece in learnt}
    assert not shared


def shingles(path: Path) -> set[str]:
    body = article_path(path).read_text("utf-8").split("\n", 4)[-1]
    plain = re.sub(r"\W+", "", body)
    return {plain[at : at + SHINGLE] for at in range(len(plain) - SHINGLE)}
