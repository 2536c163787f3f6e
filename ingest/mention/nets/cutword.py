"""cutword's NER: a BiLSTM-CRF over characters, trained on news; the weights of its wheel, run without torch.

The network is rebuilt as ONNX in memory. Torch keeps an LSTM's gates in the order i, f, g, o, ONNX as i, o, f, c.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from . import onnx
from .batch import batches, chunks, cut, viterbi
from .session import session
from .token import Token
from .wheel import read_tensors, wheel_file

Weights = Mapping[str, NDArray[np.float32]]


_NONE = np.zeros((0, 0), dtype=np.float32)


class Cutword:
    """The network with its characters. Use `cutword` to get the one of this process."""

    def __init__(self) -> None:
        weights = read_tensors(io.BytesIO(wheel_file("cutword/model_params.pth")))
        self._session = session(_model(weights))
        self._transitions = weights["crf.transitions"]
        self._first, self._last = weights["crf.start_transitions"], weights["crf.end_transitions"]
        tables = json.loads(wheel_file("cutword/ner_vocab_tags.json"))
        self._ids: dict[str, int] = tables["char2id"]
        self._tags = [tag for tag, _ in sorted(tables["label2id"].items(), key=lambda item: item[1])]

    def tag(self, texts: Sequence[str]) -> list[list[Token]]:
        """The names in every text, in order."""
        pieces = [(number, start, end) for number, text in enumerate(texts) for start, end in cut(text)]
        result: list[list[Token]] = [[] for _ in texts]
        for chunk in chunks([end - start for _, start, end in pieces]):
            some = [pieces[p] for p in chunk]
            tagged = viterbi(self._scores(texts, some), self._transitions, self._first, self._last)
            for (number, start, _), tags in zip(some, tagged, strict=True):
                result[number] += self._names(tags, start)
        return result

    def _scores(self, texts: Sequence[str], pieces: Sequence[tuple[int, int, int]]) -> list[NDArray[np.float32]]:
        scores: list[NDArray[np.float32]] = [_NONE] * len(pieces)
        for group in batches([end - start for _, start, end in pieces]):
            ids = np.array([[self._id(c) for c in texts[n][a:b]] for n, a, b in (pieces[p] for p in group)], dtype=np.int64)
            for position, row in zip(group, self._session.run(None, {"ids": ids})[0], strict=True):
                scores[position] = row
        return scores

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


def _layer(weights: Weights, number: int) -> tuple[list[bytes], list[str]]:
    """The constants of one bidirectional layer, as ONNX wants them: W, R, B with the directions stacked."""
    ends = (f"l{number}", f"l{number}_reverse")
    stacked = {
        "W": np.stack([_gates(weights[f"lstm.weight_ih_{e}"]) for e in ends]),
        "R": np.stack([_gates(weights[f"lstm.weight_hh_{e}"]) for e in ends]),
        "B": np.stack([np.concatenate([_gates(weights[f"lstm.bias_ih_{e}"]), _gates(weights[f"lstm.bias_hh_{e}"])]) for e in ends]),
    }
    return [onnx.tensor(f"{key}{number}", value) for key, value in stacked.items()], [f"{key}{number}" for key in stacked]


def _model(weights: Weights) -> bytes:
    """The tagger from character numbers (batch, length) to scores (batch, length, tags)."""
    hidden = weights["lstm.weight_hh_l0"].shape[1]
    first, first_names = _layer(weights, 0)
    second, second_names = _layer(weights, 1)
    shape = onnx.tensor("shape", np.array([0, 0, 2 * hidden], dtype=np.int64))
    constants = [onnx.tensor("embedding", weights["embedding.weight"]), onnx.tensor("fc", weights["fc.weight"].T)]
    constants += [onnx.tensor("bias", weights["fc.bias"]), shape, *first, *second]
    nodes = [onnx.node("Gather", ["embedding", "ids"], ["batched"]), onnx.node("Transpose", ["batched"], ["x0"], perm=[1, 0, 2])]
    for number, names in enumerate((first_names, second_names)):
        nodes += [
            onnx.node("LSTM", [f"x{number}", *names], [f"y{number}"], hidden_size=hidden, direction="bidirectional"),
            onnx.node("Transpose", [f"y{number}"], [f"t{number}"], perm=[0, 2, 1, 3]),
            onnx.node("Reshape", [f"t{number}", "shape"], [f"x{number + 1}"]),
        ]
    nodes += [onnx.node("MatMul", ["x2", "fc"], ["m"]), onnx.node("Add", ["m", "bias"], ["s"])]
    nodes += [onnx.node("Transpose", ["s"], ["scores"], perm=[1, 0, 2])]
    return onnx.model(nodes, constants, "ids", "scores", len(weights["fc.bias"]))


@cache
def cutword() -> Cutword:
    """This process's network; the first call takes a fifth of a second."""
    return Cutword()
