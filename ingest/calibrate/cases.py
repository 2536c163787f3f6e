"""What the calibration is fitted on: every filler of a reading, and whether the gold record has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhaoshang.ingest.evaluate.pairing import best_pairs, most_partners
from zhaoshang.ingest.evaluate.run import article_path, gold_records, read_one
from zhaoshang.ingest.evaluate.score import Forms, fillers_of, names_of
from zhaoshang.ingest.guide import to_guide
from zhaoshang.ingest.pipeline import read_uncalibrated
from zhaoshang.ontology.reading import ROLES, Reading, Record, Status

from .model import RECORD, features, record_features


@dataclass(frozen=True, slots=True)
class Case:
    """A filler (or, with the role ``record``, a record) of an article; ``said`` is the confidence before calibration."""

    article: str
    type: str
    role: str
    features: Mapping[str, float]
    right: bool
    said: float


def cases_of(folders: list[Path]) -> Iterator[Case]:
    """The cases of all gold articles in these folders; raises InputError where there are none."""
    for folder in folders:
        for path, gold in gold_records(folder):
            reading = read_uncalibrated(read_one(article_path(path)))
            yield from judged(f"{folder.name}/{path.stem}", reading, gold)


def judged(article: str, reading: Reading, gold: Mapping[str, Any]) -> Iterator[Case]:
    """The cases of one reading. Records are paired as the scorer pairs them; only what happened is in the gold, so only that counts."""
    answer = to_guide(reading)
    names, own = names_of(gold), names_of(answer)
    happened = [r for r in reading.records if r.status is Status.HAPPENED]
    for kind, roles in ROLES.items():
        left = [fillers_of(r, roles, names) for r in gold.get("records", ()) if r["type"] == kind]
        records = [r for r in happened if r.type == kind]
        right = [fillers_of(r, roles, own) for r in answer["records"] if r["type"] == kind]
        weights = [[sum(most_partners(a[role], b[role]) for role in roles) for b in right] for a in left]
        partner = {j: left[i] for i, j in best_pairs(weights)} if left and right else {}
        for number, (record, forms) in enumerate(zip(records, right, strict=True)):
            yield from _of_record(article, record, forms, partner.get(number))


def _of_record(article: str, record: Record, forms: Mapping[str, list[Forms]], gold: Mapping[str, list[Forms]] | None) -> Iterator[Case]:
    yield Case(article, record.type, RECORD, record_features(record), gold is not None, record.confidence)
    for role, fillers in record.roles.items():
        for filler, form in zip(fillers, forms[role], strict=True):
            right = gold is not None and any(form & other for other in gold[role])
            said = min(filler.confidence, record.confidence)
            yield Case(article, record.type, role, features(record, role, filler), right, said)
