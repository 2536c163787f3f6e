"""The network itself: gated dilated convolutions over words (Dauphin et al. 2017; Strubell et al. 2017), and a head for each question."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from .trace import Floats, weights

WINDOW = 8192
"""So many words are held at once: a very long text would take a gigabyte. No article reaches it."""


def encode(seen: Floats, ids: Any) -> Floats:
    """What the network holds of each word; ``seen`` is its `Trace`'s, ``ids`` its `marks`."""
    size, reach = len(seen), _reach()
    if size <= WINDOW:
        return _encode(seen, ids)
    held = []
    for start in range(0, size, WINDOW):
        low, end = max(0, start - reach), min(size, start + WINDOW)
        high = min(size, end + reach)
        held.append(_encode(seen[low:high], ids[:, low:high])[start - low : end - low])
    return np.concatenate(held)


@cache
def _reach() -> int:
    """So many words on either side have a say in what is held of one."""
    blocks = sum(name.endswith("conv.weight") for name in weights())
    return (1 << blocks) - 1


def _encode(seen: Floats, ids: Any) -> Floats:
    w = weights()
    marked = [w[f"emb.{number}.weight"][row] for number, row in enumerate(ids)]
    x = np.concatenate([np.maximum(seen + w["lin.bias"], 0), *marked], axis=1) @ w["mix.weight"].T + w["mix.bias"]
    number = 0
    while f"blocks.{number}.conv.weight" in w:
        x = x + _block(x, f"blocks.{number}", 2**number)
        number += 1
    return np.maximum(x @ w["red.weight"].T + w["red.bias"], 0)


def _block(x: Floats, name: str, step: int) -> Floats:
    """One gated convolution of width 3 whose taps lie ``step`` words apart."""
    w = weights()
    y = _normal(x, w[f"{name}.norm.weight"], w[f"{name}.norm.bias"])
    before, here, behind = _taps(f"{name}.conv.weight")
    z = y @ here + w[f"{name}.conv.bias"]
    if len(x) > step:
        z[step:] += y[:-step] @ before
        z[:-step] += y[step:] @ behind
    half = z.shape[1] // 2
    gated: Floats = z[:, :half] / (1 + np.exp(-z[:, half:]))
    return gated


@cache
def _taps(name: str) -> tuple[Floats, ...]:
    return tuple(np.ascontiguousarray(weights()[name][:, :, number].T) for number in range(3))


def _normal(x: Floats, scale: Floats, shift: Floats) -> Floats:
    away = x - x.mean(axis=1, keepdims=True)
    normal: Floats = away / np.sqrt((away**2).mean(axis=1, keepdims=True) + 1e-5) * scale + shift
    return normal


def head(name: str, x: Floats) -> Floats:
    """The scores that the head ``name`` gives to ``x``: one hidden layer."""
    w = weights()
    hidden = np.maximum(w[f"{name}.0.weight"] @ x + w[f"{name}.0.bias"], 0)
    scores: Floats = w[f"{name}.3.weight"] @ hidden + w[f"{name}.3.bias"]
    return scores
