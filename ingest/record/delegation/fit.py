"""Fitting: multinomial logistic regression with an L2 penalty that pulls towards what the rules alone say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .model import prior
from .wording import COMMON, is_wording


@dataclass(frozen=True, slots=True)
class Example:
    """One decision: which ``part`` of the scorer, the cues that are there, the right class, the article it is from; ``said`` is
    what the text network says, which is not learnt from here."""

    part: str
    cues: frozenset[str]
    label: str
    article: str
    entity: str = ""
    weight: float = 1.0
    said: Sequence[float] = ()


def fit(
    data: Sequence[Example], part: str, classes: Sequence[str], strength: float = 1.0, rounds: int = 400
) -> dict[str, dict[str, float]]:
    """Weights by class and cue that make the examples likeliest under the penalty, which pulls them towards `prior`; a cue seen in
    one article only is left out, and a mere wording seen in few."""
    seen: dict[str, set[str]] = {}
    for e in data:
        for cue in e.cues:
            seen.setdefault(cue, set()).add(e.article)
    known = prior().get(part, {})
    enough = {c for c, articles in seen.items() if len(articles) >= (COMMON if is_wording(c) else 2)}
    names = sorted(enough | {c for row in known.values() for c in row})
    index = {c: i for i, c in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    for row, e in enumerate(data):
        for cue in e.cues:
            if cue in index:
                x[row, index[cue]] = 1.0
    y = np.array([[float(e.label == c) for c in classes] for e in data])
    counts = np.array([[e.weight] for e in data])
    start = np.array([[known.get(c, {}).get(n, 0.0) for c in classes] for n in names])
    w = _descend(x, y, counts, start, strength, rounds)
    return {c: {n: round(float(w[i, k]), 3) for n, i in index.items() if abs(w[i, k]) >= 0.02} for k, c in enumerate(classes)}


def _descend(x: Any, y: Any, counts: Any, start: Any, strength: float, rounds: int) -> Any:
    """Full-batch gradient descent with Nesterov's momentum; the step follows from the greatest curvature."""
    w = start.copy()
    back, speed = w.copy(), 1.0 / (0.5 * np.linalg.norm(x * np.sqrt(counts), 2) ** 2 + strength)
    for step in range(rounds):
        ahead = w + step / (step + 3) * (w - back)
        scores = x @ ahead
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        back, w = w, ahead - speed * (x.T @ ((p - y) * counts) + strength * (ahead - start))
    return w
