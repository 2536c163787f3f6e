"""Batches of texts of one length, and the best tag sequences for a whole batch at once.

Neither network masks its padding, so that only texts of equal length may share a batch: the tags are then those of one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

BATCH_CHARACTERS = 4096
"""At most so many characters go through a network at once: keeps memory flat whatever the article's length."""

PIECE = 256
"""Longest piece; a longer text is cut, best behind a punctuation mark, for the cost of a piece grows with its length."""

_BREAKS = "。！？；，、,; "


def cut(text: str) -> list[tuple[int, int]]:
    """Half-open ranges that cover ``text`` in order, each of at most `PIECE` characters."""
    ranges: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > PIECE:
        piece = text[start : start + PIECE]
        end = max(piece.rfind(mark) for mark in _BREAKS) + 1
        end = start + (end if end > PIECE // 2 else PIECE)
        ranges.append((start, end))
        start = end
    if start < len(text):
        ranges.append((start, len(text)))
    return ranges


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions of the pieces, grouped so that all of a group are equally long; empty ones are left out."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for position, length in enumerate(lengths):
        if length:
            by_length[length].append(position)
    for length in sorted(by_length):
        members = by_length[length]
        size = max(1, BATCH_CHARACTERS // length)
        for first in range(0, len(members), size):
            yield members[first : first + size]


def viterbi(
    emissions: NDArray[np.float32],
    transitions: NDArray[np.float32],
    start: NDArray[np.float32] | None = None,
    end: NDArray[np.float32] | None = None,
) -> NDArray[np.intp]:
    """The best tag sequences of a batch.

    ``emissions`` is (batch, length, tags), ``transitions`` (from, to); the answer is (batch, length). Of equally good
    predecessors the first is taken, as the networks' own decoders do.
    """
    batch, length, tags = emissions.shape
    score = emissions[:, 0] + start if start is not None else emissions[:, 0]
    back = np.empty((length, batch, tags), dtype=np.int16)
    into = np.ascontiguousarray(transitions.T)[None]
    for step in range(1, length):
        paths = score[:, None, :] + into
        back[step] = best = paths.argmax(axis=2)
        score = np.take_along_axis(paths, best[:, :, None], axis=2)[:, :, 0] + emissions[:, step]
    if end is not None:
        score = score + end
    return _trace(score.argmax(axis=1), back)


def _trace(last: NDArray[np.intp], back: NDArray[np.int16]) -> NDArray[np.intp]:
    length, batch = back.shape[:2]
    best = np.empty((batch, length), dtype=np.intp)
    best[:, -1] = last
    rows = np.arange(batch)
    for step in range(length - 1, 0, -1):
        best[:, step - 1] = back[step, rows, best[:, step]]
    return best
