"""Many articles at once keep their order; a worker that dies costs one article, and says so."""

import os
from collections.abc import Iterator, Sequence

from zhaoshang.ingest import pool
from zhaoshang.ingest.guide import to_guide
from zhaoshang.ingest.pipeline import read_article, read_fast, read_many
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Reading
from zhaoshang.ontology.values import PartialDate, Span

BODY = "5月6日，安康市长林知远率队赴浙江宁波考察，走访了海汇机电有限公司。"


def article(name: str, text: str = BODY) -> Article:
    return Article(name, text, (Span(0, len(text)),), False, PartialDate(2023, 5, 8))


def test_readings_come_in_the_order_of_the_articles_whatever_the_workers() -> None:
    articles = [article(f"a{n}", BODY * (9 - n)) for n in range(8)]
    alone = list(pool.read_articles(articles))
    assert [r.article for r in alone] == [a.name for a in articles]
    assert list(pool.read_articles(articles, jobs=2)) == alone


def test_few_articles_are_under_way_at_once() -> None:
    taken = 0

    def source() -> Iterator[Article]:
        nonlocal taken
        for n in range(60):
            taken += 1
            yield article(f"a{n}")

    readings = pool.read_articles(source(), jobs=1)
    next(readings)
    alone = taken
    assert alone == pool.RULES.bunch
    readings = pool.read_articles(source(), jobs=2)
    next(readings)
    assert taken - alone <= 2 * pool.IN_FLIGHT * pool.RULES.bunch
    readings.close()  # type: ignore[attr-defined]


class Deadly(Article):
    """An article that kills the process that receives it, as running out of memory would."""

    def __reduce__(self):  # type: ignore[no-untyped-def]
        return os._exit, (9,)


def test_a_worker_that_dies_costs_one_article() -> None:
    deadly = Deadly("deadly", BODY, (Span(0, len(BODY)),), False)
    readings = list(pool.read_articles([article("a"), deadly, article("b")], jobs=2))
    assert [r.article for r in readings] == ["a", "deadly", "b"]
    assert [len(r.entities) > 0 for r in readings] == [True, False, True]
    assert "died" in readings[1].doubts[0].detail


def test_the_same_article_gives_the_same_reading() -> None:
    first = read_article(article("a"))
    assert first == read_article(article("a"))
    assert isinstance(first, Reading)


def test_a_bunch_is_read_as_each_article_alone() -> None:
    articles = [article(f"a{n}", BODY[n:] + BODY * n) for n in range(5)] + [Article("empty", "", (), False)]
    assert list(read_many(articles)) == [read_article(a) for a in articles]
    assert list(read_many(articles, fast=True)) == [read_fast(a) for a in articles]
    assert list(pool.read_articles(articles)) == list(read_many(articles))


def test_a_long_article_fills_its_bunch() -> None:
    taken: list[list[str]] = []

    def read(articles: Sequence[Article]) -> list[Reading]:
        taken.append([one.name for one in articles])
        return [Reading(one.name, "") for one in articles]

    long = article("long", BODY * (pool.CHARACTERS // len(BODY) + 1))
    list(pool.read_articles([article("a"), long, article("b"), article("c")], reader=pool.Reader(read)))
    assert taken == [["a", "long"], ["b", "c"]]


def fails_on_b(articles: Sequence[Article]) -> Iterator[Reading]:
    """Reads, but for articles named b."""
    for one in articles:
        if one.name == "b":
            raise ValueError("b")
        yield read_article(one)


def test_what_fails_costs_its_bunch_nothing() -> None:
    readings = list(pool.read_articles([article("a"), article("b"), article("c")], reader=pool.Reader(fails_on_b)))
    assert [(r.article, len(r.entities) > 0) for r in readings] == [("a", True), ("b", False), ("c", True)]
    assert "ValueError: b" in readings[1].doubts[0].detail


def test_the_guide_form_holds_names_and_records() -> None:
    guide = to_guide(read_article(article("a")))
    assert guide["article"] == "a"
    assert guide["date"] == "2023-05-08"
    assert [e["names"][0] for e in guide["officials"]] == ["林知远"]
    assert [e["names"] for e in guide["companies"]] == [["海汇机电有限公司"]]
    tenure = next(r for r in guide["records"] if r["type"] == "tenure")
    assert tenure == {"type": "tenure", "person": [guide["officials"][0]["id"]], "post": ["安康市长"]}
