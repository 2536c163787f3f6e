"""What the network is taught: the questions that the record rooms ask of a gold article, with the gold's answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from zhaoshang.ingest.document import Document
from zhaoshang.ingest.entity import find_entities
from zhaoshang.ingest.evaluate.oracle import plain_article
from zhaoshang.ingest.mention import find_mentions
from zhaoshang.ingest.mention.near import near_lens
from zhaoshang.ingest.mention.nets import lac
from zhaoshang.ingest.mention.view import fold
from zhaoshang.ingest.record.deal.lessons import LESSONS
from zhaoshang.ingest.record.deal.projects import project_mentions
from zhaoshang.ingest.record.deal.scorer import SENSE
from zhaoshang.ingest.record.deal.settinglessons import SETTING_LESSONS
from zhaoshang.ingest.record.delegation.train import PARTS as CLASSES_OF
from zhaoshang.ingest.record.delegation.train import examples, sample
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.values import Span

from .marks import marks, words_of
from .sense import NAMINGS, SITES, STEPS, Sense, apart
from .trace import Floats

HELD = 512
"""How many numbers LAC holds of a word."""
Ranges = tuple[tuple[int, int], ...]
_PART = 2.0**-40
"""A question's number times this is no log-odds that decides anything."""


@dataclass(frozen=True, slots=True)
class Question:
    """``head`` of the network, the words it is asked about, what else it is told, and in the end the right ``answer`` (a class)."""

    head: str
    spans: Ranges
    steps: Ranges = ()
    told: Ranges = ()
    extra: float = 0.0
    answer: int = -1


@dataclass
class Asked:
    """Stands for a document's `Sense`: writes down what it is asked and answers with the question's number; where log-odds are
    asked for, with so small a part of it that they decide nothing, for later questions hang on what is taken for a project."""

    starts: Sequence[int]
    questions: list[Question] = field(default_factory=list)

    def trip(self, stretches: Sequence[Span], steps: Sequence[Span]) -> list[float]:
        """See `Sense.trip`."""
        return [self._note("trip", (), steps, stretches)]

    def role(self, group: str, stretches: Sequence[Span], steps: Sequence[Span], namings: Sequence[Span], inside: bool) -> list[float]:
        """See `Sense.role`."""
        return [self._note(f"role.{group}", namings[:NAMINGS], steps, stretches, float(inside))]

    def project(self, sites: Sequence[Span]) -> float:
        """See `Sense.project`."""
        return _PART * self._note("proj", sites[:SITES], extra=float(np.log(len(sites[:SITES]))))

    def pair(self, role: str, at: Span, other: Span) -> float:
        """See `Sense.pair`."""
        away = words_of(self.starts, other)[0] - words_of(self.starts, at)[0]
        return _PART * self._note(f"pair.{role}", (at, other), extra=apart(away))

    def _note(self, head: str, spans: Sequence[Span], steps: Sequence[Span] = (), told: Sequence[Span] = (), extra: float = 0.0) -> float:
        near, walked, all_told = (tuple(words_of(self.starts, s) for s in some) for some in (spans, steps[:STEPS], told or steps[:1]))
        self.questions.append(Question(head, near, walked, all_told, extra))
        return float(len(self.questions) - 1)


@dataclass(frozen=True)
class Lesson:
    """An article as the network sees it, and the questions with their answers."""

    article: str
    seen: Floats
    ids: NDArray[np.int64]
    questions: tuple[Question, ...]


def lessons(folders: Sequence[Path]) -> Iterator[Lesson]:
    """The lessons of folders of NAME.txt and NAME.json and of the project's sample."""
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            yield from _lesson(plain_article(path.with_suffix(".txt")), json.loads(path.read_text("utf-8")))
    for article, gold in sample():
        yield from _lesson(article, gold)


def _lesson(article: Article, gold: Mapping[str, Any]) -> Iterator[Lesson]:
    document = find_entities(find_mentions(article))
    trace = document.trace
    if trace is None or not trace.starts:
        return
    asked = Asked(trace.starts)
    document = replace(document, trace=None, sense=cast(Sense, asked))
    answers = dict(_answers(document, gold))
    right = tuple(replace(asked.questions[number], answer=answer) for number, answer in sorted(answers.items()))
    yield Lesson(article.name, _held(document), marks(document, trace), right)


def _held(document: Document) -> Floats:
    """All that LAC holds of each word: through which lens the network sees it is learnt here."""
    text = fold(document.text)
    return lac().look([sentence.of(text) for sentence in document.sentences], np.eye(HELD, dtype=np.float32), near_lens())[1]


def _answers(document: Document, gold: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """(number of the question, class) of all that the gold settles."""
    for example in examples(project_mentions(document), gold):
        if example.said:
            yield int(example.said[0]), CLASSES_OF[example.part].index(example.label)
    for lesson in (*LESSONS.values(), *SETTING_LESSONS.values()):
        for _, features, right, _ in lesson([(document, gold)])[0]:
            if SENSE in features:
                yield round(features[SENSE] / _PART), int(right)
