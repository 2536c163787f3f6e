"""cutword's NER: a BiLSTM-CRF over characters, trained on news; the weights of its wheel, run without torch.

Torch keeps an LSTM's gates in the order i, f, g, o, ONNX as i, o, f, c.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .batch import chunks
from .crf import Crf, Tags
from .tagger import Layer, Tagger
from .token import Token
from .wheel import read_tensors, wheel_file

Weights = Mapping[str, NDArray[np.float32]]


class Cutword:
    """The network with its characters. Use `cutword` to get the one of this process."""

    def __init__(self) -> None:
        weights = read_tensors(io.BytesIO(wheel_file("cutword/model_params.pth")))
        layers = [_layer(weights, number) for number in range(2)]
        self._tagger = Tagger("LSTM", weights["embedding.weight"], layers, weights["fc.weight"].T, weights["fc.bias"])
        self._crf = Crf(weights["crf.transitions"], weights["crf.start_transitions"], weights["crf.end_transitions"])
        tables = json.loads(wheel_file("cutword/ner_vocab_tags.json"))
        self._ids = _Numbers(tables["char2id"])
        names = [tag for tag, _ in sorted(tables["label2id"].items(), key=lambda item: item[1])]
        self._tags = [(head, kind) for head, _, kind in (name.partition("_") for name in names)]
        self._outside = np.array([head == "O" for head, _ in self._tags])

    def tag(self, texts: Sequence[str]) -> list[list[Token]]:
        """The names in every text, in order."""
        result: list[list[Token]] = [[] for _ in texts]
        number = self._ids.__getitem__
        for pieces in chunks(texts):
            scores = self._tagger.scores([list(map(number, texts[n][a:b])) for n, a, b in pieces])
            for (which, start, _), tags in zip(pieces, self._crf.best(scores), strict=True):
                result[which] += self._names(tags, start)
        return result

    def _names(self, tags: Tags, offset: int) -> list[Token]:
        """Read the BMES tags; a name whose end does not fit its beginning is dropped, as cutword does."""
        found: list[Token] = []
        begin, label = -1, ""
        outside = self._outside[tags]
        places = np.flatnonzero(~outside)
        last = -1
        for place, tag in zip(places.tolist(), tags[places].tolist(), strict=True):
            if place != last + 1:  # an O between ends whatever was begun
                begin = -1
            last = place
            head, kind = self._tags[tag]
            if head == "S":
                found.append(Token(offset + place, offset + place + 1, kind))
            elif head == "B":
                begin, label = place, kind
            elif head == "E" and begin >= 0 and kind == label:
                found.append(Token(offset + begin, offset + place + 1, kind))
            if head in ("S", "E"):
                begin = -1
        return found


class _Numbers(dict[str, int]):
    """The number of each character; of one that the network does not know, that of its kind."""

    def __missing__(self, character: str) -> int:
        found = self.get(character.lower())
        if found is None:
            kind = "[NUMBER]" if character.isdigit() else "[HANZI]" if "\u4e00" <= character <= "\u9fff" else "[UNK]"
            found = self[kind]
        self[character] = found
        return found


def _gates(weight: NDArray[np.float32]) -> NDArray[np.float32]:
    i, f, g, o = np.split(weight, 4)
    return np.concatenate([i, o, f, g])


def _layer(weights: Weights, number: int) -> Layer:
    ends = (f"l{number}", f"l{number}_reverse")
    w, r = (np.stack([_gates(weights[f"lstm.weight_{key}_{end}"]) for end in ends]) for key in ("ih", "hh"))
    biases = [np.concatenate([_gates(weights[f"lstm.bias_{key}_{end}"]) for key in ("ih", "hh")]) for end in ends]
    return Layer(w, r, np.stack(biases))


@cache
def cutword() -> Cutword:
    """This process's network; the first call takes a fifth of a second."""
    return Cutword()
