"""A small log-linear scorer: weights per class and cue, softmax over the classes. Weights are data (``weights.json``)."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import repeat
from pathlib import Path

from zhaoshang.ontology.errors import DataError

Weights = Mapping[str, Mapping[str, float]]
"""Class -> cue -> weight."""

PATH = Path(__file__).parent / "weights.json"


@cache
def weights() -> Mapping[str, Weights]:
    """Decision (person, firm, place, trip) -> its weights; raises DataError where the file lacks one."""
    table: Mapping[str, Weights] = json.loads(PATH.read_text("utf-8"))
    for part in ("person", "firm", "place", "trip"):
        if part not in table:
            raise DataError(f"no weights for {part!r}", where=PATH.name, remedy="train them anew, see train.py")
    return table


@cache
def prior() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """What the rules alone say, part by part in the form of `Weights`: ``prior.tsv``. Raises DataError naming the line that is wrong."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    path = PATH.with_name("prior.tsv")
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                part, kind, cue, weight = line.split("\t")
                found.setdefault(part, {}).setdefault(kind, {})[cue] = float(weight)
            except ValueError as error:
                raise DataError(str(error), where=f"{path.name}:{number}", remedy="four fields, the last a number") from error
    return found


def probabilities(table: Weights, classes: Sequence[str], cues: Collection[str]) -> dict[str, float]:
    """How likely each class is, given the cues that are there; the values add up to 1."""
    scores = {c: sum(map(table[c].get, cues, repeat(0.0))) if c in table else 0.0 for c in classes}
    top = max(scores.values())
    powers = {c: math.exp(s - top) for c, s in scores.items()}
    total = sum(powers.values())
    return {c: p / total for c, p in powers.items()}
