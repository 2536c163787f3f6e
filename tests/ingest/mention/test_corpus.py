"""The mention rules find in their corpora what these say, and nothing in the sentences that hold nothing."""

from pathlib import Path

import pytest

from zhaoshang.ingest import mention
from zhaoshang.ingest.document import Type
from zhaoshang.ingest.mention import find_mentions
from zhaoshang.ingest.table import read_table
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.values import Span

CORPUS = Path(mention.__file__).parent / "corpus"
TYPES = {"posts": {Type.POST}, "people": {Type.PERSON}, "firms": {Type.FIRM}, "places": {Type.PLACE}, "back": {Type.GROUP, Type.DEIXIS}}


def test_every_corpus_is_read() -> None:
    assert {path.stem for path in CORPUS.glob("*.tsv")} == set(TYPES)


@pytest.mark.parametrize("name", TYPES)
def test_corpus(name: str) -> None:
    wrong = []
    for line, (sentence, expected) in read_table(CORPUS / f"{name}.tsv", 2):
        document = find_mentions(Article("a", sentence, (Span(0, len(sentence)),), False))
        words = [(f"{m.type}:" if name == "back" else "") + m.span.of(sentence) for m in document.mentions if m.type in TYPES[name]]
        if (found := "|".join(words) or "-") != expected:
            wrong.append(f"{name}.tsv:{line}: {sentence} has {found}, not {expected}")
    assert not wrong, "\n".join(wrong)
