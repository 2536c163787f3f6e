"""The best tag sequences of many texts at once: the last layer of both networks, a linear-chain CRF (Lafferty et al. 2001)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Tags = NDArray[np.intp]

_DOUBTFUL = 10.0
"""Where a tag would have to lead by more to be taken at once, none does, and looking for it is waste."""


class Crf:
    """``transitions`` are scores (from, to), ``first`` and ``last`` those of the outer tags."""

    def __init__(self, transitions: Floats, first: Floats | None = None, last: Floats | None = None) -> None:
        self._transitions = np.ascontiguousarray(transitions)
        self._into = np.ascontiguousarray(transitions.T)
        self._first, self._last = first, last
        lead = _lead(self._transitions)
        self._lead = lead if lead.min() < _DOUBTFUL else None

    def best(self, emissions: Sequence[Floats]) -> list[Tags]:
        """The best tag sequence of each text; ``emissions`` are (length, tags) for each, none of them empty.

        Where one tag wins whatever its neighbours are, it is taken at once; only the stretches between are decoded, which for
        a network that is sure of itself are one character in twenty.
        """
        if not emissions:
            return []
        every = np.concatenate(emissions)
        ends = np.cumsum([len(rows) for rows in emissions])
        begins = ends - [len(rows) for rows in emissions]
        if self._first is not None:
            every[begins] += self._first
        if self._last is not None:
            every[ends - 1] += self._last
        if self._lead is None:
            return self._decoded([every[a:b] for a, b in zip(begins, ends, strict=True)])
        path = every.argmax(axis=1)
        self._settle(every, path, _stretches(self._open(every, path), begins, ends))
        return [path[a:b] for a, b in zip(begins, ends, strict=True)]

    def _open(self, every: Floats, path: Tags) -> NDArray[np.bool_]:
        """Where the tag in ``path`` does not lead by enough."""
        assert self._lead is not None
        floor = every[np.arange(len(every)), path] - self._lead[path]
        found: NDArray[np.bool_] = (every >= floor[:, None]).sum(axis=1) > 1
        return found

    def _settle(self, every: Floats, path: Tags, stretches: Sequence[tuple[int, int, bool, bool]]) -> None:
        """Decode the open stretches between the tags that are settled, in place."""
        rows = []
        for begin, end, opens, closes in stretches:
            part = every[begin:end]
            if not opens:
                part[0] += self._transitions[path[begin - 1]]
            if not closes:
                part[-1] += self._into[path[end]]
            rows.append(part)
        for (begin, end, _, _), tags in zip(stretches, self._decoded(rows), strict=True):
            path[begin:end] = tags

    def _decoded(self, rows: Sequence[Floats]) -> list[Tags]:
        """The best sequence of each stretch by itself, decoded together, longest first; those that have ended drop out.

        Only scores are kept on the way, and the way back asks again which predecessor was best, of equally good ones the
        first, as the networks' own decoders do.
        """
        if not rows:
            return []
        order = sorted(range(len(rows)), key=lambda i: -len(rows[i]))
        lengths = [len(rows[i]) for i in order]
        padded = np.zeros((lengths[0], len(order), len(self._transitions)), dtype=np.float32)
        for row, i in enumerate(order):
            padded[: lengths[row], row] = rows[i]
        self._forward(padded, lengths)
        tags = self._back(padded, lengths)
        found: list[Tags] = [tags[0]] * len(order)
        for row, i in enumerate(order):
            found[i] = tags[row, : lengths[row]]
        return found

    def _forward(self, padded: Floats, lengths: Sequence[int]) -> None:
        """Turn emissions (length, text, tag) into the scores of the best ways to each tag, in place; ``lengths`` are falling.

        The largest axis lies last and the work space is kept: four times as fast as the textbook's form on small batches.
        """
        tags = len(self._transitions)
        space = np.empty((tags, len(lengths), tags), dtype=np.float32)
        onward = self._transitions[:, None, :]
        alive = len(lengths)
        for step in range(1, lengths[0]):
            while lengths[alive - 1] <= step:
                alive -= 1
            paths = space[:, :alive]
            np.add(padded[step - 1, :alive].T[:, :, None], onward, out=paths)
            padded[step, :alive] += np.maximum.reduce(paths, axis=0)

    def _back(self, scores: Floats, lengths: Sequence[int]) -> Tags:
        """The tags (text, length) on the best way to the best last tag of each text."""
        tags = np.zeros((len(lengths), lengths[0]), dtype=np.intp)
        alive = 0
        for step in range(lengths[0] - 1, -1, -1):
            going = alive
            while alive < len(lengths) and lengths[alive] > step:
                alive += 1
            here = scores[step, :alive]
            if going:
                here[:going] += self._into[tags[:going, step + 1]]
            tags[:alive, step] = here.argmax(axis=1)
        return tags


def _lead(transitions: Floats) -> Floats:
    """By how much a tag must lead at its place to win for any neighbours: what any other tag can gain by its transitions."""
    into = (transitions[:, :, None] - transitions[:, None, :]).max(axis=0).clip(min=0)
    onward = (transitions[:, None, :] - transitions[None, :, :]).max(axis=2).clip(min=0)
    found: Floats = (into + onward).max(axis=0) * np.float32(1.001) + np.float32(1e-4)
    return found


def _stretches(rivals: NDArray[np.bool_], begins: Tags, ends: Tags) -> list[tuple[int, int, bool, bool]]:
    """The runs of open places (start, end, whether a text begins and ends with it); none runs over a text's border."""
    edges = np.zeros(len(rivals) + 1, dtype=bool)
    edges[begins] = edges[ends] = True
    padded = np.concatenate(([False], rivals, [False]))
    starts = np.flatnonzero(padded[1:-1] & (~padded[:-2] | edges[:-1]))
    stops = np.flatnonzero(padded[1:-1] & (~padded[2:] | edges[1:])) + 1
    return [(a, b, bool(edges[a]), bool(edges[b])) for a, b in zip(starts.tolist(), stops.tolist(), strict=True)]
