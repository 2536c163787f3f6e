"""Trains the mention scorer on gold records: ``python -m zhaoshang.ingest.mention.train GOLD_DIR… [--write]``.

Logistic regression with an L2 prior, fitted by Newton's method (iteratively reweighted least squares), one model a type. A
proposal is positive where its words are a name of a gold entity of its type. Gold lists people and firms whenever they
are named, so these two are trained; places and bodies, which it lists only in roles, keep their hand-set weights. People whom both
networks see and gold does not list (readers, students) are people all the same, and are left out.
Without ``--write`` it prints precision and recall of the chosen mentions by five-fold cross-validation over articles.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zhaoshang.ingest.document import Type

from .candidate import Candidate
from .choose import best, weights
from .find import weighed
from .near import LEAN
from .posts import find_posts
from .sentences import split
from .table import words
from .view import View, fold, look

TRAINED = {Type.PERSON: ("officials", "executives"), Type.FIRM: ("companies",)}
L2 = 1.0
LEAST = {Type.PERSON: 5, Type.FIRM: 8}
"""How many proposals a feature must hold of to be learnt; neighbouring words and characters are among them."""
FOLDS = 5


_CERTAIN = {"person:surname-title": 4.0, "person:source=rule:spaced": 3.0, "person:byline": -9.0, "person:known-firm": -5.0}
"""Not learnt: what is certain, and what the few examples would not teach."""


@dataclass(frozen=True, slots=True)
class Example:
    """One article: its proposals and, for each trained type, the folded gold names (a set for each entity)."""

    name: str
    view: View
    candidates: list[Candidate]
    gold: Mapping[Type, list[set[str]]]

    def is_right(self, candidate: Candidate) -> bool:
        """True if the proposal's words are a gold name of its type."""
        printed = self.view.of(candidate.span.start, candidate.span.end)
        return any(printed in names for names in self.gold[candidate.type])


def examples(folders: Sequence[Path]) -> list[Example]:
    """All articles of the folders that have gold beside them."""
    from zhaoshang.ingest.evaluate.run import article_path, read_one

    found: list[Example] = []
    for path in sorted(p for folder in folders for p in folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        article = read_one(article_path(path))
        [view] = look([(article.text, split(article.text, article.paragraphs))])
        names = {kind: [{fold(n) for n in e["names"]} for key in keys for e in gold[key]] for kind, keys in TRAINED.items()}
        found.append(Example(path.stem, view, weighed(view, find_posts(view)), names))
    return found


def fit(data: Sequence[Example], kind: Type) -> dict[str, float]:
    """The weights of one type's features."""
    rows: list[tuple[str, ...]] = []
    labels: list[float] = []
    for example in data:
        for c in example.candidates:
            if c.type is kind and is_learnt(example, c):
                rows.append(_named(c))
                labels.append(float(example.is_right(c)))
    counts = Counter(feature for row in rows for feature in row)
    names = sorted(feature for feature, count in counts.items() if count >= LEAST[kind])
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        matrix[number, [column[f] for f in row if f in column]] = 1.0
    solved = newton(matrix, np.array(labels))
    table = {name: round(float(w), 3) for name, w in zip(names, solved, strict=True) if abs(w) >= 0.02}
    bias = f"{kind}:bias"
    return table | {bias: round(table.get(bias, 0.0) + LEAN[kind], 3)} | (_CERTAIN if kind is Type.PERSON else {})


def is_learnt(example: Example, candidate: Candidate) -> bool:
    """False for a proposal that teaches nothing: a person of whom the gold may be silent, a firm known from these articles."""
    return (example.is_right(candidate) or not _may_be_unlisted(candidate)) and not _was_read(example, candidate)


def log_odds(candidate: Candidate, table: Mapping[str, float]) -> float:
    """What the weights of ``table`` say of the candidate."""
    return sum(table.get(feature, 0.0) for feature in _named(candidate))


def _named(candidate: Candidate) -> tuple[str, ...]:
    """The candidate's features under the names that the weights bear."""
    return tuple(f"{candidate.type}:{feature}" for feature in candidate.features)


def _was_read(example: Example, candidate: Candidate) -> bool:
    """True for a firm of ``more_firms.tsv``, which is known from these articles among others: it would be weighed too highly."""
    return candidate.type is Type.FIRM and example.view.of(candidate.span.start, candidate.span.end) in words("more_firms")


def _may_be_unlisted(candidate: Candidate) -> bool:
    """True for what is likely a person of whom the gold does not speak."""
    if candidate.features == ("surname-title",):
        return True
    return candidate.type is Type.PERSON and {"lac", "cutword"} <= candidate.sources and "byline" not in candidate.features


def newton(matrix: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights that maximise the penalised likelihood; the steps end when they move nothing any more."""
    weight = np.zeros(matrix.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(matrix @ weight, -30, 30)))
        hessian = (matrix * (p * (1 - p))[:, None]).T @ matrix + L2 * np.eye(len(weight))
        step = np.linalg.solve(hessian, matrix.T @ (labels - p) - L2 * weight)
        weight = weight + step
        if float(np.abs(step).max()) < 1e-5:
            break
    return weight


def cross_validate(data: Sequence[Example]) -> str:
    """Recall of the gold names and precision of the distinct chosen strings, each fold scored by weights from the others."""
    counts = {kind: [0, 0, 0, 0] for kind in TRAINED}
    for fold_number in range(FOLDS):
        train = [e for i, e in enumerate(data) if i % FOLDS != fold_number]
        table = weights() | {k: w for kind in TRAINED for k, w in fit(train, kind).items()}
        known = {f.split(":")[0] for f in table}
        for example in (e for i, e in enumerate(data) if i % FOLDS == fold_number):
            scored = [replace(c, score=log_odds(c, table)) for c in example.candidates if c.type in known]
            _count(example, best(scored), counts)
    lines = []
    for kind, (hit, gold, right, system) in counts.items():
        lines.append(f"{kind}: precision {right / max(1, system):.3f} recall {hit / max(1, gold):.3f} ({gold} gold, {system} found)")
    return "\n".join(lines)


def _count(example: Example, chosen: list[Candidate], counts: dict[Type, list[int]]) -> None:
    for kind in TRAINED:
        strings = {example.view.of(c.span.start, c.span.end) for c in chosen if c.type is kind}
        gold = example.gold[kind]
        numbers = (sum(bool(g & strings) for g in gold), len(gold), sum(any(s in g for g in gold) for s in strings), len(strings))
        counts[kind] = [a + b for a, b in zip(counts[kind], numbers, strict=True)]


def write(table: Mapping[str, float], manifest: Sequence[str]) -> None:
    """Replace the trained types' rows of ``lexicon/weights.tsv``; ``manifest`` says what they were trained on and how well they do."""
    path = Path(__file__).parent / "lexicon" / "weights.tsv"
    kept = {f: w for f, w in weights().items() if f.split(":")[0] not in {str(k) for k in TRAINED}}
    lines = ["Log-linear weights of the mention scorer: person and firm by train.py, the others by hand.", *manifest, "feature\tweight"]
    rows = [f"{feature}\t{weight:g}" for feature, weight in sorted((kept | dict(table)).items())]
    path.write_text("\n".join([*(f"# {line}" for line in lines), *rows]) + "\n", "utf-8")


def _called(folder: Path) -> str:
    """The set's name: tests/retold/read is retold/read."""
    return folder.name if folder.name not in ("gold", "read") else f"{folder.parent.name}/{folder.name}"


def main(arguments: Sequence[str]) -> None:
    """The command line."""
    folders = [Path(a) for a in arguments if not a.startswith("--")]
    data = examples(folders)
    validated = cross_validate(data)
    sys.stdout.write(validated + "\n")
    if "--write" in arguments:
        trained = f"Trained on {len(data)} articles with gold ({', '.join(_called(f) for f in folders)}); by five-fold cross-validation:"
        write({k: w for kind in TRAINED for k, w in fit(data, kind).items()}, [trained, *validated.splitlines()])


if __name__ == "__main__":
    main(sys.argv[1:])
