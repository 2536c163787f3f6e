"""Corpus files of the record rooms: short texts of our own, what they name, and what a rule must make of them.

A case is::

    ## name
    @ 2021-05-24              the article's date
    text, a paragraph a line; a first line without a final stop is the title
    --
    o 陆文舟                   an official; x executive, c company, b body, r region, p project; forms parted by /
    = ...                      an answer, in the words of the room that owns the file
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.values import PartialDate, Span

_KEYS = {"o": "officials", "x": "executives", "c": "companies", "b": "bodies", "r": "regions", "p": "projects"}


@dataclass(frozen=True, slots=True)
class Case:
    """``gold`` holds the entities in the guide's form and no records; ``ids`` maps each form to its entity's id; ``answers`` are the lines
    behind ``=``."""

    article: Article
    gold: dict[str, Any]
    ids: dict[str, str]
    answers: tuple[str, ...]

    @property
    def name(self) -> str:
        """``file.case``."""
        return self.article.name


def read_cases(folder: Path) -> Iterator[Case]:
    """Every case of the folder's ``*.txt`` files in order; raises DataError naming file and case for one that is wrong."""
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text("utf-8").split("\n## ")[1:]:
            name, _, rest = block.partition("\n")
            yield _case(f"{path.stem}.{name.strip()}", rest)


def _case(name: str, rest: str) -> Case:
    text, _, below = rest.partition("\n--\n")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or not lines[0].startswith("@ "):
        raise DataError("a case begins with its date and has a text", where=name, remedy="write @ 2021-05-24 below its name")
    gold: dict[str, Any] = {"article": name, "date": lines[0][2:], "records": [], **{key: [] for key in _KEYS.values()}}
    ids, answers = _below(name, below, gold)
    return Case(_article(name, lines[1:], PartialDate.parse(lines[0][2:])), gold, ids, answers)


def _below(name: str, below: str, gold: dict[str, Any]) -> tuple[dict[str, str], tuple[str, ...]]:
    ids: dict[str, str] = {}
    answers: list[str] = []
    for line in (raw.strip() for raw in below.splitlines()):
        if line[:2] in {f"{k} " for k in _KEYS}:
            key, names = _KEYS[line[0]], line[2:].split("/")
            entity = f"{line[0]}{len(gold[key]) + 1}"
            gold[key].append({"id": entity, "names": names})
            ids.update(dict.fromkeys(names, entity))
        elif line.startswith("="):
            answers.append(line[1:].strip())
        elif line and not line.startswith("#"):
            raise DataError(f"not understood: {line!r}", where=name, remedy="see the head of ingest/evaluate/cases.py")
    return ids, tuple(answers)


def _article(name: str, lines: list[str], published: PartialDate) -> Article:
    spans: list[Span] = []
    for line in lines:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(line)))
    titled = len(lines) > 1 and lines[0][-1] not in "。！？：”"
    return Article(name, "\n".join(lines), tuple(spans), titled, published, path=name)
