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

from .batch import chunks, viterbi
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
        self._transitions = weights["crf.transitions"]
        self._first, self._last = weights["crf.start_transitions"], weights["crf.end_transitions"]
        tables = json.loads(wheel_file("cutword/ner_vocab_tags.json"))
        self._ids: dict[str, int] = tables["char2id"]
        self._tags = [tag for tag, _ in sorted(tables["label2id"].items(), key=lambda item: item[1])]

    def tag(self, texts: Sequence[str]) -> list[list[Token]]:
        """The names in every text, in order."""
        result: list[list[Token]] = [[] for _ in texts]
        for pieces in chunks(texts):
            scores = self._tagger.scores([[self._id(c) for c in texts[n][a:b]] for n, a, b in pieces])
            for (number, start, _), tags in zip(pieces, viterbi(scores, self._transitions, self._first, self._last), strict=True):
                result[number] += self._names(tags, start)
        return result

    def _id(self, character: str) -> int:
        found = self._ids.get(character)
        if found is None:
            found = self._ids.get(character.lower())
        if found is None:
            kind = "[NUMBER]" if character.isdigit() else "[HANZI]" if "\u4e00" <= character <= "\u9fff" else "[UNK]"
            found = self._ids[kind]
            self._ids[character] = found
        return found

    def _names(self, tags: list[int], offset: int) -> list[Token]:
        """Read the BMES tags; a name whose end does not fit its beginning is dropped, as cutword does."""
        found: list[Token] = []
        begin, label = -1, ""
        for place, tag in enumerate(tags):
            head, _, kind = self._tags[tag].partition("_")
            if head == "S":
                found.append(Token(offset + place, offset + place + 1, kind))
            elif head == "B":
                begin, label = place, kind
            elif head == "E" and begin >= 0 and kind == label:
                found.append(Token(offset + begin, offset + place + 1, kind))
            if head in ("O", "S", "E"):
                begin = -1
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
