"""From a room's score to a probability: a logistic model for each record type, straightened by isotonic regression.

The rooms' scores are not alike: some are a scorer's probability, some a rule's fixed figure, none knows of the others. So each
filler is judged by its role, its rule, its own score and its record's (Platt 1999), and what comes out is set to what was observed
on articles that the model had not seen (Zadrozny and Elkan 2002).
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log
from pathlib import Path

from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.reading import Filler, Reading, Record

PATH = Path(__file__).with_name("weights.json")
RECORD = "record"
"""Stands for a role where the record itself is judged: whether the article tells of such an event at all."""


@dataclass(frozen=True, slots=True)
class Curve:
    """``weights`` by feature; ``knots`` are (model's probability, observed share), both rising."""

    weights: Mapping[str, float]
    knots: Sequence[tuple[float, float]]

    def probability(self, features: Mapping[str, float]) -> float:
        """How likely a filler with these features is right, in (0, 1); features unknown to the model count nothing."""
        weights = self.weights
        total = sum([weights[name] * value for name, value in features.items() if name in weights])
        return round(straightened(logistic(total), self.knots), 4)


@cache
def curves() -> Mapping[str, Curve]:
    """Record type -> its curve; raises DataError where the file is missing or malformed."""
    try:
        table = json.loads(PATH.read_text("utf-8"))
        return {
            kind: Curve({str(k): float(v) for k, v in one["weights"].items()}, [(float(x), float(y)) for x, y in one["knots"]])
            for kind, one in table["types"].items()
        }
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise DataError(
            f"no usable calibration: {error}", where=PATH.name, remedy="run `python -m zhaoshang.ingest.calibrate GOLD_DIR…`"
        ) from error


def calibrated(reading: Reading) -> Reading:
    """The reading with the same records, their confidences being probabilities that the article says so."""
    return replace(reading, records=tuple(_record(record) for record in reading.records))


def _record(record: Record) -> Record:
    curve = curves().get(record.type)
    if curve is None:
        return record
    roles = {role: tuple(_filler(curve, record, role, f) for f in fillers) for role, fillers in record.roles.items()}
    return Record(record.type, roles, record.status, record.evidence, curve.probability(record_features(record)), record.rule)


def _filler(curve: Curve, record: Record, role: str, filler: Filler) -> Filler:
    confidence = curve.probability(features(record, role, filler))
    return Filler(filler.value, filler.evidence, confidence, filler.rule, filler.when, filler.where)


def features(record: Record, role: str, filler: Filler) -> dict[str, float]:
    """What a filler is judged by."""
    own, whole = log_odds(filler.confidence), log_odds(record.confidence)
    return {
        "bias": 1.0, f"role={role}": 1.0, f"rule={role}:{filler.rule or record.rule}": 1.0, f"made={record.rule}": 1.0,
        "own": own, f"own&{role}": own, "whole": whole, f"whole&{role}": whole, f"many={min(len(record.roles[role]), 4)}": 1.0,
    }  # fmt: skip


def record_features(record: Record) -> dict[str, float]:
    """What a record itself is judged by."""
    whole = log_odds(record.confidence)
    filled = {f"has={role}": 1.0 for role, fillers in record.roles.items() if fillers}
    return {"bias": 1.0, f"role={RECORD}": 1.0, f"rule={RECORD}:{record.rule}": 1.0, "whole": whole, f"whole&{RECORD}": whole} | filled


def log_odds(probability: float) -> float:
    """The logit, within ±4."""
    bounded = min(max(probability, 0.018), 0.982)
    return log(bounded / (1 - bounded))


def logistic(log_odds: float) -> float:
    """The inverse of `log_odds`."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, log_odds))))


def straightened(probability: float, knots: Sequence[tuple[float, float]]) -> float:
    """The observed share at the model's probability: a straight line between two knots, level beyond the outer ones."""
    if not knots:
        return probability
    place = bisect_right(knots, probability, key=lambda knot: knot[0])
    if place == 0 or place == len(knots):
        return knots[min(place, len(knots) - 1)][1]
    (a, low), (b, high) = knots[place - 1], knots[place]
    return low + (high - low) * (probability - a) / (b - a)
