"""The sentences behind statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .lookup import run
from .ports import Graph, Triples

BATCH = 500
"""Statements asked for at once."""


@dataclass(frozen=True, slots=True)
class Quote:
    """``quote`` stands at ``[start, end)`` (code points) in the text of ``article``, inside ``sentence``.

    ``published`` is ISO, perhaps reduced; title, published and url are "" where the article has none.
    """

    article: str
    title: str
    published: str
    url: str
    sentence: str
    quote: str
    start: int
    end: int

    @property
    def parts(self) -> tuple[str, str, str]:
        """The sentence before, in and after the quote; all of it before if the quote is not inside one sentence."""
        before, found, after = self.sentence.partition(self.quote)
        return before, found, after


def quotes(store: Triples | Graph, statements: Sequence[str]) -> dict[str, tuple[Quote, ...]]:
    """The evidence of each statement (by graph id), in the order of article date, article and place; those without any are left out."""
    found: dict[str, list[Quote]] = {}
    for low in range(0, len(statements), BATCH):
        for row in run(store, "evidence", {"statement": statements[low : low + BATCH]}):
            found.setdefault(str(row["statement"]), []).append(_quote(row))
    return {key: tuple(sorted(set(value), key=lambda q: (q.published, q.article, q.start, q.end))) for key, value in found.items()}


def _quote(row: Any) -> Quote:
    text = {key: str(row.get(key) or "") for key in ("article", "title", "published", "url", "sentence", "quote")}
    return Quote(**text, start=int(row["start"]), end=int(row["end"]))
