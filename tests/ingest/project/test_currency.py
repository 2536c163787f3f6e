"""Whose 元 the sums of an article's projects are."""

from dataclasses import replace

import pytest

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.record.deal.currency import in_own_money, is_taiwans
from zhaoshang.ingest.record.deal.home import find_home
from zhaoshang.ingest.values import find_values
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Entity, Kind
from zhaoshang.ontology.values import Evidence, Span


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
    article = document("公司拿43億元在彰化縣蓋新廠，又向美方借了2億美元。", 彰化縣="711700")
    sums = find_values(article.text, None)
    read = in_own_money(replace(article, mentions=(*article.mentions, *sums)))
    assert {str(m.value) for m in read.mentions if m.type is Type.MONEY} == {"4300000000 TWD", "200000000 USD"}
