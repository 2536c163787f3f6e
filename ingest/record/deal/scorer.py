"""A small log-linear scorer: named features in, a probability out. Weights are JSON files beside this room, made by `training`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from zhaoshang.ingest.sense.mixed import shares
from zhaoshang.ontology.errors import DataError

SENSE = "sense"
"""The feature that is the network's log-odds: it is no weight's, but has a share of its own (`sense.mixed`)."""
FOLDER = Path(__file__).parent / "model"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Logistic regression: ``weights`` by feature name (``bias`` is one); from the probability ``threshold`` on a candidate counts."""

    weights: Mapping[str, float]
    threshold: float
    shares: tuple[float, float] = (1.0, 0.0)

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability in (0, 1) that the candidate with these features is right; unknown features count nothing."""
        weights, total = self.weights, 0.0
        for name, value in features.items():
            if name in weights:
                total += weights[name] * value
        if SENSE in features:
            total = self.shares[0] * total + self.shares[1] * features[SENSE]
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))

    def accepts(self, features: Mapping[str, float]) -> bool:
        """True from the threshold on."""
        return self.probability(features) >= self.threshold


@cache
def scorer(name: str) -> Scorer:
    """The scorer kept in ``model/NAME.json``; raises DataError where the file is missing or malformed."""
    path = FOLDER / f"{name}.json"
    try:
        data = json.loads(path.read_text("utf-8"))
        return Scorer({str(k): float(v) for k, v in data["weights"].items()}, float(data["threshold"]), shares().get(name, (1.0, 0.0)))
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise DataError(
            f"no usable weights: {error}", where=str(path.name), remedy="run python -m zhaoshang.ingest.record.deal.training"
        ) from error
