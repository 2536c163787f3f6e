"""What people decided about a reading, carried out: an accepted doubt enters, a refused statement goes, a corrected filler is replaced.

A ruling names a doubt by its reason and words, so that it holds for another version of the article as long as the words stand, or a
statement by its id, which is the same after re-reading. It is carried out whenever the article is settled; nothing is patched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from zhaoshang.ontology.reading import LITERAL_ROLES, ROLE_KINDS, Entity, Filler, Kind, Reading, Record
from zhaoshang.ontology.values import Evidence

ACCEPT, CORRECT, REFUSE = VERDICTS = ("accept", "correct", "refuse")

REVIEWED = "review"
"""The rule of a filler that a person gave."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """``verdict`` is accept, correct or refuse; about ``statement`` (an id), else the doubt with this ``reason`` and ``quote``.

    ``value`` is what a correction puts in the filler's place: a name as the article prints it, or a literal in the guide's form; "" takes
    the filler out.
    """

    verdict: str
    statement: str = ""
    reason: str = ""
    quote: str = ""
    value: str = ""


def rulings_from(decisions: Iterable[Mapping[str, Any]]) -> tuple[Ruling, ...]:
    """The rulings that stand after these review decisions (their bodies, in order): the last about each thing, unless it was undone."""
    last: dict[tuple[str, ...], Ruling] = {}
    for body in decisions:
        statement = str(body.get("statement", ""))
        about = body.get("about") or {}
        reason, quote = str(about.get("reason", "")), str(about.get("quote", ""))
        key = (statement,) if statement else (reason, quote)
        if not statement and not reason:
            continue
        last.pop(key, None)
        if body.get("verdict") in VERDICTS:
            last[key] = Ruling(str(body["verdict"]), statement, reason, quote, str(body.get("value", "")).strip())
    return tuple(last.values())


def on_doubts(rulings: Iterable[Ruling]) -> Mapping[tuple[str, str], Ruling]:
    """The rulings about doubts, by reason and words."""
    return {(r.reason, r.quote): r for r in rulings if not r.statement}


def on_statements(rulings: Iterable[Ruling]) -> Mapping[str, Ruling]:
    """The rulings about statements, by id."""
    return {r.statement: r for r in rulings if r.statement}


def entity_for(reading: Reading, text: str, value: str, role: str) -> tuple[Reading, str]:
    """The reading with an entity that fills ``role`` under the name ``value``, and its id; "" where the text does not print that name.

    An entity that has the name already is taken; else a new one of the role's first fitting kind.
    """
    if role in LITERAL_ROLES:
        return reading, value
    kinds = ROLE_KINDS[role]
    for entity in reading.entities:
        if value in entity.names and entity.kind in kinds:
            return reading, entity.id
    at = text.find(value)
    if not value or at < 0:
        return reading, ""
    kind = next(k for k in (Kind.COMPANY, Kind.OFFICIAL, Kind.REGION, Kind.PROJECT, *Kind) if k in kinds)
    entity = Entity(f"reviewed{len(reading.entities) + 1}", kind, (value,), (Evidence.at(text, at, at + len(value)),))
    return replace(reading, entities=(*reading.entities, entity)), entity.id


def replaced(reading: Reading, text: str, number: int, role: str, old: Filler, value: str) -> Reading:
    """The reading with ``value`` in place of one filler of record ``number``; without the filler where the article cannot mean it."""
    reading, new = entity_for(reading, text, value, role)
    record = reading.records[number]
    fillers: list[Filler] = []
    for filler in record.roles.get(role, ()):
        if filler != old:
            fillers.append(filler)
        elif new:
            at = text.find(value)
            words = (Evidence.at(text, at, at + len(value)),) if at >= 0 else filler.evidence
            fillers.append(replace(filler, value=new, evidence=words, confidence=1.0, rule=REVIEWED))
    roles = {name: of for name, of in {**record.roles, role: tuple(fillers)}.items() if of}
    records = (*reading.records[:number], replace(record, roles=roles), *reading.records[number + 1 :])
    return replace(reading, records=records)


def certain(record: Record) -> Record:
    """The record as a person accepted it: whole, and sure."""
    roles = {role: tuple(replace(f, confidence=1.0) for f in fillers) for role, fillers in record.roles.items()}
    return replace(record, confidence=1.0, roles=roles)
