"""Scoring the extraction itself: read the articles beside their gold, count, and lay the figures of several folders side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from zhaoshang.ingest.guide import to_guide
from zhaoshang.ingest.pool import RULES, Reader, read_articles
from zhaoshang.ingest.read import Unreadable, read_path
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError, RefusedError

from .score import Count, Score

_SUFFIXES = (".txt", ".md", ".html")


def article_path(gold: Path) -> Path:
    """The article of a gold file: NAME.txt, .md or .html beside it, or in the folder ``posts`` beside the gold's folder."""
    for folder in (gold.parent, gold.parent.parent / "posts"):
        for suffix in _SUFFIXES:
            if (path := folder / f"{gold.stem}{suffix}").is_file():
                return path
    raise InputError("no article beside the gold record", where=str(gold), remedy=f"put {gold.stem}.txt or .md beside it")


def gold_records(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The gold files of ``folder`` with their records, by name; raises InputError where there are none or one is damaged."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append((path, json.loads(path.read_text("utf-8"))))
        except ValueError as error:
            raise InputError(f"no gold record: {error}", where=str(path), remedy="see the gold guide for the form") from error
    if not found:
        raise InputError("no gold records (NAME.json) in this folder", where=str(folder), remedy="name a folder with gold records")
    return found


def read_one(path: Path) -> Article:
    """The one article of a file, named as the file; raises what made it unreadable."""
    found = next(read_path(path), None)
    if isinstance(found, Unreadable):
        raise found.error
    if found is None:
        raise InputError("no article in this file", where=str(path), remedy="see `zhaoshang extract --help` for the formats")
    return replace(found, name=path.stem)


def score_folder(folder: Path, jobs: int = 1, reader: Reader = RULES) -> Iterator[Score]:
    """The score so far after each article, read by ``reader``; the last one is the whole folder's."""
    gold = gold_records(folder)
    score = Score()
    articles = (read_one(article_path(path)) for path, _ in gold)
    for (_, records), reading in zip(gold, read_articles(articles, jobs, reader), strict=True):
        score.add(records, to_guide(reading))
        yield score


def refuse_errors_of_blind(folders: Sequence[Path]) -> None:
    """Raises RefusedError for a folder named blind: to look at its errors would make its figure worthless."""
    for folder in folders:
        if "blind" in folder.resolve().name.lower():
            raise RefusedError(
                "the errors of a blind set are not shown: whoever has seen them can no longer tell what a new article would get",
                where=str(folder),
                remedy="look at the errors of dev, or drop --errors",
            )


def order(key: str) -> tuple[int, str]:
    """Entities, then each record type with its roles, then the totals."""
    rank = 3 if key == "records" else 1 if key == "entities" else 0 if key.startswith("entity") else 2
    return rank, key


def as_json(score: Score) -> dict[str, Any]:
    """The figures under the names and roundings of the gold guide's own scorer."""
    figures = {key: _figures(count) for key, count in score.totals().items()}
    return {"articles": score.articles, "missing": score.missing, "figures": figures}


def _figures(count: Count) -> dict[str, float | int]:
    rates = {"precision": count.precision, "recall": count.recall, "f1": count.f1}
    return {k: round(v, 4) for k, v in rates.items()} | {"gold": count.gold, "system": count.system, "tp": count.right}
