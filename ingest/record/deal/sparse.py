"""Features as a sparse matrix, with as much of it as fitting needs: products from either side, and some of the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sparse:
    """``values[i]`` stands in row ``rows[i]`` and column ``columns[i]``; all else is 0."""

    shape: tuple[int, int]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    values: Floats

    @classmethod
    def of(cls, features: Iterable[Mapping[str, float]], names: list[str]) -> Sparse:
        """A row for each of ``features``, a column for each of ``names``; other features are left out."""
        index = {name: number for number, name in enumerate(names)}
        found, size = [], 0
        for row, named in enumerate(features):
            size = row + 1
            found += [(row, index[name], value) for name, value in named.items() if name in index]
        rows, columns, values = zip(*found, strict=True) if found else ((), (), ())
        return cls((size, len(names)), np.array(rows, np.intp), np.array(columns, np.intp), np.array(values, np.float64))

    def __matmul__(self, weights: Floats) -> Floats:
        """The weighted sum of each row."""
        sums = np.bincount(self.rows, weights=self.values * weights[self.columns], minlength=self.shape[0])
        return sums.astype(np.float64)

    @property
    def T(self) -> Sparse:  # noqa: N802 - as NumPy calls it
        """Rows and columns changed over."""
        return Sparse((self.shape[1], self.shape[0]), self.columns, self.rows, self.values)

    def only(self, kept: NDArray[np.bool_]) -> Sparse:
        """The rows for which ``kept`` is True."""
        number = np.cumsum(kept) - 1
        here = kept[self.rows]
        return Sparse((int(kept.sum()), self.shape[1]), number[self.rows[here]], self.columns[here], self.values[here])
