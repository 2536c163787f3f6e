"""Readable HTML pages: templates, their texts in both languages, and how a page is rendered."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from zhaoshang.ontology.errors import DataError

from .terms import term

LANGUAGES = ("zh", "en")


@lru_cache(maxsize=1)
def texts() -> dict[str, dict[str, str]]:
    """Key -> language -> text, from ``texts.tsv``; raises DataError where a cell is missing."""
    lines = files(__package__).joinpath("texts.tsv").read_text("utf-8").splitlines()
    table = {}
    for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
        if not all(row.get(column) for column in ("key", *LANGUAGES)):
            raise DataError("a text is missing", where=f"service/pages/texts.tsv:{number}", remedy="give key, zh and en")
        table[row["key"]] = {language: row[language] for language in LANGUAGES}
    return table


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(loader=PackageLoader("zhaoshang.service", "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def language_of(request: Request) -> str:
    """``lang`` of the query, else the first of zh and en that Accept-Language names, else zh."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    header = request.headers.get("accept-language", "").lower()
    named = [(header.find(language), language) for language in LANGUAGES if language in header]
    return min(named)[1] if named else "zh"


def translator(language: str) -> Callable[[str], str]:
    """A function from a text's key to the text in ``language``."""
    return lambda key: texts()[key][language]


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Render a template of this folder in the reader's language."""
    language = language_of(request)
    other = "en" if language == "zh" else "zh"
    query = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    context = {
        "lang": language,
        "t": translator(language),
        "term": lambda name: term(name, language),
        "other_lang_query": urlencode([*query, ("lang", other)]),
        "suffix": "?lang=en" if language == "en" else "",
        "q": request.query_params.get("q", ""),
        **values,
    }
    html = _environment().get_template(template).render(context)
    return HTMLResponse(html, status_code=status, headers={"Vary": "Accept, Accept-Language", "Content-Language": language})
