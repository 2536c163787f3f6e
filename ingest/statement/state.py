"""Statements from a reading and its identities: the interpretation of the tables, nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Entity, Filler, Kind, Reading, Record
from zhaoshang.ontology.statement import TYPE, Literal, Statement

from ..resolve import Identities
from ..resolve.context import Context
from ..resolve.outcome import record_local
from ..resolve.places import Places
from .backbone import backbone
from .binding import Binding
from .features import FEATURES
from .tables import RecordRow, entity_rows, record_rows
from .terms import CONDITIONS, TERMS


def statements(article: Article, reading: Reading, identities: Identities) -> tuple[Statement, ...]:
    """All that the reading says in the ontology's terms, each statement once, in a stable order.

    Evidence are the words behind the object (then the subject), else the record's sentences; confidence is the least of the
    record's and the fillers'. What the gazetteer says of regions in use has no evidence and the rule ``gazetteer``.
    """
    context = Context(article, reading, Places.of(reading, article.id), identities.as_map())
    found = [*_of_entities(context), *_of_records(context)]
    used = {end for s in found for end in (s.subject, s.object) if isinstance(end, str)}
    found += backbone(article.id, sorted(used))
    merged: dict[tuple[str, str, str | Literal], Statement] = {}
    for statement in found:
        what = (statement.subject, statement.predicate, statement.object)
        known = merged.get(what)
        merged[what] = _both(known, statement) if known else statement
    return tuple(merged.values())


def _both(one: Statement, other: Statement) -> Statement:
    """Two records that say the same: all the words, the greater confidence."""
    evidence = tuple(dict.fromkeys(one.evidence + other.evidence))
    return replace(one, evidence=evidence, confidence=max(one.confidence, other.confidence))


def _of_entities(context: Context) -> Iterator[Statement]:
    for entity in context.entities(*Kind):
        node = context.ids[entity.id]
        for row in entity_rows():
            if row.kind in ("any", entity.kind.value):
                for value in FEATURES[row.object](entity, context):
                    yield Statement(context.article.id, node, row.predicate, value, entity.mentions[:1], 1.0, "names")
        yield _mention(context, entity, node)


def _mention(context: Context, entity: Entity, node: str) -> Statement:
    return Statement(context.article.id, context.article.id, "mentions", node, entity.mentions, 1.0, "names")


def _of_records(context: Context) -> Iterator[Statement]:
    for index, record in enumerate(context.reading.records):
        for row in record_rows():
            if row.record == record.type:
                yield from _of_row(row, record, record_local(index), context)


def traced(article: Article, reading: Reading, identities: Identities) -> Iterator[tuple[Statement, int, str, Filler]]:
    """The statements made of records, each with the record's number and the role and filler that its object (else its subject) is."""
    context = Context(article, reading, Places.of(reading, article.id), identities.as_map())
    for number, record in enumerate(reading.records):
        for row in (row for row in record_rows() if row.record == record.type):
            for statement, binding in _bound(row, record, record_local(number), context):
                if binding.fillers:
                    role = list(binding.fillers)[-1]
                    yield statement, number, role, binding.fillers[role]


def _of_row(row: RecordRow, record: Record, local: str, context: Context) -> Iterator[Statement]:
    return (statement for statement, _ in _bound(row, record, local, context))


def _bound(row: RecordRow, record: Record, local: str, context: Context) -> Iterator[tuple[Statement, Binding]]:
    for binding in _bindings(row.roles, record, local, context):
        if not CONDITIONS[row.when](binding):
            continue
        subject = TERMS[row.subject].give(binding)
        value = row.object[1:] if row.object.startswith("=") else TERMS[row.object].give(binding)
        if isinstance(subject, str) and value is not None and subject != value:
            rule = "type" if row.predicate == TYPE else binding.rule
            made = Statement(context.article.id, subject, row.predicate, value, binding.evidence, round(binding.confidence, 6), rule)
            yield made, binding


def _bindings(roles: Iterable[str], record: Record, local: str, context: Context) -> Iterator[Binding]:
    """One for each choice of one filler a role; none where a role is empty."""
    names = tuple(roles)
    for chosen in product(*(record.roles.get(role, ()) for role in names)):
        yield Binding(context, local, record, dict(zip(names, chosen, strict=True)))
