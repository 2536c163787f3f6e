"""Which 元 a sum without a currency is: in an article about Taiwan alone, that names no 人民币, it is the New Taiwan dollar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from zhaoshang.ingest.document import Document, Mention
from zhaoshang.ontology.values import Money

from .home import Home, find_home
from .mask import readable

_TAIWAN, _NEAR = "71", 3
_MAINLAND = ("1", "2", "3", "4", "5", "6")


def in_own_money(document: Document) -> Document:
    """The document with its sums in New Taiwan dollars where they say no currency and the article is Taiwan's."""
    if not is_taiwans(document, find_home(document)):
        return document
    return replace(document, mentions=tuple(map(_local, document.mentions)))


def is_taiwans(document: Document, home: Home) -> bool:
    """True if one of the regions that the article is most about is in Taiwan, none that it names on the mainland, and 人民币 nowhere."""
    codes = [document.entities[entity].code for entity in home.ranked]
    near, mainland = any(code.startswith(_TAIWAN) for code in codes[:_NEAR]), _on_mainland(codes)
    return near and not mainland and "人民币" not in readable(document.text)


def _on_mainland(codes: Iterable[str]) -> bool:
    return any(code.startswith(_MAINLAND) and len(code) == 6 for code in codes)


def _local(mention: Mention) -> Mention:
    if isinstance(mention.value, Money) and mention.value.currency == "CNY":
        return replace(mention, value=Money(mention.value.amount, "TWD"))
    return mention
