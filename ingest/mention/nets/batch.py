"""Batches of texts, and the best tag sequences for many texts at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

BATCH_CHARACTERS = 4096
"""At most so many characters go through a network at once: keeps memory flat whatever the article's length."""

PIECE = 256
"""Longest piece; a longer text is cut, best behind a punctuation mark, for the cost of a piece grows with its length."""

CHUNK_CHARACTERS = 16384
"""At most so many characters are decoded together."""

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


def ragged(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions of the pieces, grouped by similar length, for a network that is told the lengths; empty ones are left out."""
    group: list[int] = []
    for position in sorted((p for p, length in enumerate(lengths) if length), key=lambda p: lengths[p]):
        longest = lengths[position]
        if group and ((len(group) + 1) * longest > BATCH_CHARACTERS or longest > 1.3 * lengths[group[0]] + 4):
            yield group
            group = []
        group.append(position)
    if group:
        yield group


def chunks(texts: Sequence[str]) -> Iterator[list[tuple[int, int, int]]]:
    """The pieces (text, start, end) of all texts in runs of at most `CHUNK_CHARACTERS` characters: what is tagged together."""
    run: list[tuple[int, int, int]] = []
    size = 0
    for number, text in enumerate(texts):
        for start, end in cut(text):
            if run and size + end - start > CHUNK_CHARACTERS:
                yield run
                run, size = [], 0
            run.append((number, start, end))
            size += end - start
    if run:
        yield run


def viterbi(
    emissions: Sequence[NDArray[np.float32]],
    transitions: NDArray[np.float32],
    first: NDArray[np.float32] | None = None,
    last: NDArray[np.float32] | None = None,
) -> list[list[int]]:
    """The best tag sequence of each text.

    ``emissions`` are (length, tags) for each text, ``transitions`` (from, to), ``first`` and ``last`` scores of the outer tags.
    The texts are decoded together, longest first, those that have ended drop out; only scores are kept on the way, and
    the way back asks again which predecessor was best, of equally good ones the first, as the networks' own decoders do.
    """
    order = sorted(range(len(emissions)), key=lambda i: (-len(emissions[i]), i))
    lengths = [len(emissions[i]) for i in order]
    into = np.ascontiguousarray(transitions.T)
    padded = np.zeros((lengths[0], len(order), into.shape[0]), dtype=np.float32)
    for row, i in enumerate(order):
        padded[: lengths[row], row] = emissions[i]
    if first is not None:
        padded[0] += first
    _forward(padded, lengths, transitions)
    found: list[list[int]] = [[] for _ in order]
    for row, i in enumerate(order):
        found[i] = _trace(padded[: lengths[row], row], into, last)
    return found


def _forward(padded: NDArray[np.float32], lengths: Sequence[int], transitions: NDArray[np.float32]) -> None:
    """Turn emissions (length, text, tag) into the scores of the best ways to each tag, in place; ``lengths`` are falling.

    The largest axis lies last and the work space is kept: four times as fast as the textbook's form on small batches.
    """
    tags = len(transitions)
    space = np.empty((tags, len(lengths), tags), dtype=np.float32)
    onward = np.ascontiguousarray(transitions)[:, None, :]
    alive = len(lengths)
    for step in range(1, lengths[0]):
        while lengths[alive - 1] <= step:
            alive -= 1
        paths = space[:, :alive]
        np.add(padded[step - 1, :alive].T[:, :, None], onward, out=paths)
        padded[step, :alive] += np.maximum.reduce(paths, axis=0)


def _trace(scores: NDArray[np.float32], into: NDArray[np.float32], last: NDArray[np.float32] | None) -> list[int]:
    tag = int((scores[-1] if last is None else scores[-1] + last).argmax())
    tags = [tag]
    for row in scores[-2::-1]:
        tag = int((row + into[tag]).argmax())
        tags.append(tag)
    return tags[::-1]
