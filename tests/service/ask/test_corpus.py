"""Phrasings of questions and what they mean: the corpus beside the rules, and the phrasings kept apart from them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from zhaoshang.queries.asking import Names, Refusal, understand
from zhaoshang.queries.asking.load import names_of
from zhaoshang.queries.catalogue import catalogue
from zhaoshang.queries.ports import Oxigraph
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore

FOLDER = Path(__file__).parents[3] / "queries" / "asking"
TODAY = datetime.date(2024, 10, 15)
CORPUS, APART = FOLDER / "corpus.tsv", FOLDER / "held-out.tsv"


@dataclass(frozen=True)
class Case:
    """A phrasing, the question (or ``!`` and the reason of a refusal) and its parameters by label."""

    text: str
    question: str
    parameters: tuple[str, ...]


def cases(path: Path) -> Iterator[Case]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            text, question, parameters = [*line.split("\t"), ""][:3]
            yield Case(text, question, tuple(sorted(filter(None, parameters.strip().split("; ")))))


def got(case: Case, names: Names) -> tuple[str, tuple[str, ...]]:
    result = understand(case.text, names, TODAY)
    if isinstance(result, Refusal):
        return f"!{result.reason}", ()
    reading = result.taken.reading
    shown = {name: entity.label for name, entity in reading.entities.items()} | reading.values
    return reading.question, tuple(sorted(f"{name}={value}" for name, value in shown.items()))


@pytest.fixture(scope="module")
def names(sample: Settings, client: object) -> Iterator[Names]:
    with Journal.open(sample.journal, 5) as journal, TripleStore.current(sample, journal) as triples:
        yield names_of(Oxigraph(triples.store, triples.base))


def test_at_least_95_of_100_phrasings_are_understood(names: Names) -> None:
    every = [(path.stem, case, got(case, names)) for path in (CORPUS, APART) for case in cases(path)]
    misses = [(of, case, it) for of, case, it in every if it != (case.question, case.parameters)]
    for stem in (CORPUS.stem, APART.stem):
        print(f"{stem}: {sum(1 for m in misses if m[0] == stem)} misses of {sum(1 for e in every if e[0] == stem)}")
    shown = "\n".join(f"{of}: {case.text}: {case.question} {case.parameters}, not {it}" for of, case, it in misses)
    print(shown)
    assert len(misses) <= 0.05 * len(every), shown


def test_the_corpus_has_every_question_and_enough_refusals() -> None:
    every = [*cases(CORPUS), *cases(APART)]
    asked = [case.question for case in every if not case.question.startswith("!")]
    assert set(asked) == set(catalogue())
    assert len(asked) >= 150
    assert len(every) - len(asked) >= 30
