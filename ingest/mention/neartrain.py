"""Trains the span classifier: ``python -m zhaoshang.ingest.mention.neartrain [--rounds 5] GOLD_DIR…`` (right means what ``train`` says).

It needs torch, which nothing else here does: install it beside the project, not into it; a thousand articles take two minutes. The shares
of scorer and network are fitted on thirds of the articles that neither had seen, then the network learns from all. ``near.npz`` was learnt
from dev, tests/gold and tests/retold/read: 1,874 articles.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhaoshang.ingest.document import Type
from zhaoshang.ingest.sense.trace import lens

from .near import LEAN, LONGEST, PATH, Near, spread
from .nearnet import Batch, Net, fresh
from .nets import lac
from .train import TRAINED, Example, examples, fit, is_learnt, log_odds, newton

THIRDS = 3
HELD = 384
"""How many numbers LAC holds of a character."""
_SIZE, _RATE, _DECAY, _WARM = 256, 2e-3, 0.02, 0.1


@dataclass(frozen=True, slots=True)
class Lessons:
    """The proposals of one type: the article of each, where it stands in all articles' rows, whether it is right."""

    article: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    right: Near
    base: NDArray[np.float64]
    """The scorer's log-odds, of each third by weights from the other two."""


def states(data: Sequence[Example]) -> tuple[NDArray[np.float16], list[int]]:
    """What LAC holds of every character of the articles, one below the other, and where each article begins."""
    rows, begins = [], [0]
    for example in data:
        pieces = [s.of(example.view.text) for s in example.view.sentences]
        found = lac().look(pieces, lens(), np.eye(HELD, dtype=np.float32))[2]
        rows.append(spread(len(example.view.text), example.view.sentences, found).astype(np.float16))
        begins.append(begins[-1] + len(rows[-1]))
    return np.concatenate(rows), begins


def lessons(data: Sequence[Example], begins: Sequence[int], kind: Type) -> Lessons:
    """All proposals of the type that teach something."""
    tables = [fit([e for n, e in enumerate(data) if n % THIRDS != third], kind) for third in range(THIRDS)]
    found = []
    for n, example in enumerate(data):
        for c in example.candidates:
            if c.type is kind and is_learnt(example, c):
                place, base = begins[n] + 1, log_odds(c, tables[n % THIRDS]) - LEAN[kind]
                found.append((n, place + c.span.start, place + c.span.end, example.is_right(c), base))
    article, start, end, right, bases = map(np.array, zip(*found, strict=True))
    return Lessons(article, start, end, right.astype(np.float32), bases)


def train(seen: NDArray[np.float16], every: dict[Type, Lessons], rounds: int, left_out: int = -1) -> Net:
    """The network after so many rounds over the articles, but for the third ``left_out`` (-1: none)."""
    import torch
    from torch.nn import functional as f

    torch.manual_seed(0)
    net, chance = Net(fresh(seen.shape[1], list(every)), training=True), Random(0)
    optimiser = torch.optim.AdamW(net.weights.values(), _RATE, weight_decay=_DECAY)
    batches = [batch for _ in range(rounds) for batch in _shuffled(every, left_out, chance)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=len(batches) + 1, pct_start=_WARM)
    for kind, asked in batches:
        scores = net.scores(kind, batch_of(seen, every[kind], asked))
        loss = f.binary_cross_entropy_with_logits(scores, torch.from_numpy(every[kind].right[asked]))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return Net(net.weights, training=False)


def _shuffled(every: dict[Type, Lessons], left_out: int, chance: Random) -> Iterator[tuple[Type, NDArray[np.int64]]]:
    batches = []
    for kind, taught in every.items():
        order = [int(n) for n in np.flatnonzero(taught.article % THIRDS != left_out)]
        chance.shuffle(order)
        batches += [(kind, np.array(order[n : n + _SIZE])) for n in range(0, len(order), _SIZE)]
    chance.shuffle(batches)
    yield from batches


def batch_of(seen: NDArray[np.float16], taught: Lessons, asked: NDArray[np.int64]) -> Batch:
    """What the network is shown of the proposals ``asked``: five rows for each, and its length."""
    start, end = taught.start[asked], taught.end[asked]
    size = np.minimum(end - start, LONGEST)
    places = start[:, None] + np.arange(LONGEST)
    inside = (np.arange(LONGEST) < size[:, None])[..., None]
    mean = (seen[np.minimum(places, len(seen) - 1)].astype(np.float32) * inside).sum(1) / size[:, None]
    edges = [seen[n].astype(np.float32) for n in (start, end - 1, start - 1, end)]
    return Batch(np.stack([*edges, mean], 1).astype(np.float32), size)


def shares(seen: NDArray[np.float16], every: dict[Type, Lessons], rounds: int) -> dict[Type, NDArray[np.float64]]:
    """Of each type how much scorer and network count, and what is added; says the log-losses."""
    said = {kind: np.zeros(len(taught.right)) for kind, taught in every.items()}
    for third in range(THIRDS):
        net = train(seen, every, rounds, third)
        for kind, taught in every.items():
            asked = np.flatnonzero(taught.article % THIRDS == third)
            for part in np.array_split(asked, len(asked) // 512 + 1):
                said[kind][part] = net.scores(kind, batch_of(seen, taught, part)).detach().numpy()
    found = {}
    for kind, taught in every.items():
        both = np.stack([taught.base, said[kind], np.ones(len(taught.right))], 1)
        found[kind] = newton(both, taught.right.astype(np.float64))
        losses = ", ".join(f"{_loss(z, taught.right):.4f}" for z in (taught.base, said[kind], both @ found[kind]))
        sys.stdout.write(f"{kind}: {len(taught.right)} proposals, log-loss of scorer, network, both: {losses}\n")
    return found


def _loss(scores: NDArray[Any], right: Near) -> float:
    return float(np.logaddexp(0, -scores * (2 * right - 1)).mean())


def main() -> None:
    """Train on the folders named and write the weights, in half precision."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD_DIR")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    data = examples(given.gold)
    seen, begins = states(data)
    every = {kind: lessons(data, begins, kind) for kind in TRAINED}
    mixed = shares(seen, every, given.rounds)
    table = {name: value.detach().numpy() for name, value in train(seen, every, given.rounds).weights.items()}
    table |= {f"{kind}.shares": share for kind, share in mixed.items()}
    np.savez_compressed(PATH, **{name: value.astype(np.float16) for name, value in table.items()})


if __name__ == "__main__":
    main()
