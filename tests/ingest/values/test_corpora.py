"""Each grammar against its corpus: phrasings with what they mean, and phrasings that must yield nothing."""

from pathlib import Path

import pytest

from zhaoshang.ingest import values
from zhaoshang.ingest.document import Count, DateRange, Mention
from zhaoshang.ingest.table import read_table
from zhaoshang.ontology.values import Money, PartialDate

CORPUS = Path(values.__file__).parent / "corpus"


def rows(name: str, columns: int) -> list[tuple[str, ...]]:
    return [row for _, row in read_table(CORPUS / f"{name}.tsv", columns)]


def written(mention: Mention) -> str:
    match mention.value:
        case DateRange(start=None):
            return "?"
        case DateRange(start, end):
            return f"{start}..{end}" if end else str(start)
        case Money():
            return str(mention.value)
        case Count(value, unit, noun):
            return f"{value}/{unit}/{noun}"
    return mention.sources[0].removeprefix("rule:")


@pytest.mark.parametrize(("text", "published", "expected"), rows("dates", 3))
def test_dates(text: str, published: str, expected: str) -> None:
    found = values.find_dates(text, PartialDate.parse(published) if published else None)
    assert " ".join(map(written, found)) == expected


@pytest.mark.parametrize(("text", "expected"), rows("money", 2))
def test_money(text: str, expected: str) -> None:
    assert " ".join(map(written, values.find_money(text))) == expected


@pytest.mark.parametrize(("text", "expected"), rows("counts", 2))
def test_counts(text: str, expected: str) -> None:
    assert " ".join(map(written, values.find_counts(text))) == expected
