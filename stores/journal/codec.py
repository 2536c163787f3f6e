"""Outcomes as JSON and back, and the digest by which the journal knows that it has heard this before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Doubt, Entity, Filler, Kind, Reading, Record, Status
from zhaoshang.ontology.statement import Identity, Literal, Outcome, Statement
from zhaoshang.ontology.values import Evidence

Rows = Sequence[Sequence[Any]]


def dumps(value: Any) -> str:
    """Compact JSON with its keys sorted; Chinese stays readable. Dataclasses are written as `asdict` gives them, without its copies."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_fields)


def _fields(item: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in _names(item.__class__)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; raises TypeError for anything else."""
    return tuple(field.name for field in fields(kind))


def outcome_body(outcome: Outcome) -> dict[str, Any]:
    """What of an outcome stands in its entry, for `dumps`; identities, statements and doubts have tables of their own."""
    return {"article": outcome.article.to_json(), "reading": outcome.reading}


def outcome_digest(outcome: Outcome) -> str:
    """SHA-256 (hex) over all that the outcome says, the extractor's name with it.

    Of an identity only what was settled counts: score, reasons and whether the entity was new depend on what the journal
    held besides, and would make the same reading another one the second time.
    """
    identities = sorted((i.local, i.entity) for i in outcome.identities)
    whole = [outcome_body(outcome), identities, outcome.statements, outcome.doubts, outcome.extractor]
    return hashlib.sha256(dumps(whole).encode("utf-8", "surrogatepass")).hexdigest()


def reading_from(data: Mapping[str, Any]) -> Reading:
    """The reading whose `asdict` this is."""
    return Reading(
        data["article"],
        data["date"],
        tuple(map(_entity, data["entities"])),
        tuple(map(_record, data["records"])),
        tuple(map(_doubt, data["doubts"])),
    )


def article_from(body: Mapping[str, Any]) -> Article:
    """The article of an outcome's entry."""
    return Article.from_json(body["article"])


def _evidence(items: Sequence[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(e["start"], e["end"], e["quote"]) for e in items)


def _entity(e: Mapping[str, Any]) -> Entity:
    return Entity(e["id"], Kind(e["kind"]), tuple(e["names"]), _evidence(e["mentions"]), e["code"])


def _record(r: Mapping[str, Any]) -> Record:
    roles = {role: tuple(map(_filler, fillers)) for role, fillers in r["roles"].items()}
    return Record(r["type"], roles, Status(r["status"]), _evidence(r["evidence"]), r["confidence"], r["rule"])


def _filler(f: Mapping[str, Any]) -> Filler:
    return Filler(f["value"], _evidence(f["evidence"]), f["confidence"], f["rule"], f["when"], f["where"])


def _doubt(d: Mapping[str, Any]) -> Doubt:
    return Doubt(d["reason"], _evidence([d["evidence"]])[0] if d["evidence"] else None, d["detail"])


def statement_row(seq: int, place: int, s: Statement) -> tuple[Any, ...]:
    """A statement as a row of its table; see schema.sqlite.sql for the columns."""
    literal = s.object if isinstance(s.object, Literal) else None
    evidence = dumps([[e.start, e.end, e.quote] for e in s.evidence])
    value = literal.value if literal else s.object
    datatype, lang = (literal.datatype, literal.lang) if literal else (None, "")
    return seq, place, s.id, s.article, s.subject, s.predicate, value, datatype, lang, s.confidence, s.rule, evidence


STATEMENT = "s.article, s.subject, s.predicate, s.object, s.datatype, s.lang, s.confidence, s.rule, s.evidence"
"""The columns that `statement_from` reads, in order, of a table called ``s``."""


def statement_from(row: Sequence[Any]) -> Statement:
    """The inverse of `statement_row`, from the columns in STATEMENT."""
    article, subject, predicate, value, datatype, lang, confidence, rule, evidence = row
    shown = value if datatype is None else Literal(value, datatype, lang)
    quotes = tuple(Evidence(*e) for e in json.loads(evidence))
    return Statement(article, subject, predicate, shown, quotes, confidence, rule)


def identity_row(seq: int, article: str, i: Identity) -> tuple[Any, ...]:
    """An identity as a row of its table."""
    return seq, article, i.local, i.entity, i.score, int(i.new), dumps(list(i.reasons))


def identity_from(row: Sequence[Any]) -> Identity:
    """From the columns local, entity, score, reasons, is_new."""
    local, entity, score, reasons, new = row
    return Identity(local, entity, score, tuple(json.loads(reasons)), bool(new))


def doubt_id(article: str, doubt: Doubt) -> str:
    """``doubt/`` and 16 hex digits over article, reason and words: stable over re-reading, so that a review holds."""
    evidence = doubt.evidence
    place = f"{evidence.start}\x1f{evidence.quote}" if evidence else doubt.detail
    return "doubt/" + hashlib.sha256(f"{article}\x1f{doubt.reason}\x1f{place}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def doubt_row(seq: int, place: int, article: str, d: Doubt) -> tuple[Any, ...]:
    """A doubt as a row of its table."""
    e = d.evidence
    where = (e.start, e.end, e.quote) if e else (None, None, None)
    return seq, place, doubt_id(article, d), article, d.reason, d.detail, *where


def doubt_from(row: Sequence[Any]) -> Doubt:
    """From the columns reason, detail, start, stop, quote."""
    reason, detail, start, stop, quote = row
    return Doubt(reason, Evidence(start, stop, quote) if quote is not None else None, detail)
