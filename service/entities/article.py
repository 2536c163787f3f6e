"""An article as its page shows it: its paragraphs with the words marked that its statements rest on, and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.stores.journal import Journal

from ..graph.evidence import Evidenced, facts
from ..search.index import NameIndex
from .describe import Source, disjoint

MOST = 400
"""So many facts stand on one page."""
WORDS = 40
"""Longer quotations are whole sentences; to mark them all would mark the article."""
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """``paragraphs`` are cut up for showing, (words, marked?), the title left out; ``total`` counts the facts beyond MOST too."""

    source: Source
    paragraphs: tuple[Pieces, ...]
    facts: tuple[Evidenced, ...]
    total: int


def written(journal: Journal, index: NameIndex, article: str) -> Written:
    """The standing version of an article and what it says; raises NotFoundError."""
    with journal.snapshot():
        found = journal.article(article)
        if found is None:
            raise NotFoundError(f"The graph knows no {article}.", where=article, remedy="look for it with /search?q=…")
        says = facts(journal, index, article, MOST)
        quoted = [
            (e.start, e.end)
            for row in journal.statements_of(article)
            for e in row.statement.evidence
            if row.statement.predicate != "mentions"
        ]
    source = Source(found.id, found.title, str(found.published or ""), found.source, found.url)
    return Written(source, _paragraphs(found, disjoint(quoted)), says.facts, says.total)


def _paragraphs(article: Article, marks: tuple[tuple[int, int], ...]) -> tuple[Pieces, ...]:
    body = article.paragraphs[1:] if article.titled else article.paragraphs
    return tuple(_cut(article.text, span.start, span.end, marks) for span in body)


def _cut(text: str, start: int, end: int, marks: tuple[tuple[int, int], ...]) -> Pieces:
    pieces, at = [], start
    for low, high in marks:
        if high > start and low < end:
            low, high = max(low, at), min(high, end)
            pieces += [(text[at:low], False), (text[low:high], True)]
            at = high
    return tuple(piece for piece in (*pieces, (text[at:end], False)) if piece[0])
