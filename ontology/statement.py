"""Statements: what an article claims, in the ontology's terms, about entities of the graph.

A statement is what the journal keeps and what both projections are made from. Entities are named by their graph id,
``{class-slug}/{key}`` (``official/cong-li-3f2a9c1e``); the IRI is ``{base}/id/`` and that id.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from .article import Article
from .reading import Doubt, Reading
from .values import Evidence

TYPE = "type"
"""The predicate of class membership (rdf:type); its object is a class name such as ``Official``."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value. ``datatype`` is the local name of an XSD type (``string``, ``date``, ``gYearMonth``, ``gYear``,
    ``decimal``, ``integer``, ``anyURI``); ``lang`` a BCP 47 tag, only with ``string``."""

    value: str
    datatype: str = "string"
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """``subject predicate object``, claimed by one article.

    ``subject`` is a graph id; ``predicate`` the local name of a property of the ontology, or TYPE; ``object`` a graph
    id, a class name (with TYPE) or a Literal. ``confidence`` is the probability in [0, 1] that the article says so.
    """

    article: str
    subject: str
    predicate: str
    object: str | Literal
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    rule: str = ""

    @property
    def id(self) -> str:
        """``statement/`` and 20 hex digits of SHA-256 over article, subject, predicate and object: stable over re-reading."""
        o = self.object
        tail = f"{o.value}\x1f{o.datatype}\x1f{o.lang}" if isinstance(o, Literal) else o
        raw = "\x1f".join((self.article, self.subject, self.predicate, tail))
        return "statement/" + hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Identity:
    """A recorded decision: the article's entity ``local`` is the graph's ``entity``. ``reasons`` are sentences that
    name the features; ``score`` in [0, 1]; ``new`` if the entity was first seen here."""

    local: str
    entity: str
    score: float
    reasons: tuple[str, ...]
    new: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one version of one article adds to the journal, in one transaction."""

    article: Article
    reading: Reading
    identities: tuple[Identity, ...]
    statements: tuple[Statement, ...]
    doubts: tuple[Doubt, ...]
    extractor: str

    def counts(self) -> dict[str, Any]:
        """How much of everything, for progress lines."""
        return {"records": len(self.reading.records), "statements": len(self.statements), "doubts": len(self.doubts)}
