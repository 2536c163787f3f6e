"""From an article to its reading: mentions, entities, records, and only those entities that are due.

Record rooms plug in as plain functions over a `Document`. One that is not installed yet is left out, one that fails on an
article costs that article its records of this type and is said in a `Doubt`.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import LITERAL_ROLES, ROLES, Doubt, Entity, Filler, Kind, Reading, Record

from .calibrate.model import calibrated
from .document import Document
from .entity import find_entities
from .mention import find_all_mentions, find_mentions
from .record.project import project_mentions
from .sense.sense import sensed

RecordFinder = Callable[[Document], Iterable[Record]]

_ROOMS = (("tenure", "tenures"), ("delegation", "delegations"), ("signing", "signings"), ("project", "projects"))
_ALWAYS = frozenset({Kind.OFFICIAL, Kind.EXECUTIVE, Kind.COMPANY})
"""Listed whenever named; regions, bodies and projects only where they fill a role."""


@cache
def record_finders() -> tuple[tuple[str, RecordFinder], ...]:
    """The record functions by type, in the order of the guide."""
    found: list[tuple[str, RecordFinder]] = []
    for room, name in _ROOMS:
        module = f"zhaoshang.ingest.record.{room}"
        finder = getattr(importlib.import_module(module), name, None) if importlib.util.find_spec(module) else None
        if finder is not None:
            found.append((room, finder))
    return tuple(found)


def read_document(article: Article, fast: bool = False) -> Document:
    """The article with its sentences, mentions and entities, projects among them; ``fast`` by the quicker network alone."""
    return _whole(find_mentions(article, fast))


def _whole(document: Document) -> Document:
    return project_mentions(sensed(find_entities(document)))


def read_article(article: Article) -> Reading:
    """All that the article says, its confidences calibrated. The same article gives the same reading, in the same order, every time."""
    return calibrated(read_uncalibrated(article))


def read_fast(article: Article) -> Reading:
    """As `read_article`, by the quicker network alone: sooner, and with less found (docs/extraction.md)."""
    return calibrated(read_uncalibrated(article, fast=True))


def read_many(articles: Sequence[Article], fast: bool = False) -> Iterator[Reading]:
    """What `read_article` or `read_fast` gives for each of the articles, in turn and sooner: the networks look at all of them at once."""
    for document in find_all_mentions(articles, fast):
        yield calibrated(_read(_whole(document)))


def read_uncalibrated(article: Article, fast: bool = False) -> Reading:
    """As `read_article`, with the rooms' own scores in place of confidences: what the calibration is fitted on."""
    return _read(read_document(article, fast))


def _read(document: Document) -> Reading:
    records: list[Record] = []
    doubts: list[Doubt] = []
    entities = dict(document.entities)
    for room, finder in record_finders():
        try:
            records.extend(finder(document))
        except Exception as error:  # noqa: BLE001 - a fault in one room must not cost the article its other records
            doubts.append(Doubt(f"the {room} rules failed", detail=f"{type(error).__name__}: {error}"))
    return _reading(document.article, entities, records, doubts)


def _reading(article: Article, entities: dict[str, Entity], records: list[Record], doubts: list[Doubt]) -> Reading:
    sound = [_known(record, entities, doubts) for record in records]
    rank = {kind: number for number, kind in enumerate(ROLES)}
    ordered = sorted((r for r in sound if r.roles), key=lambda r: (rank[r.type], _place(r)))
    used = {filler.value for record in ordered for role, fillers in record.roles.items() if role not in LITERAL_ROLES for filler in fillers}
    due = tuple(e for e in entities.values() if e.kind in _ALWAYS or e.id in used)
    return Reading(article.name, str(article.published or ""), due, tuple(ordered), tuple(doubts))


def _known(record: Record, entities: dict[str, Entity], doubts: list[Doubt]) -> Record:
    """The record without fillers that name no entity of the document; each such is a doubt."""
    roles: dict[str, tuple[Filler, ...]] = {}
    for role, fillers in record.roles.items():
        kept = fillers if role in LITERAL_ROLES else tuple(f for f in fillers if f.value in entities)
        if len(kept) < len(fillers):
            doubts += [Doubt(f"{record.type}.{role} names no entity", detail=f.value) for f in fillers if f not in kept]
        if kept:
            roles[role] = kept
    return Record(record.type, roles, record.status, record.evidence, record.confidence, record.rule)


def _place(record: Record) -> tuple[int, ...]:
    return tuple(sorted(e.start for e in record.evidence))
