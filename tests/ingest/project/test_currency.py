"""Whose 元 the sums of an article's projects are."""

from decimal import Decimal

import pytest

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.record.deal.currency import is_taiwans, local
from zhaoshang.ingest.record.deal.home import find_home
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Entity, Kind
from zhaoshang.ontology.values import Evidence, Money, Span


def document(text: str, **codes: str) -> Document:
    whole = Span(0, len(text))
    spans = {name: Span(text.index(name), text.index(name) + len(name)) for name in codes}
    entities = {n: Entity(n, Kind.REGION, (n,), (Evidence(spans[n].start, spans[n].end, n),), codes[n]) for n in codes}
    mentions = tuple(sorted((Mention(spans[n], Type.PLACE, None, n) for n in codes), key=lambda m: m.span))
    return Document(Article("t", text, (whole,), False), (whole,), mentions, entities)


@pytest.mark.parametrize(
    ("text", "codes", "taiwans"),
    [
        ("宏昌電子拿43億元在彰化縣蓋新廠。", {"彰化縣": "711700"}, True),
        ("宏昌電子拿43億元人民幣在彰化縣蓋新廠。", {"彰化縣": "711700"}, False),
        ("彰化縣的宏昌電子拿43億元在青州市蓋新廠。", {"彰化縣": "711700", "青州市": "370781"}, False),
        ("宏昌电子拿43亿元在青州市建新厂。", {"青州市": "370781"}, False),
    ],
)
def test_only_an_article_about_taiwan_alone_counts_in_its_dollars(text: str, codes: dict[str, str], taiwans: bool) -> None:
    read = document(text, **codes)
    assert is_taiwans(read, find_home(read)) is taiwans


def test_a_sum_with_a_currency_keeps_it() -> None:
    assert str(local(Money(Decimal(5), "CNY"), True)) == "5 TWD"
    assert str(local(Money(Decimal(5), "USD"), True)) == "5 USD"
    assert str(local(Money(Decimal(5), "CNY"), False)) == "5 CNY"
