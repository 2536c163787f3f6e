"""What LAC's network holds of each word, as much of it as the sense network takes; and where that network's weights are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zhaoshang.ontology.errors import DataError

Floats = NDArray[np.float32]

PATH = Path(__file__).parent / "weights.npz"


@dataclass(frozen=True)
class Trace:
    """Where the words begin, in order, their labels, and a row of numbers for each."""

    starts: Sequence[int]
    labels: Sequence[str]
    seen: Floats


@cache
def weights() -> Mapping[str, Floats]:
    """The network's weights by name; raises DataError where the file is missing or damaged."""
    return load_weights(PATH)


def load_weights(path: Path) -> Mapping[str, Floats]:
    """Weights by name, which are kept in half precision; raises DataError where the file is missing or damaged."""
    try:
        with np.load(path, allow_pickle=False) as data:
            return {name: data[name].astype(np.float32) for name in data.files}
    except (OSError, ValueError, EOFError) as error:
        raise DataError(f"no usable weights: {error}", where=path.name, remedy="take the file from the project again") from error


@cache
def lens() -> Floats:
    """(what LAC holds of a word, channels): the network's first layer, which the mention room applies word by word."""
    return np.ascontiguousarray(weights()["lin.weight"].T)
