"""Which 元 a sum without a currency is: in an article about Taiwan alone, that names no 人民币, it is the New Taiwan dollar."""

from __future__ import annotations

from collections.abc import Iterable

from zhaoshang.ingest.document import Document
from zhaoshang.ontology.values import Money

from .home import Home
from .mask import readable

_TAIWAN, _NEAR = "71", 3
_MAINLAND = ("1", "2", "3", "4", "5", "6")


def is_taiwans(document: Document, home: Home) -> bool:
    """True if one of the regions that the article is most about is in Taiwan, none that it names on the mainland, and 人民币 nowhere."""
    codes = [document.entities[entity].code for entity in home.ranked]
    near, mainland = any(code.startswith(_TAIWAN) for code in codes[:_NEAR]), _on_mainland(codes)
    return near and not mainland and "人民币" not in readable(document.text)


def _on_mainland(codes: Iterable[str]) -> bool:
    return any(code.startswith(_MAINLAND) and len(code) == 6 for code in codes)


def local(money: Money, taiwans: bool) -> Money:
    """``money``, in New Taiwan dollars where the article is Taiwan's and says no currency."""
    return Money(money.amount, "TWD") if taiwans and money.currency == "CNY" else money
