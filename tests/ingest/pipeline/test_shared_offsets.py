"""Over every shared article, each offset names the very words quoted. Of the articles only counts are told, and no word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.mutated import quoted
from zhaoshang.ingest.pipeline import read_document, record_finders
from zhaoshang.ingest.read import Unreadable, read_path
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Reading, Record

SHARED = Path(__file__).parents[4] / "shared"


def articles(folder: str) -> Iterator[Article]:
    for found in read_path(SHARED / folder):
        assert not isinstance(found, Unreadable)
        yield found


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the ../shared folder beside the checkout")
@pytest.mark.parametrize("folder", ["corpus/finews", "eval/dev", "eval/blind"])
def test_offsets_of_every_shared_article_are_exact(folder: str) -> None:
    mentions = evidence = wrong = failed = 0
    for article in articles(folder):
        text = article.text
        document = read_document(article)
        made: list[Record] = []
        for _, finder in record_finders():
            try:
                made += finder(document)
            except Exception:  # noqa: BLE001 - counted, not told: its words might be the article's
                failed += 1
        reading = Reading(article.name, "", tuple(document.entities.values()), tuple(made), ())
        words = list(quoted(reading))
        spans = [m.span for m in document.mentions]
        mentions, evidence = mentions + len(spans), evidence + len(words)
        wrong += sum(text[e.start : e.end] != e.quote or not e.quote for e in words)
        wrong += sum(not 0 <= s.start < s.end <= len(text) for s in spans)
    print(f"{folder}: {mentions} mentions, {evidence} quotations, {wrong} wrong; {failed} rooms failed")
    assert min(mentions, evidence) > 200
    assert (wrong, failed) == (0, 0)
