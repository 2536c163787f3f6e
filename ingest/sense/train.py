"""Trains the network: ``python -m zhaoshang.ingest.sense.train [--rounds 12] [--seed 0] GOLD_DIR …``, the sample being read besides.

It needs torch, which nothing else here does: install it beside the project, not into it. A round over a thousand articles takes some
fifteen seconds. ``manifest.tsv`` says what the weights come from. How much the network counts beside each scorer (``mix.tsv``) was
fitted on articles that neither had seen.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .layers import Net, Tensors, fresh
from .targets import HELD, Lesson, lessons
from .trace import PATH

_BATCH = 2200
"""Words that are learnt from at once."""
_RATE, _DECAY, _WARM = 2e-3, 0.02, 0.15
_WEIGHT = {"pair.investor": 0.4, "pair.location": 0.3, "pair.signer": 0.5}
"""How much an answer counts where not 1: many pairs are of one project."""


def batches(data: Sequence[Lesson]) -> Iterator[list[Lesson]]:
    """The articles in random order, those of like length together."""
    order = sorted(data, key=lambda lesson: len(lesson.seen) + 100 * random.random())
    found: list[list[Lesson]] = [[]]
    for lesson in order:
        if found[-1] and (len(found[-1]) + 1) * len(lesson.seen) > _BATCH:
            found.append([])
        found[-1].append(lesson)
    random.shuffle(found)
    yield from found


def train(data: Sequence[Lesson], rounds: int, seed: int) -> Tensors:
    """The weights after so many rounds over the lessons (AdamW, one cycle of the learning rate)."""
    import torch

    torch.manual_seed(seed)
    random.seed(seed)
    torch.set_num_threads(1)
    weights = fresh(HELD)
    net = Net(weights)
    optimiser = torch.optim.AdamW(weights.values(), lr=_RATE, weight_decay=_DECAY)
    steps = rounds * (sum(1 for _ in batches(data)) + 5)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps, pct_start=_WARM)
    done = 0
    for _ in range(rounds):
        for batch in batches(data):
            loss = _loss(net, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights.values(), 1.0)
            optimiser.step()
            done += 1
            if done < steps:
                schedule.step()
    return weights


def _loss(net: Net, batch: Sequence[Lesson]) -> Any:
    import torch.nn.functional as f

    total: Any = 0.0
    for name, (scores, answers) in net.answers(batch).items():
        single = scores.shape[1] == 1
        lost = (
            f.binary_cross_entropy_with_logits(scores[:, 0], answers.float(), reduction="sum")
            if single
            else f.cross_entropy(scores, answers, reduction="sum")
        )
        total = total + _WEIGHT.get(name, 1.0) * lost
    return total / len(batch) / 10


def main() -> None:
    """Train on the folders named and write the weights, in half precision."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD_DIR")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    data = [lesson for lesson in lessons(given.gold) if lesson.questions]
    weights = train(data, given.rounds, given.seed)
    np.savez_compressed(PATH, **{name: value.detach().numpy().astype(np.float16) for name, value in weights.items()})


if __name__ == "__main__":
    main()
