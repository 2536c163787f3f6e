"""Small articles of invented people and firms, told as a reading would tell them."""

from collections.abc import Sequence
from dataclasses import replace

from zhaoshang.ingest.resolve import MemoryIndex
from zhaoshang.ingest.statement import settle
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Entity, Filler, Kind, Reading, Record, Status
from zhaoshang.ontology.statement import Outcome
from zhaoshang.ontology.values import Evidence, PartialDate, Span

KINDS = {"o": Kind.OFFICIAL, "x": Kind.EXECUTIVE, "c": Kind.COMPANY, "r": Kind.REGION, "b": Kind.BODY, "p": Kind.PROJECT}


def article(name: str, date: str, *paragraphs: str) -> Article:
    text = "\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 1
    return Article(name, text, tuple(spans), True, PartialDate.parse(date) if date else None, "三江晚报", f"https://news.example/{name}")


def entity(local: str, *names: str, code: str = "", text: str = "") -> Entity:
    """``local`` begins with the letter of its kind; mentions are where ``text`` has one of its names."""
    mentions = tuple(Evidence.at(text, text.index(n), text.index(n) + len(n)) for n in names if n in text)[:1]
    return Entity(local, KINDS[local[0]], names, mentions, code)


def record(type_: str, text: str = "", status: Status = Status.HAPPENED, quote: str = "", **roles: str | Sequence[str]) -> Record:
    """Roles are local ids or values; ``quote`` is the sentence that carries the record."""
    where = (Evidence.at(text, text.index(quote), text.index(quote) + len(quote)),) if quote else ()
    fillers = {r: tuple(Filler(v, where, 0.9, "test") for v in ([vs] if isinstance(vs, str) else vs)) for r, vs in roles.items()}
    return Record(type_, fillers, status, where, 0.9, "test")


def told(index: MemoryIndex, source: Article, entities: Sequence[Entity], *records: Record) -> Outcome:
    """Settle the article and let the index learn it."""
    date = str(source.published) if source.published else ""
    outcome = settle(source, Reading(source.name, date, tuple(entities), records), index)
    index.learn(outcome)
    return outcome


def ids(outcome: Outcome) -> dict[str, str]:
    return {identity.local: identity.entity for identity in outcome.identities}


def again(outcome: Outcome, index: MemoryIndex) -> Outcome:
    return settle(replace(outcome.article), outcome.reading, index)
