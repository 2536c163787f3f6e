"""What the wording says of a proposal: a span classifier (Sohrab and Miwa 2018) over LAC's states at its edges, beside them and within.

The log-linear scorer counts features that people thought of; this small network reads what LAC holds of the characters. Its log-odds
are added to the scorer's with a share for each type, both fitted on articles that neither had seen (``neartrain``). `--fast` has no LAC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zhaoshang.ingest.document import Type
from zhaoshang.ingest.sense.blas import single
from zhaoshang.ingest.sense.trace import load_weights
from zhaoshang.ontology.values import Span

from .candidate import Candidate

Near = NDArray[np.float32]
"""A row for each code point of an article, one before the first and one behind the last; zeros outside sentences."""

PATH = Path(__file__).parent / "near.npz"
LONGEST = 16
"""So many characters of a proposal are looked at, and its length is told up to here."""
LEAN = {Type.PERSON: 0.6, Type.FIRM: 0.8}
"""What a proposal's log-odds are raised by: a missed name costs more than a wrong one, for later rooms can still drop it."""


@cache
def weights() -> Mapping[str, Near]:
    """The network's weights by name; raises DataError where the file is missing or damaged."""
    return load_weights(PATH)


@cache
def near_lens() -> Near:
    """(what LAC holds of a character, channels): the network's first layer, applied character by character."""
    return np.ascontiguousarray(weights()["lens.weight"].T)


def spread(size: int, sentences: Sequence[Span], rows: Near) -> Near:
    """The rows of the sentences' characters, which follow each other, at their places in a text of ``size`` code points."""
    near = np.zeros((size + 2, rows.shape[1]), dtype=np.float32)
    row = 0
    for sentence in sentences:
        near[sentence.start + 1 : sentence.end + 1] = rows[row : row + len(sentence)]
        row += len(sentence)
    return near


def heard(near: Near | None, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates with the network's word in their log-odds, where it has one."""
    if near is None:
        return candidates
    found = list(candidates)
    for kind, lean in LEAN.items():
        asked = [n for n, c in enumerate(candidates) if c.type is kind and c.features != ("surname-title",)]
        own, other, bias = map(float, weights()[f"{kind}.shares"])
        for n, said in zip(asked, _said(near, kind, [candidates[n].span for n in asked]), strict=True):
            c = candidates[n]
            found[n] = replace(c, score=own * (c.score - lean) + other * said + bias + lean)
    return found


def _said(near: Near, kind: Type, spans: Sequence[Span]) -> list[float]:
    """The network's log-odds that each of ``spans`` is a name of its kind."""
    if not spans:
        return []
    w = weights()
    seen = np.maximum(np.stack([_seen(near, span) for span in spans]) + w["lens.bias"], 0).reshape(len(spans), -1)
    long = w[f"{kind}.length"][[min(LONGEST, len(span)) for span in spans]]
    with single():
        x = np.maximum(seen @ w[f"{kind}.in.weight"].T + w[f"{kind}.in.bias"] + long, 0)
        x = np.maximum(x @ w[f"{kind}.mid.weight"].T + w[f"{kind}.mid.bias"], 0)
        scores: list[float] = (x @ w[f"{kind}.out.weight"].T + w[f"{kind}.out.bias"])[:, 0].tolist()
    return scores


def _seen(near: Near, span: Span) -> Near:
    """The first and last character, the ones before and behind, and the mean of all within."""
    start, end = span.start + 1, span.end + 1
    mean = near[start : min(end, start + LONGEST)].mean(axis=0)
    return np.stack([near[start], near[end - 1], near[start - 1], near[end], mean])
