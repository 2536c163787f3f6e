"""Fitting the calibration: logistic regression, held out by article, and isotonic regression on what it says of articles not seen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from zhaoshang.ingest.record.deal.training import Row, fit, held_out, matrix

from .cases import Case
from .model import Curve, straightened

RIDGE, LEAST, FOLDS = 20.0, 5, 10
SMALLEST = 350
"""So many cases at least stand behind a knot: the lowest, behind which few cases stand, would else change with every fold."""

Floats = NDArray[np.float64]
Knots = list[tuple[float, float]]


def curve(cases: Sequence[Case]) -> Curve:
    """The curve of one record type, from all cases; its knots from what models said that had not seen the article."""
    rows = rows_of(cases)
    names, x, y = matrix(rows, LEAST)
    weights = fit(x, y, RIDGE)
    kept = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 5e-5}
    return Curve(kept, isotonic(held_out(rows, RIDGE, LEAST, FOLDS), y))


def unseen(cases: Sequence[Case]) -> Floats:
    """What the calibration says of each case when neither the model nor the knots have been fitted on its article."""
    rows = rows_of(cases)
    said, y = held_out(rows, RIDGE, LEAST, FOLDS), np.array([float(case.right) for case in cases])
    fold = np.array([int(hashlib.sha256(case.article.encode()).hexdigest(), 16) % FOLDS for case in cases])
    found = np.zeros(len(cases))
    for number in range(FOLDS):
        test = fold == number
        knots = isotonic(said[~test], y[~test])
        found[test] = [straightened(p, knots) for p in said[test]]
    return found


def rows_of(cases: Sequence[Case]) -> list[Row]:
    """The cases in the trainer's form."""
    return [(case.article, case.features, case.right, case.type) for case in cases]


def isotonic(said: Floats, right: Floats) -> Knots:
    """Knots by pooling adjacent violators (Ayer et al. 1955): share of right cases, rising with what was said."""
    blocks: list[list[float]] = []  # sum of what was said, number right, number
    for index in np.argsort(said, kind="stable"):
        blocks.append([float(said[index]), float(right[index]), 1.0])
        while len(blocks) > 1 and (blocks[-2][2] < SMALLEST or _share(blocks[-2]) >= _share(blocks[-1])):
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    if len(blocks) > 1 and blocks[-1][2] < SMALLEST:
        last = blocks.pop()
        blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return [(round(b[0] / b[2], 4), round(_share(b), 4)) for b in blocks]


def _share(block: Sequence[float]) -> float:
    """With half a case of either kind added, so that none is certain."""
    return (block[1] + 0.5) / (block[2] + 1.0)


def bins(said: Sequence[float], right: Sequence[bool]) -> list[tuple[int, float, float]]:
    """For each tenth from 0 to 1: how many cases, the mean of what is said of them, the share that is right."""
    found = []
    for tenth in range(10):
        chosen = [(s, r) for s, r in zip(said, right, strict=True) if min(9, int(s * 10)) == tenth]
        count = len(chosen)
        found.append((count, sum(s for s, _ in chosen) / count if count else 0.0, sum(r for _, r in chosen) / count if count else 0.0))
    return found


def grouped(cases: Sequence[Case]) -> Mapping[str, list[Case]]:
    """The cases by record type."""
    found: dict[str, list[Case]] = {}
    for case in cases:
        found.setdefault(case.type, []).append(case)
    return found
