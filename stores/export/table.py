"""CSV (RFC 4180, UTF-8): one row a statement, with the names of both ends and the words that say it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from zhaoshang.ontology.statement import Literal

from ..journal import Journal
from ..projection import ArticleView, article_view, changes, entity_views, sentence_around
from ..settings import Settings

COLUMNS = (
    "statement", "subject", "subject_name", "predicate", "object", "object_name", "datatype", "confidence", "rule", "quote",
    "sentence", "start", "end", "article", "title", "published", "source", "url", "extractor", "learnt_at",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(journal: Journal, settings: Settings, out: BinaryIO) -> None:
    """The standing statements in the journal's order. ``start`` and ``end`` are those of the first quotation.

    A text that a spreadsheet would run as a formula has an apostrophe before it.
    """
    text = io.TextIOWrapper(out, "utf-8", errors="replace", newline="", write_through=True)
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    with journal.snapshot():
        names = {v.id: v.values["name"].value for v in entity_views(journal, changes(journal, 0).entities) if "name" in v.values}
        for article in journal.articles():
            view = article_view(journal, article)
            if view:
                rows.writerows(_rows(view, names))
    text.flush()
    text.detach()


def _rows(view: ArticleView, names: dict[str, str]) -> Iterator[list[str]]:
    article = view.article
    about = [article.id, article.title, str(article.published or ""), article.source, article.url, view.extractor, view.learnt_at]
    for fact in view.facts:
        shown, datatype = (fact.object.value, fact.object.datatype) if isinstance(fact.object, Literal) else (fact.object, "")
        quote = next(iter(fact.evidence), None)
        where = ["", "", "", ""]
        if quote:
            where = [quote.quote, sentence_around(article.text, quote.start, quote.end), str(quote.start), str(quote.end)]
        ends = [fact.id, fact.subject, names.get(fact.subject, ""), fact.predicate, shown, "" if datatype else names.get(shown, "")]
        row = [*ends, datatype, f"{fact.confidence:g}", fact.rule, *where, *about]
        yield [f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell for cell in row]


def _is_number(cell: str) -> bool:
    return cell.lstrip("+-").replace(".", "", 1).isdigit()
