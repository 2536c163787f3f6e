"""How much the scorers' word and the network's count, question by question: ``mix.tsv``, fitted on articles that neither had seen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from zhaoshang.ingest.table import bad, whole_rows


@cache
def shares() -> Mapping[str, tuple[float, float]]:
    """Question -> (how much the scorer's log-odds count, how much the network's); raises DataError for a row that is wrong."""
    path = Path(__file__).with_name("mix.tsv")
    found = {}
    for number, (name, own, other) in enumerate(whole_rows(path, 3), 1):
        try:
            found[name] = (float(own), float(other))
        except ValueError as error:
            raise bad(path, number, str(error)) from error
    return found


def mixed(question: str, classes: Sequence[str], sure: Mapping[str, float], said: Sequence[float]) -> dict[str, float]:
    """The scorer's probabilities with the network's log-probabilities ``said`` of the classes in turn; they add up to 1."""
    own, other = shares()[question]
    scores = [own * math.log(max(1e-9, sure[c])) + other * s for c, s in zip(classes, said, strict=True)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return {c: power / sum(powers) for c, power in zip(classes, powers, strict=True)}
