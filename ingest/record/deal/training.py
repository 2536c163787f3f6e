"""Train the scorers of this room on gold articles: ``python -m zhaoshang.ingest.record.deal.training GOLD_DIR ... [SCORER ...]``.

Ridge logistic regression by Newton's method; figures are by ten-fold cross-validation, an article being wholly in one fold. Which articles
were used stands in each model file as a number and a digest, never their text.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhaoshang.ingest.document import Document

from .scorer import FOLDER, SENSE
from .sparse import Sparse

Row = tuple[str, Mapping[str, float], bool, str]
"""(article, features, right, what group it competes in)."""
Floats = NDArray[np.float64]


_BY_KIND = {"project": (2.0, 3), "stage": (6.0, 5)}
"""By what stands before the hyphen of a scorer's name: ridge, and how often a feature must occur, where they are not 10 and 8 (by
cross-validation)."""


def fit(x: Sparse, y: Floats, ridge: float, rounds: int = 20) -> Floats:
    """Weights that minimise the logistic loss plus ``ridge``/2 times their squares, by Newton's method until they move no more."""
    weights = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        step = _solved(x, p * (1 - p) + 1e-6, ridge, x.T @ (y - p) - ridge * weights)
        weights += step
        if float(np.abs(step).max()) < 1e-5:
            break
    return weights


def _solved(x: Sparse, share: Floats, ridge: float, target: Floats, rounds: int = 200) -> Floats:
    """What the Hessian (rows of ``x`` weighed by ``share``, plus ``ridge``) turns into ``target``: conjugate gradients, for it is large."""
    found, rest, way = np.zeros_like(target), target.copy(), target.copy()
    size = float(rest @ rest)
    for _ in range(rounds):
        if size < 1e-12:
            break
        turned = x.T @ (share * (x @ way)) + ridge * way
        reach = size / float(way @ turned)
        found += reach * way
        rest -= reach * turned
        size, before = float(rest @ rest), size
        way = rest + (size / before) * way
    return found


def matrix(rows: list[Row], least: int) -> tuple[list[str], Sparse, Floats]:
    """Feature names that occur at least ``least`` times, the matrix and the labels."""
    counts: dict[str, int] = {}
    for _, features, _, _ in rows:
        for name in features.keys() - {SENSE}:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= least)
    return names, Sparse.of((features for _, features, _, _ in rows), names), np.array([float(right) for _, _, right, _ in rows])


def held_out(rows: list[Row], ridge: float, least: int, folds: int = 10) -> Floats:
    """The probability of each row by a model that has not seen its article."""
    _, x, y = matrix(rows, least)
    fold = np.array([int(hashlib.sha256(article.encode()).hexdigest(), 16) % folds for article, _, _, _ in rows])
    p = np.zeros(len(rows))
    for number in range(folds):
        test = fold == number
        if test.any():
            p[test] = 1 / (1 + np.exp(-np.clip(x.only(test) @ fit(x.only(~test), y[~test], ridge), -30, 30)))
    return p


def grouped(rows: list[Row], p: Floats) -> list[tuple[float, bool]]:
    """(greatest probability, right) of each group of rows: a filler is as sure as its best mention. Our own sentences are not counted."""
    best: dict[tuple[str, str], tuple[float, bool]] = {}
    for (article, _, right, group), probability in zip(rows, p, strict=True):
        if article.startswith("corpus:"):
            continue
        before = best.get((article, group), (0.0, False))
        best[article, group] = (max(before[0], float(probability)), before[1] or right)
    return list(best.values())


_CUTS = (0.44,)
# Below 0.44 false projects come in too fast; above it what cross-validation gains is noise, and the records lose their projects.


def threshold(scored: list[tuple[float, bool]], wanted: int, cuts: Sequence[float] = _CUTS) -> tuple[float, float, float, float]:
    """(threshold, precision, recall, F1) of the best F1 among ``cuts``; ``wanted`` is the number of right ones in the gold."""
    rows = []
    for cut in cuts:
        right = sum(ok for p, ok in scored if p >= cut)
        said = sum(p >= cut for p, _ in scored)
        if said:
            precision, recall = right / said, right / wanted
            rows.append((2 * precision * recall / max(1e-9, precision + recall), float(cut), precision, recall))
    f1, cut, precision, recall = max(rows)
    return cut, precision, recall, f1


def train(name: str, rows: list[Row], wanted: int, ridge: float = 10.0, least: int = 8, cuts: Sequence[float] = _CUTS) -> str:
    """Write ``model/NAME.json``; the returned line says what cross-validation found."""
    cut, precision, recall, f1 = threshold(grouped(rows, held_out(rows, ridge, least)), wanted, cuts)
    names, x, y = matrix(rows, least)
    weights = fit(x, y, ridge)
    articles = sorted({article for article, _, _, _ in rows})
    data = {
        "threshold": round(cut, 3), "articles": len(articles), "manifest": hashlib.sha256("\n".join(articles).encode()).hexdigest()[:16],
        "cross_validation": {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)},
        "weights": {n: round(float(w), 4) for n, w in zip(names, weights, strict=True) if abs(w) >= 5e-4},
    }  # fmt: skip
    (FOLDER / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    return f"{name:10} rows {len(rows):5}  right {int(y.sum()):4}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  at {cut:.3f}"


Example = tuple[Document, Mapping[str, Any]]


def examples(folder: Path) -> Iterable[Example]:
    """Each gold article of ``folder`` as the rooms before this one read it, with its gold; its text is NAME.txt or ../posts/NAME.md."""
    from zhaoshang.ingest.entity import find_entities
    from zhaoshang.ingest.mention import find_mentions
    from zhaoshang.ingest.read import read_path
    from zhaoshang.ingest.sense.sense import sensed
    from zhaoshang.ontology.article import Article

    for path in sorted(folder.glob("*.json")):
        post = next(p for p in (path.with_suffix(".txt"), folder.parent / "posts" / f"{path.stem}.md") if p.exists())
        for article in read_path(post):
            if isinstance(article, Article):
                yield sensed(find_entities(find_mentions(article))), json.loads(path.read_text("utf-8"))


def main(arguments: list[str]) -> int:
    """Train every scorer in the order in which they depend on each other; ``--settings`` those of signings, ``--projects`` the rest."""
    from zhaoshang.ingest.sample import GOLD

    from .corpus import cases
    from .lessons import LESSONS
    from .settinglessons import SETTING_CUTS, SETTING_LESSONS

    folders = [Path(a) for a in arguments if not a.startswith("--")]
    found = [example for folder in folders for example in examples(folder)]
    found += [(document, dict(gold) | {"article": f"corpus:{gold['article']}"}) for document, gold in examples(GOLD)]
    sentences: dict[str, list[Example]] = {n: [(case.document, case.gold) for case in cases(n)] for n in ("projects", "signings")}
    for name, lesson in {} if "--settings" in arguments else LESSONS.items():
        ridge, least = _BY_KIND.get(name.partition("-")[0], (10.0, 8))
        print(train(name, *lesson(found + sentences["projects"]), ridge, least))  # noqa: T201 - a command line tool
    for name, lesson in {} if "--projects" in arguments else SETTING_LESSONS.items():
        print(train(name, *lesson(found + sentences["signings"]), least=6, cuts=(SETTING_CUTS[name],)))  # noqa: T201 - a command line tool
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
