"""The sample corpus by its gold records: what a careful reader would have put into the graph."""

import json
from pathlib import Path
from typing import Any

from zhaoshang.ingest import gazetteer
from zhaoshang.ingest.read import read_path
from zhaoshang.ingest.resolve import MemoryIndex
from zhaoshang.ingest.sample import GOLD, POSTS
from zhaoshang.ingest.statement import settle
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import GUIDE_KEY, LITERAL_ROLES, Entity, Filler, Kind, Reading, Record
from zhaoshang.ontology.statement import Outcome
from zhaoshang.ontology.values import Evidence
from zhaoshang.stores.journal import Journal


def gold_outcomes() -> list[Outcome]:
    """Every post of the sample with its gold, settled in the order of dates."""
    index = MemoryIndex()
    found = []
    for article in sorted((a for a in read_path(POSTS) if isinstance(a, Article)), key=lambda a: (str(a.published), a.name)):
        gold = json.loads((GOLD / f"{Path(article.path or article.name).stem}.json").read_text("utf-8"))
        outcome = settle(article, reading_of(gold, article), index)
        index.learn(outcome)
        found.append(outcome)
    return found


def reading_of(gold: dict[str, Any], article: Article) -> Reading:
    """A gold object as a reading; evidence is where an entity's name stands first, codes are the gazetteer's."""
    entities = tuple(_entity(kind, e, article) for kind, key in GUIDE_KEY.items() for e in gold.get(key, []))
    mentions = {e.id: e.mentions for e in entities}
    records = tuple(_record(record, mentions, article) for record in gold["records"])
    return Reading(article.name, str(article.published or ""), entities, records)


def _entity(kind: Kind, e: dict[str, Any], article: Article) -> Entity:
    place = next((p for n in e["names"] if (p := gazetteer.resolve(n))), None) if kind is Kind.REGION else None
    return Entity(e["id"], kind, tuple(e["names"]), _where(e["names"], article), place.code if place else "")


def _where(names: list[str], article: Article) -> tuple[Evidence, ...]:
    at = next(((n, article.text.index(n)) for n in names if n in article.text), None)
    return (Evidence.at(article.text, at[1], at[1] + len(at[0])),) if at else ()


def _record(record: dict[str, Any], mentions: dict[str, tuple[Evidence, ...]], article: Article) -> Record:
    whole = (Evidence.at(article.text, article.paragraphs[-1].start, article.paragraphs[-1].end),)
    roles = {
        role: tuple(Filler(v, whole if role in LITERAL_ROLES else mentions[v] or whole, 1.0, "gold") for v in values)
        for role, values in record.items()
        if role != "type"
    }
    return Record(record["type"], roles, evidence=whole, rule="gold")


def sample_journal(folder: Path) -> Journal:
    """A journal of the sample's gold in ``folder``."""
    journal = Journal.open(folder / "journal.db")
    for outcome in gold_outcomes():
        journal.append(outcome)
    return journal
