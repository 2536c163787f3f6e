"""Trains the scorer's weights: multinomial logistic regression with an L2 penalty, cross-validated by article.

Run ``python -m zhaoshang.ingest.record.delegation.train GOLD_DIR``; GOLD_DIR holds NAME.txt and NAME.json in the gold guide's form.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from zhaoshang.ingest.document import Document
from zhaoshang.ingest.evaluate.oracle import oracle, plain_article
from zhaoshang.ingest.pipeline import read_document
from zhaoshang.ingest.read import read_path
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import GUIDE_KEY, Status

from .corpus import cases
from .cues import ROLES, cues, group_of
from .judge import CLASSES, trip_cues
from .model import PATH, prior
from .record import status
from .scene import scenes
from .trips import trips
from .view import TripView, view

SAMPLE = Path(__file__).parents[2] / "sample"


@dataclass(frozen=True, slots=True)
class Example:
    """One decision: which ``part`` of the scorer, the cues that are there, the right class, the article it is from."""

    part: str
    cues: frozenset[str]
    label: str
    article: str
    entity: str = ""


def examples(document: Document, gold: Mapping[str, Any]) -> Iterator[Example]:
    """The decisions that an article's gold settles: each candidate trip, and each entity of those that are trips."""
    views = [view(found, t) for found in scenes(document) for t in trips(found)]
    table = _Gold(document, gold)
    pairs = table.pair(views)
    name = document.article.name
    for looked in views:
        truth = pairs.get(id(looked))
        if truth is None and status(looked) is not Status.HAPPENED:
            continue  # gold holds what happened only: it does not say whether this would be a trip
        yield Example("trip", trip_cues(looked), "trip" if truth is not None else "no", name)
        if truth is not None:
            yield from _roles(looked, table, truth, name)


def _roles(looked: TripView, table: _Gold, truth: Mapping[str, Any], name: str) -> Iterator[Example]:
    entities = [e for e in map(looked.scene.document.entities.__getitem__, looked.named()) if group_of(e.kind) and e.mentions]
    decided = {e.id: role for e in entities if group_of(e.kind) == "person" and (role := _role(table, truth, e.id, "person")) != "none"}
    for entity in entities:
        group = group_of(entity.kind)
        known = {} if group == "person" else decided
        yield Example(group, cues(looked, entity.id, known), _role(table, truth, entity.id, group), name, entity.names[0])


def _role(table: _Gold, truth: Mapping[str, Any], entity: str, group: str) -> str:
    """The gold's role of the entity."""
    return next((r for r in ROLES[group][1:] if table.same(entity) & set(truth.get(r, ()))), "none")


class _Gold:
    """The gold of one article, and which of its entities a document's entity is (they share a form)."""

    def __init__(self, document: Document, gold: Mapping[str, Any]) -> None:
        forms: dict[str, set[str]] = {}
        for key in GUIDE_KEY.values():
            for entity in gold.get(key, ()):
                for form in entity["names"]:
                    forms.setdefault(form, set()).add(entity["id"])
        self._same = {e.id: frozenset(i for n in e.names for i in forms.get(n, ())) for e in document.entities.values()}
        self._records = [r for r in gold.get("records", ()) if r["type"] == "delegation"]

    def same(self, entity: str) -> frozenset[str]:
        """The gold's ids of the document's entity."""
        return self._same.get(entity, frozenset())

    def pair(self, views: Sequence[TripView]) -> dict[int, Mapping[str, Any]]:
        """Candidate (by its id()) -> the gold record that it shares most with; leaders count most; one to one."""
        scored = [(self._shared(v, r), i, j) for i, v in enumerate(views) for j, r in enumerate(self._records)]
        found: dict[int, Mapping[str, Any]] = {}
        taken: set[int] = set()
        for score, i, j in sorted(scored, reverse=True):
            if score >= 2 and id(views[i]) not in found and j not in taken:
                found[id(views[i])] = self._records[j]
                taken.add(j)
        return found

    def _shared(self, looked: TripView, record: Mapping[str, Any]) -> float:
        def common(ids: Sequence[str] | Any, role: str) -> int:
            return len({g for i in ids for g in self.same(i)} & set(record.get(role, ())))

        trip = looked.trip
        days = {str(s.frame.when.start) for s in trip.steps if s.frame.when and s.frame.when.start}
        score = 3.0 * common(trip.leaders, "leader") + common(trip.people, "leader") + common(trip.own, "sender")
        score += common(looked.targets, "destination") + common(looked.called, "visited") + common(looked.hosts, "met")
        if trip.leaders and record.get("leader") and not common(trip.people, "leader"):
            score -= 2
        return score + 1.5 * bool(days & set(record.get("start", ())))


def fit(
    data: Sequence[Example], part: str, classes: Sequence[str], strength: float = 1.0, rounds: int = 400
) -> dict[str, dict[str, float]]:
    """Weights by class and cue that make the examples likeliest under the penalty, which pulls them towards `prior`; a cue seen in
    one article only is left out."""
    seen: dict[str, set[str]] = {}
    for e in data:
        for cue in e.cues:
            seen.setdefault(cue, set()).add(e.article)
    known = prior().get(part, {})
    names = sorted({c for c, articles in seen.items() if len(articles) > 1} | {c for row in known.values() for c in row})
    index = {c: i for i, c in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    for row, e in enumerate(data):
        for cue in e.cues:
            if cue in index:
                x[row, index[cue]] = 1.0
    y = np.array([[float(e.label == c) for c in classes] for e in data])
    start = np.array([[known.get(c, {}).get(n, 0.0) for c in classes] for n in names])
    w = _descend(x, y, start, strength, rounds)
    return {c: {n: round(float(w[i, k]), 3) for n, i in index.items() if abs(w[i, k]) >= 0.02} for k, c in enumerate(classes)}


def _descend(x: Any, y: Any, start: Any, strength: float, rounds: int) -> Any:
    """Full-batch gradient descent with Nesterov's momentum; the step follows from the greatest curvature."""
    w = start.copy()
    back, speed = w.copy(), 1.0 / (0.5 * np.linalg.norm(x, 2) ** 2 + strength)
    for step in range(rounds):
        ahead = w + step / (step + 3) * (w - back)
        scores = x @ ahead
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        back, w = w, ahead - speed * (x.T @ (p - y) + strength * (ahead - start))
    return w


PARTS: Mapping[str, Sequence[str]] = {**ROLES, "trip": CLASSES}


STRENGTH = {"person": 4.0, "firm": 8.0, "place": 8.0, "trip": 4.0}
"""How strongly the prior pulls, part by part: what cross-validation by article preferred."""


def train(data: Sequence[Example], strength: Mapping[str, float] = STRENGTH) -> dict[str, dict[str, dict[str, float]]]:
    """The weights of every part."""
    return {part: fit([e for e in data if e.part == part], part, classes, strength[part]) for part, classes in PARTS.items()}


def dumped(table: Mapping[str, Any]) -> str:
    """The weights file's text: sorted, one cue a line, so that a retraining shows as a readable difference."""
    return json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def gather(folder: Path) -> list[Example]:
    """The decisions of a folder of NAME.txt and NAME.json on the mentions that are found in them, and those of the sample corpus and of
    the room's corpus on perfect mentions: so cross-validation by article came out best."""
    found: list[Example] = []
    for path in sorted(folder.glob("*.json")):
        article, gold = plain_article(path.with_suffix(".txt")), json.loads(path.read_text("utf-8"))
        found += examples(read_document(article), gold)
    for article, gold in [*sample(), *cases()]:
        found += examples(oracle(article, gold), gold)
    return found


def sample() -> Iterator[tuple[Article, dict[str, Any]]]:
    """The project's sample corpus with its gold."""
    for path in sorted((SAMPLE / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        for article in read_path(SAMPLE / "posts" / f"{path.stem}.md"):
            if isinstance(article, Article):
                yield article, gold | {"article": article.name}


def main() -> None:
    """Train on the folder named and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    PATH.write_text(dumped(train(gather(parser.parse_args().gold))), "utf-8")


if __name__ == "__main__":
    main()
