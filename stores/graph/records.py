"""The one place where a view becomes nodes and relationships: plain values that the writer sends and `verify` compares."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from zhaoshang.ontology.graphmodel import is_list, labels_of
from zhaoshang.ontology.statement import Literal
from zhaoshang.ontology.vocabulary import CLASSES, PROPERTIES, SLUGS

from ..projection import ArticleView, EntityView, Fact, evidence_id, sentence_around
from .values import number

_BY_SLUG = {slug: name for name, slug in SLUGS.items()}
ENTITY_LABELS = tuple(name for name in CLASSES if "Entity" in labels_of(name))
"""All labels that an entity may have; those that it has no more are taken away."""

FACT_TYPES = frozenset(p.edge for p in PROPERTIES.values() if p.edge) - {"EVIDENCED_BY", "IN_ARTICLE", "MENTIONS"}
"""The relationship types that carry statements."""

Key = tuple[str, str, str]
"""A relationship: start, type, end."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its labels (sorted) and properties, ``id`` among them."""

    labels: tuple[str, ...]
    properties: dict[str, Any]

    @property
    def line(self) -> str:
        """What is compared."""
        return dumps([list(self.labels), self.properties])


@dataclass(frozen=True, slots=True)
class Said:
    """One statement behind a relationship."""

    key: Key
    statement: str
    confidence: float


def dumps(value: Any) -> str:
    """JSON with sorted keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entity_node(view: EntityView) -> Node:
    """An entity over all articles. One of which nothing is claimed has the class that its id names, and its id."""
    properties: dict[str, Any] = {"id": view.id}
    for predicate, literal in view.values.items():
        properties[predicate] = value_of(literal)
    if view.aliases:
        properties["alias"] = [value_of(alias) for alias in view.aliases]
    assert is_list("alias")
    return Node(labels_for(view.id, view.classes), properties)


def labels_for(entity: str, classes: Iterable[str] = ()) -> tuple[str, ...]:
    """The labels of an entity: those of its classes and their superclasses, else those of the class that its id names."""
    named = [c for c in classes if c in CLASSES] or [_BY_SLUG.get(entity.partition("/")[0], "Entity")]
    return tuple(sorted({label for cls in named for label in labels_of(cls)} | {"Entity"}))


def value_of(literal: Literal) -> Any:
    """A literal as a property: integers and decimals as numbers, booleans as such, all else (dates too) as text."""
    if literal.datatype in ("decimal", "integer"):
        return number(Decimal(literal.value))
    if literal.datatype == "boolean":
        return literal.value in ("true", "1")
    return literal.value


def once(view: ArticleView) -> ArticleView:
    """The view with each statement once: said twice, it has the evidence of both and the greater confidence."""
    facts: dict[str, Fact] = {}
    for fact in view.facts:
        other = facts.get(fact.id)
        if other is not None:
            evidence = tuple(dict.fromkeys(other.evidence + fact.evidence))
            fact = replace(fact, evidence=evidence, confidence=max(other.confidence, fact.confidence))
        facts[fact.id] = fact
    return view if len(facts) == len(view.facts) else replace(view, facts=tuple(facts.values()))


def article_node(view: ArticleView) -> Node:
    """The article itself; what is unknown is left out."""
    article = view.article
    values = {
        "id": article.id, "title": article.title, "published": str(article.published or ""), "source": article.source,
        "url": article.url, "version": article.version, "text": article.text,
    }  # fmt: skip
    return Node(("Article",), {name: value for name, value in values.items() if value})


def statement_node(view: ArticleView, fact: Fact) -> Node:
    """A statement as a node, with today's entities."""
    shown = fact.object.value if isinstance(fact.object, Literal) else fact.object
    values = {
        "id": fact.id, "subject": fact.subject, "predicate": fact.predicate, "object": shown, "confidence": float(fact.confidence),
        "extractor": view.extractor, "learntAt": view.learnt_at, **({"rule": fact.rule} if fact.rule else {}),
    }  # fmt: skip
    return Node(("Statement",), values)


def evidence_nodes(view: ArticleView) -> Iterator[Node]:
    """The quotations of an article, each once, in the order of their statements."""
    text, of = view.article.text, view.article.id
    for evidence in dict.fromkeys(e for fact in view.facts for e in fact.evidence):
        sentence = sentence_around(text, evidence.start, evidence.end)
        values = {"id": evidence_id(of, evidence), "quote": evidence.quote, "sentence": sentence}
        yield Node(("Evidence",), {**values, "start": evidence.start, "end": evidence.end})


def said(view: ArticleView) -> Iterator[Said]:
    """The statements of an article that are relationships between entities."""
    for fact in view.facts:
        key = key_of(fact.subject, fact.predicate, fact.object if isinstance(fact.object, str) else None)
        if key:
            yield Said(key, fact.id, float(fact.confidence))


def key_of(subject: str, predicate: str, shown: str | None) -> Key | None:
    """The relationship that a statement is behind; None for one about a value or a class."""
    known = PROPERTIES.get(predicate)
    return (subject, known.edge, shown) if known and known.edge in FACT_TYPES and shown is not None else None


def touched(view: ArticleView) -> set[str]:
    """The entities that must be there as nodes for an article to be shown."""
    return {*view.mentions, *(end for s in said(view) for end in (s.key[0], s.key[2]))}
