"""The network as `net` and `sense` run it, in torch and many articles at a time: for training only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from .marks import tags
from .targets import Lesson, Question, Ranges

Tensors = dict[str, Any]

_CHANNELS, _BLOCKS, _APART = 64, 5, 12
_DROP, _BLANK = 0.3, 0.1
"""Shares of the numbers within the network, and of whole words, that are left out at random."""
_SIZES = {"trip": (3 * _CHANNELS, 48, 2), "proj": (2 * _CHANNELS + 1, 48, 1)}
_SIZES |= {f"role.{group}": (4 * _CHANNELS + 1, 64, roles) for group, roles in (("person", 4), ("firm", 3), ("place", 3))}
_SIZES |= {f"pair.{role}": (3 * _CHANNELS + _APART, 64, 1) for role in ("investor", "location", "signer")}


def fresh(seen: int) -> Tensors:
    """Random weights under the names that `net` knows."""
    import torch

    made: Tensors = {"dist.weight": torch.randn(24, _APART)}

    def linear(name: str, inner: int, outer: int, *kernel: int) -> None:
        bound = 1 / math.sqrt(inner * math.prod(kernel))
        made[f"{name}.weight"] = (2 * torch.rand(outer, inner, *kernel) - 1) * bound
        made[f"{name}.bias"] = (2 * torch.rand(outer) - 1) * bound

    widths = ((2 * len(tags()["mention"]) + 1, 16), (3, 6), (2 * len(tags()["mention"]) + 1, 8), (len(tags()["word"]) + 1, 12), (6, 6))
    for number, shape in enumerate(widths):
        made[f"emb.{number}.weight"] = torch.randn(*shape)
    linear("lin", seen, _CHANNELS)
    linear("mix", _CHANNELS + sum(width for _, width in widths), _CHANNELS)
    for number in range(_BLOCKS):
        linear(f"blocks.{number}.conv", _CHANNELS, 2 * _CHANNELS, 3)
        made[f"blocks.{number}.norm.weight"], made[f"blocks.{number}.norm.bias"] = torch.ones(_CHANNELS), torch.zeros(_CHANNELS)
    linear("red", _CHANNELS, _CHANNELS)
    for name, (inner, hidden, outer) in _SIZES.items():
        linear(f"{name}.0", inner, hidden)
        linear(f"{name}.3", hidden, outer)
    return {name: value.requires_grad_() for name, value in made.items()}


class Net:
    """The network with its weights, with parts left out at random."""

    def __init__(self, weights: Tensors) -> None:
        self._w = weights

    def answers(self, batch: Sequence[Lesson]) -> dict[str, tuple[Any, Any]]:
        """Head -> (scores, right classes) of all the batch's questions to it."""
        import torch

        held = self._encoded(batch)
        starts = np.cumsum([0, *(len(lesson.seen) for lesson in batch)])
        sums = torch.cat([torch.zeros(1, _CHANNELS), held.cumsum(0)])
        asked: dict[str, list[tuple[Question, int]]] = {}
        for lesson, start in zip(batch, starts.tolist(), strict=False):
            for question in lesson.questions:
                asked.setdefault(question.head, []).append((question, start))
        found = {}
        for name, questions in asked.items():
            scores = self._head(name, self._inputs(name, questions, held, sums))
            found[name] = (scores, torch.tensor([question.answer for question, _ in questions]))
        return found

    def _encoded(self, batch: Sequence[Lesson]) -> Any:
        import torch
        import torch.nn.functional as f

        w, longest = self._w, max(len(lesson.seen) for lesson in batch)
        seen = torch.zeros(len(batch), longest, batch[0].seen.shape[1])
        ids = torch.zeros(5, len(batch), longest, dtype=torch.long)
        here = torch.zeros(len(batch), longest, dtype=torch.bool)
        for row, lesson in enumerate(batch):
            size = len(lesson.seen)
            seen[row, :size], ids[:, row, :size], here[row, :size] = torch.from_numpy(lesson.seen), torch.from_numpy(lesson.ids), True
        seen = seen * (torch.rand(here.shape) >= _BLANK).unsqueeze(-1)
        ids = ids * (torch.rand(ids.shape) >= _BLANK / 2)
        mask = here.unsqueeze(-1).float()
        own = f.dropout(f.relu(f.linear(seen, w["lin.weight"], w["lin.bias"])), _DROP)
        marked = [w[f"emb.{number}.weight"][row] for number, row in enumerate(ids)]
        x = f.linear(torch.cat([own, *marked], -1), w["mix.weight"], w["mix.bias"]) * mask
        for number in range(_BLOCKS):
            x = x + f.dropout(self._block(x, mask, f"blocks.{number}", 2**number), _DROP / 2)
        return f.relu(f.linear(f.dropout(x, _DROP), w["red.weight"], w["red.bias"]))[here]

    def _block(self, x: Any, mask: Any, name: str, step: int) -> Any:
        import torch
        import torch.nn.functional as f

        w = self._w
        y = f.layer_norm(x, (_CHANNELS,), w[f"{name}.norm.weight"], w[f"{name}.norm.bias"]) * mask
        near = f.pad(y, (0, 0, step, step))
        taps = torch.cat([near[:, : -2 * step], y, near[:, 2 * step :]], -1)
        z = f.linear(taps, w[f"{name}.conv.weight"].transpose(1, 2).flatten(1), w[f"{name}.conv.bias"])
        value, gate = z.chunk(2, -1)
        return value * torch.sigmoid(gate)

    def _head(self, name: str, x: Any) -> Any:
        import torch.nn.functional as f

        w = self._w
        hidden = f.dropout(f.relu(f.linear(x, w[f"{name}.0.weight"], w[f"{name}.0.bias"])), _DROP)
        return f.linear(hidden, w[f"{name}.3.weight"], w[f"{name}.3.bias"])

    def _inputs(self, name: str, questions: Sequence[tuple[Question, int]], held: Any, sums: Any) -> Any:
        import torch

        extra = torch.tensor([[question.extra] for question, _ in questions])
        if name.startswith("pair"):
            one, two = (_rows(sums, [(start + q.spans[k][0], start + q.spans[k][1]) for q, start in questions]) for k in (0, 1))
            return torch.cat([one, two, one * two, self._w["dist.weight"][extra[:, 0].long()]], 1)
        if name == "proj":
            return torch.cat([*_over(sums, [(q.spans, start) for q, start in questions]), extra], 1)
        steps, mean, greatest = _trips(questions, sums)
        if name == "trip":
            return torch.cat([steps, greatest, mean], 1)
        return torch.cat([*_over(sums, [(q.spans, start) for q, start in questions]), steps, greatest, extra], 1)


def _trips(questions: Sequence[tuple[Question, int]], sums: Any) -> tuple[Any, Any, Any]:
    """Of each question's trip, which many share: the mean of its steps, the mean and the greatest of all its words."""
    number: dict[tuple[int, Ranges, Ranges], int] = {}
    which = [number.setdefault((start, q.steps, q.told), len(number)) for q, start in questions]
    steps, _ = _over(sums, [(walked, start) for start, walked, _ in number])
    words = [(tuple((word, word + 1) for low, high in told for word in range(low, high)), start) for start, _, told in number]
    mean, greatest = _over(sums, words)
    return steps[which], mean[which], greatest[which]


def _rows(sums: Any, ranges: Sequence[tuple[int, int]]) -> Any:
    """The mean over each range of words."""
    import torch

    low, high = torch.tensor(ranges).T
    return (sums[high] - sums[low]) / (high - low).unsqueeze(1)


def _over(sums: Any, groups: Sequence[tuple[Sequence[tuple[int, int]], int]]) -> tuple[Any, Any]:
    """The mean and the greatest over the ranges of each group, which begin to count at a word."""
    import torch

    rows = _rows(sums, [(start + low, start + high) for ranges, start in groups for low, high in ranges])
    which = torch.tensor([number for number, (ranges, _) in enumerate(groups) for _ in ranges]).unsqueeze(1).expand(-1, rows.shape[1])
    empty = torch.zeros(len(groups), rows.shape[1])
    mean, greatest = (empty.scatter_reduce(0, which, rows, kind, include_self=False) for kind in ("mean", "amax"))
    return mean, greatest
