"""The property-graph schema: labels, relationship types, keys and indexes, derived from the vocabulary.

This is data and the Cypher that declares it; it opens no connection. All statements carry ``IF NOT EXISTS``, so
running them again changes nothing. Run them before the first write, each in a transaction of its own, and wait for
the indexes to come online (``CALL db.awaitIndexes``) before the first search.
"""

from __future__ import annotations

from dataclasses import dataclass

from .errors import DataError
from .vocabulary import CLASSES, PROPERTIES, ancestors

KEY = "id"
"""The key property of every node: its graph id (``official/cong-li-3f2a9c1e``)."""

BOOKKEEPING = "Projection"
"""Label of the one node that keeps how far the journal has been read; no class of the ontology."""

LIST_PROPERTIES = frozenset({"alias"})
"""Data properties that are a list on a node; all others hold one value."""

STATEMENTS, CONFIDENCE = "statements", "confidence"
"""Properties of every derived relationship: the list of statement ids that say it, and the greatest of their confidences."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """``key`` is unique among the nodes of ``label``; Neo4j makes an index for it."""

    name: str
    label: str
    key: str = KEY

    @property
    def cypher(self) -> str:
        """The statement that makes it."""
        return f"CREATE CONSTRAINT {self.name} IF NOT EXISTS FOR (n:{self.label}) REQUIRE n.{self.key} IS UNIQUE"


@dataclass(frozen=True, slots=True)
class Index:
    """A range index for equality, order and prefixes of one property of one label."""

    label: str
    field: str

    @property
    def name(self) -> str:
        """``{label}_{field}``, in lower case."""
        return f"{self.label}_{self.field}".lower()

    @property
    def cypher(self) -> str:
        """The statement that makes it."""
        return f"CREATE INDEX {self.name} IF NOT EXISTS FOR (n:{self.label}) ON (n.{self.field})"


@dataclass(frozen=True, slots=True)
class FulltextIndex:
    """A Lucene index over several properties of one label; lists of strings are searched as well.

    The analyzer ``cjk`` cuts Chinese into overlapping pairs of characters, so that parts of a name find it.
    """

    name: str
    label: str
    properties: tuple[str, ...]
    analyzer: str = "cjk"

    @property
    def cypher(self) -> str:
        """The statement that makes it."""
        fields = ", ".join(f"n.{p}" for p in self.properties)
        options = f"{{indexConfig: {{`fulltext.analyzer`: '{self.analyzer}'}}}}"
        return f"CREATE FULLTEXT INDEX {self.name} IF NOT EXISTS FOR (n:{self.label}) ON EACH [{fields}] OPTIONS {options}"


CONSTRAINTS: tuple[Constraint, ...] = tuple(
    Constraint(f"{label.lower()}_id", label) for label in (*(c for c in CLASSES if not CLASSES[c]), BOOKKEEPING)
)
"""One for each class without a superclass (every node carries exactly one of these labels), and for the bookkeeping node."""

INDEXES: tuple[Index, ...] = tuple(
    Index(*pair)
    for pair in (
        ("Entity", "name"), ("Region", "divisionCode"), ("Company", "creditCode"), ("Company", "stockCode"),
        ("Delegation", "startDate"), ("Delegation", "status"), ("Event", "date"), ("Event", "status"), ("Project", "stage"),
        ("Tenure", "asOf"), ("Statement", "subject"), ("Article", "published"), ("Article", "url"), ("Article", "source"),
    )
)  # fmt: skip
"""What the named questions look up by; the tests hold each to the vocabulary's domains."""

FULLTEXT_INDEXES: tuple[FulltextIndex, ...] = (
    FulltextIndex("entity_names", "Entity", ("name", "alias", "pinyin")),
    FulltextIndex("article_texts", "Article", ("title", "text")),
)


def labels_of(cls: str) -> tuple[str, ...]:
    """The labels of a node of class ``cls``: the class, then its superclasses, nearest first.

    Raises `DataError` for a class that the vocabulary does not know.
    """
    if cls not in CLASSES:
        raise DataError(f"no class of the ontology: {cls!r}", remedy="classes are named in ontology/vocabulary.py")
    return (cls, *ancestors(cls))


def edge_of(predicate: str) -> str:
    """The relationship type of an object property (``sentBy`` -> ``SENT_BY``).

    Raises `DataError` for a data property or a name that the vocabulary does not know.
    """
    found = PROPERTIES.get(predicate)
    if found is None or found.is_data:
        raise DataError(f"no object property of the ontology: {predicate!r}", remedy="properties are named in ontology/vocabulary.py")
    return found.edge


def root_of(cls: str) -> str:
    """The label whose `KEY` is unique for nodes of class ``cls``: MERGE on this one, then SET the others."""
    return labels_of(cls)[-1]


def is_list(predicate: str) -> bool:
    """True if the data property holds a list on a node; raises KeyError for an unknown name."""
    return PROPERTIES[predicate].is_data and predicate in LIST_PROPERTIES


def schema_statements() -> tuple[str, ...]:
    """The Cypher that makes the whole schema, constraints first; each leaves what exists as it is."""
    return tuple(item.cypher for group in (CONSTRAINTS, INDEXES, FULLTEXT_INDEXES) for item in group)
