"""Does the graph say what the journal says? Nodes and relationships as lines, with counts and a digest of each side."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..dossiers import links_of
from ..journal import Journal
from ..projection import article_view, changes, entity_views, evidence_id
from . import cypher, links
from .records import FACT_TYPES, Key, article_node, dumps, entity_node, evidence_nodes, labels_for, once, said, statement_node, touched
from .store import GraphStore

_MODULUS = 1 << 256
_NAMED = 20

Line = tuple[str, str, str]
"""What kind of thing, which one, and all of it."""


@dataclass(slots=True)
class _Side:
    """Counts and a digest that does not depend on the order: the sum of the lines' SHA-256 modulo 2**256."""

    counts: Counter[str] = field(default_factory=Counter)
    total: int = 0
    hashes: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        kind, name, text = line
        value = int.from_bytes(hashlib.sha256(f"{kind}\t{text}".encode("utf-8", "surrogatepass")).digest(), "big")
        self.counts[kind] += 1
        self.total = (self.total + value) % _MODULUS
        self.hashes[kind, name] = (self.hashes.get((kind, name), 0) + value) % _MODULUS


@dataclass(frozen=True, slots=True)
class Report:
    """Both sides' counts by kind and digests; ``differing`` names some of what is not alike, ``seq`` and ``head`` the numbers."""

    journal_counts: dict[str, int]
    store_counts: dict[str, int]
    journal_digest: str
    store_digest: str
    differing: tuple[str, ...]
    seq: int
    head: int

    @property
    def agrees(self) -> bool:
        """True if there is no difference."""
        return self.seq == self.head and self.journal_digest == self.store_digest and self.journal_counts == self.store_counts


def verify(store: GraphStore, journal: Journal) -> Report:
    """Compare every node and relationship with what the journal makes of it. Raises StoreError."""
    ours, theirs = _Side(), _Side()
    with journal.snapshot():
        head = journal.head()
        for line in expected(journal, store.settings.dossier_links):
            ours.add(line)
    for line in held(store):
        theirs.add(line)
    unlike = sorted({key for key in ours.hashes.keys() | theirs.hashes.keys() if ours.hashes.get(key) != theirs.hashes.get(key)})
    named = tuple(f"{kind} {name}" for kind, name in unlike[:_NAMED])
    return Report(dict(ours.counts), dict(theirs.counts), f"{ours.total:064x}", f"{theirs.total:064x}", named, store.seq, head)


def digest(store: GraphStore) -> str:
    """The digest of what the graph holds; equal states of the journal give equal digests."""
    side = _Side()
    for line in held(store):
        side.add(line)
    return f"{side.total:064x}"


def expected(journal: Journal, dossiers: bool = False) -> Iterator[Line]:
    """All lines that the journal's state makes, with the links of ``dossiers`` or without; call it inside a snapshot."""
    canon = journal.canon()
    linked = links_of(journal, canon) if dossiers else []
    facts: dict[Key, dict[str, float]] = {}
    seen = {link.entity for link in linked}
    for article in journal.articles():
        found = article_view(journal, article, canon)
        assert found is not None
        view = once(found)
        seen |= touched(view)
        for one in said(view):
            facts.setdefault(one.key, {})[one.statement] = one.confidence
        yield "article", article, article_node(view).line
        yield from (("evidence", str(node.properties["id"]), node.line) for node in evidence_nodes(view))
        yield from (("link", article, f"{e['id']} IN_ARTICLE {article}") for e in (n.properties for n in evidence_nodes(view)))
        yield from (("link", article, f"{article} MENTIONS {entity}") for entity in view.mentions)
        for fact in view.facts:
            yield "statement", fact.id, statement_node(view, fact).line
            yield "link", fact.id, f"{fact.id} IN_ARTICLE {article}"
            quoted = (evidence_id(article, e) for e in dict.fromkeys(fact.evidence))
            yield from (("link", fact.id, f"{fact.id} EVIDENCED_BY {evidence}") for evidence in quoted)
    yield from (_fact(*key, list(ids), max(ids.values())) for key, ids in facts.items())
    yield from (("dossier", link.id, text) for link in linked for text in links.expected(link))
    for entity in entity_views(journal, changes(journal, 0).entities, canon):
        if entity:
            seen.discard(entity.id)
            yield "entity", entity.id, entity_node(entity).line
    yield from (("entity", entity, dumps([labels_for(entity), {"id": entity}])) for entity in seen)


def held(store: GraphStore) -> Iterator[Line]:
    """All lines of the graph; relationships of types that others brought are theirs."""
    for kind, text in (
        ("entity", cypher.ALL_ENTITIES), ("article", cypher.ALL_ARTICLES),
        ("statement", cypher.ALL_STATEMENTS), ("evidence", cypher.ALL_EVIDENCE),
    ):  # fmt: skip
        for row in store.stream(text):
            yield kind, str(row["properties"].get("id")), dumps([sorted(row["labels"]), row["properties"]])
    for row in store.stream(cypher.ALL_FACTS, types=sorted(FACT_TYPES)):
        yield _fact(row["start"], row["type"], row["end"], row["statements"] or (), row["confidence"])
    for row in store.stream(cypher.ALL_LINKS):
        of = row["end"] if row["start"].startswith("evidence/") else row["start"]
        yield "link", of, f"{row['start']} {row['type']} {row['end']}"
    for row in store.stream(cypher.ALL_DOSSIERS):
        yield "dossier", str(row["properties"].get("id")).replace("dossier/", "link/", 1), links.line(row)


def _fact(start: str, kind: str, end: str, statements: Iterable[str], confidence: float | None) -> Line:
    return "fact", f"{start} {kind} {end}", dumps([start, kind, end, sorted(statements), confidence])
