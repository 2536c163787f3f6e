"""The span classifier as `near` runs it, in torch and many proposals at a time: for training only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhaoshang.ingest.document import Type

from .near import LONGEST

_CHANNELS, _HIDDEN, _SEEN = 48, 64, 5
_DROP_SEEN, _DROP_IN, _DROP = 0.15, 0.2, 0.3
"""Shares of the numbers that are left out at random: of LAC's, behind the lens, within."""


@dataclass(frozen=True, slots=True)
class Batch:
    """(proposals, 5, what LAC holds of a character), and each proposal's length."""

    seen: NDArray[np.float32]
    size: NDArray[np.int64]


def fresh(held: int, kinds: Sequence[Type]) -> dict[str, Any]:
    """Random weights under the names that `near` knows."""
    import torch

    made: dict[str, Any] = {}

    def linear(name: str, inner: int, outer: int) -> None:
        bound = 1 / math.sqrt(inner)
        made[f"{name}.weight"] = (2 * torch.rand(outer, inner) - 1) * bound
        made[f"{name}.bias"] = (2 * torch.rand(outer) - 1) * bound

    linear("lens", held, _CHANNELS)
    for kind in kinds:
        made[f"{kind}.length"] = torch.randn(LONGEST + 1, _HIDDEN)
        linear(f"{kind}.in", _SEEN * _CHANNELS, _HIDDEN)
        linear(f"{kind}.mid", _HIDDEN, _HIDDEN)
        linear(f"{kind}.out", _HIDDEN, 1)
    return {name: value.requires_grad_() for name, value in made.items()}


@dataclass(frozen=True, slots=True)
class Net:
    """The network with its weights; parts are left out at random while it is in training."""

    weights: dict[str, Any]
    training: bool

    def scores(self, kind: Type, batch: Batch) -> Any:
        """The log-odds of each proposal."""
        import torch

        seen = self._linear("lens", torch.from_numpy(batch.seen), _DROP_SEEN).relu()
        x = self._linear(f"{kind}.in", seen.flatten(1), _DROP_IN) + self.weights[f"{kind}.length"][torch.from_numpy(batch.size)]
        x = self._linear(f"{kind}.mid", x.relu(), _DROP).relu()
        return self._linear(f"{kind}.out", x, _DROP)[:, 0]

    def _linear(self, name: str, x: Any, drop: float) -> Any:
        from torch.nn import functional as f

        return f.linear(f.dropout(x, drop, self.training), self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])
