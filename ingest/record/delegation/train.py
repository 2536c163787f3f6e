"""Trains the scorer's weights on gold articles (see ``fit``).

Run ``python -m zhaoshang.ingest.record.delegation.train GOLD_DIR[=ROLES[:TRIP]] …``; GOLD_DIR holds NAME.txt and NAME.json in the gold
guide's form, ROLES and TRIP say how much its articles count for roles and for what is a trip (default 1). See ``manifest.tsv``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from zhaoshang.ingest.document import Document
from zhaoshang.ingest.evaluate.oracle import oracle, plain_article
from zhaoshang.ingest.pipeline import read_document
from zhaoshang.ingest.read import read_path
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import GUIDE_KEY, Status

from .corpus import cases
from .cues import ROLES, cues, group_of
from .fit import Example, fit
from .judge import CLASSES, trip_cues
from .model import PATH
from .record import status
from .scene import scenes
from .sensed import role_said, trip_said
from .trips import trips
from .view import TripView, view

SAMPLE = Path(__file__).parents[2] / "sample"


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
        yield Example("trip", trip_cues(looked), "trip" if truth is not None else "no", name, said=trip_said(looked))
        if truth is not None:
            yield from _roles(looked, table, truth, name)


def _roles(looked: TripView, table: _Gold, truth: Mapping[str, Any], name: str) -> Iterator[Example]:
    entities = [e for e in map(looked.scene.document.entities.__getitem__, looked.named()) if group_of(e.kind) and e.mentions]
    decided = {e.id: role for e in entities if group_of(e.kind) == "person" and (role := _role(table, truth, e.id, "person")) != "none"}
    for entity in entities:
        group = group_of(entity.kind)
        known = {} if group == "person" else decided
        right, said = _role(table, truth, entity.id, group), role_said(looked, entity.id, group)
        yield Example(group, cues(looked, entity.id, known), right, name, entity.names[0], said=said)


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


PARTS: Mapping[str, Sequence[str]] = {**ROLES, "trip": CLASSES}


CORPUS = 6.0
"""How much a text of the room's corpus counts for what is a trip: each stands for many."""

STRENGTH = {"person": 6.0, "firm": 12.0, "place": 12.0, "trip": 6.0}
"""How strongly the prior pulls, part by part: what articles that were neither read nor trained on preferred."""


def train(data: Sequence[Example], strength: Mapping[str, float] = STRENGTH) -> dict[str, dict[str, dict[str, float]]]:
    """The weights of every part."""
    return {part: fit([e for e in data if e.part == part], part, classes, strength[part]) for part, classes in PARTS.items()}


def dumped(table: Mapping[str, Any]) -> str:
    """The weights file's text: sorted, one cue a line, so that a retraining shows as a readable difference."""
    return json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def gather(folders: Mapping[Path, tuple[float, float]]) -> list[Example]:
    """The decisions of folders of NAME.txt and NAME.json, each with its weights for roles and trips, on the mentions that are found in
    them, and those of the sample and of the room's corpus on perfect mentions: so cross-validation by article came out best."""
    found: list[Example] = []
    for folder, (roles, trip) in folders.items():
        for path in sorted(folder.glob("*.json")):
            article, gold = plain_article(path.with_suffix(".txt")), json.loads(path.read_text("utf-8"))
            found += (replace(e, weight=trip if e.part == "trip" else roles) for e in examples(read_document(article), gold))
    for article, gold in sample():
        found += examples(oracle(article, gold), gold)
    for article, gold in cases():
        found += (replace(e, weight=CORPUS if e.part == "trip" else 1.0) for e in examples(oracle(article, gold), gold))
    return [e for e in found if e.weight]


def sample() -> Iterator[tuple[Article, dict[str, Any]]]:
    """The project's sample corpus with its gold."""
    for path in sorted((SAMPLE / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        for article in read_path(SAMPLE / "posts" / f"{path.stem}.md"):
            if isinstance(article, Article):
                yield article, gold | {"article": article.name}


def _weighed(argument: str) -> tuple[Path, tuple[float, float]]:
    """GOLD_DIR=0.3:0 -> the folder, 0.3 and 0."""
    folder, _, given = argument.partition("=")
    roles, _, trip = given.partition(":")
    return Path(folder), (float(roles or 1), float(trip or roles or 1))


def main() -> None:
    """Train on the folders named and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", metavar="GOLD_DIR[=ROLES[:TRIP]]")
    PATH.write_text(dumped(train(gather(dict(map(_weighed, parser.parse_args().gold))))), "utf-8")


if __name__ == "__main__":
    main()
