"""What an entity's page says of it in sentences, and the linked data in its head."""

from __future__ import annotations

import csv
import json
from functools import cache
from importlib.resources import files
from typing import Any

from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.vocabulary import PROPERTIES, ancestors

from ..entities.describe import Description, Source

NAMES = 5
"""So many names stand in one sentence; the table below it has all."""
_TYPES = {
    "Person": "Person",
    "Organization": "Organization",
    "Region": "AdministrativeArea",
    "Project": "Project",
    "Event": "Event",
    "Article": "NewsArticle",
}


@cache
def _sentences() -> dict[tuple[str, bool], dict[str, str]]:
    """(property, incoming) -> language -> sentence, in the order of ``sentences.tsv``; raises DataError for a bad line."""
    lines = files(__package__).joinpath("sentences.tsv").read_text("utf-8").splitlines()
    found = {}
    for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
        if row["predicate"] not in PROPERTIES or row["direction"] not in ("in", "out") or not row["zh"] or not row["en"]:
            where = f"service/pages/sentences.tsv:{number}"
            raise DataError("no property of the ontology with a direction and both texts", where=where, remedy="correct the line")
        found[row["predicate"], row["direction"] == "in"] = {"zh": row["zh"], "en": row["en"]}
    return found


def sentences(it: Description, language: str) -> list[str]:
    """What the entity did and what was done with it, in whole sentences; [] if only its name is known."""
    named: dict[tuple[str, bool], dict[str, str]] = {}
    for fact in it.facts:
        if fact.other is not None:
            named.setdefault((fact.predicate, fact.incoming), {})[fact.other.id] = fact.other.name
    return [_said(text[language], named[key], language) for key, text in _sentences().items() if key in named]


def _said(text: str, others: dict[str, str], language: str) -> str:
    """The sentence with the number of others and their names; two that are called alike are two, and named once."""
    names, n = list(dict.fromkeys(others.values())), len(others)
    shown = ("、" if language == "zh" else ", ").join(names[:NAMES])
    more = ("等" if language == "zh" else " and others") if len(names) > NAMES else ""
    said = text.format(n=n, names=shown + more)
    for plural, one in (("delegations", "delegation"), ("projects", "project"), ("signings", "signing")) if n == 1 else ():
        said = said.replace(f"1 {plural} are", f"1 {one} is").replace(f"1 {plural}", f"1 {one}")
    return said


def sources(it: Description) -> list[Source]:
    """The articles behind the facts, newest first, each once."""
    found = {citation.article.id: citation.article for fact in it.facts for citation in fact.citations}
    return sorted(found.values(), key=lambda source: (source.published, source.id), reverse=True)


def linked_data(it: Description, base: str) -> str:
    """JSON-LD in schema.org's terms, safe inside a ``script`` element."""
    kinds = (it.type, *ancestors(it.type)) if it.type else ()
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": next((_TYPES[kind] for kind in kinds if kind in _TYPES), "Thing"),
        "@id": f"{base}/id/{it.id}",
        "name": it.name,
        "alternateName": list(it.aliases),
        "subjectOf": [{"@type": "NewsArticle", "headline": s.title, "datePublished": s.published, "url": s.url} for s in sources(it)[:50]],
    }
    return _safe(document)


def linked_article(source: Source, base: str) -> str:
    """An article as JSON-LD in schema.org's terms, safe inside a ``script`` element."""
    document = {"@context": "https://schema.org", "@type": "NewsArticle", "@id": f"{base}/id/{source.id}", "headline": source.title}
    return _safe({**document, "datePublished": source.published, "publisher": source.source, "url": source.url})


def _safe(document: dict[str, Any]) -> str:
    return json.dumps({key: value for key, value in document.items() if value}, ensure_ascii=False).replace("<", "\\u003c")
