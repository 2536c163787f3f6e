"""What has changed around a linked entity since the link was accepted: nothing is kept for this, for the journal can be read as it
stood then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhaoshang.ontology.statement import TYPE
from zhaoshang.ontology.vocabulary import PROPERTIES
from zhaoshang.stores.dossiers import Dossier, Link
from zhaoshang.stores.journal import Canon, Journal, StoredStatement

from ..entities.describe import Ref, ref
from ..search.cards import class_of
from ..search.index import RESTATED, NameIndex

SILENT = frozenset({"mentions", "pinyin", "latitude", "longitude"})
"""That one more article names somebody is no news of them."""
_IDENTITY = {"merge": "merged", "split": "split"}
Key = tuple[str, bool, str, bool]
"""Property, incoming, other end, whether that is an entity."""


@dataclass(frozen=True, slots=True)
class Change:
    """``kind`` is added or gone (a fact), merged or split (the entity), lost (nothing is said of it any more), or dossier (its own
    fields were put anew). ``value`` for literals, else ``other``; ``by`` who merged, split or put, ``at`` when (ISO, UTC)."""

    kind: str
    predicate: str = ""
    incoming: bool = False
    other: Ref | None = None
    value: str = ""
    by: str = ""
    at: str = ""


def changes_since(journal: Journal, index: NameIndex, dossier: Dossier, link: Link) -> tuple[Change, ...]:
    """What to look at again, identity first; () if all is as it was when the link was accepted."""
    with journal.snapshot():
        now, then = journal.canon(), journal.canon_at(link.seq)
        found = _identity(journal, index, now, then, link)
        before = _facts(journal, then, now, then.canonical(link.entity), link.seq)
        after = _facts(journal, now, now, now.canonical(link.entity), journal.head())
    if dossier.seq > link.seq:
        found.append(Change("dossier", by=dossier.by, at=dossier.at))
    if before and not after:
        return (*found, Change("lost"))
    found += [_fact("added", key, index) for key in sorted(after - before)]
    found += [_fact("gone", key, index) for key in sorted(before - after)]
    return tuple(found)


def _identity(journal: Journal, index: NameIndex, now: Canon, then: Canon, link: Link) -> list[Change]:
    concerned = {*now.sources(link.entity), *then.sources(link.entity)}
    found = []
    for entry in journal.decided_after(link.seq):
        kind, body = entry.body["kind"], entry.body["body"]
        if kind not in _IDENTITY:
            continue
        named = [body["entity"], body["into"]] if "into" in body else list(body["entities"])
        if concerned & set(named):
            others = [one for one in named if one != link.entity] or named
            found.append(Change(_IDENTITY[kind], other=ref(index, others[0]), by=entry.body["author"], at=entry.learnt_at))
    return found


def _facts(journal: Journal, canon: Canon, names: Canon, entity: str, seq: int) -> set[Key]:
    """What was said of the entity right after ``seq``, by what was one then; the other ends are called as ``names`` has them."""
    rows = journal.statements_at(canon.sources(entity), seq)
    return {key for row in rows if (key := _key(row, canon, names, entity))}


def _key(row: StoredStatement, canon: Canon, names: Canon, entity: str) -> Key | None:
    it = canon.statement(row.statement)
    if it.rule == "gazetteer" or it.predicate in SILENT or (it.predicate != TYPE and it.predicate not in PROPERTIES):
        return None
    if not isinstance(it.object, str):
        return (it.predicate, False, it.object.value, False) if it.subject == entity else None
    if it.predicate == TYPE:
        return (TYPE, False, it.object, False) if it.subject == entity else None
    incoming = it.subject != entity
    other = it.subject if incoming else it.object
    if (incoming and it.object != entity) or class_of(other) in RESTATED:
        return None
    return it.predicate, incoming, names.canonical(other), True


def _fact(kind: str, key: Key, index: NameIndex) -> Change:
    predicate, incoming, other, is_entity = key
    return Change(kind, predicate, incoming, ref(index, other) if is_entity else None, "" if is_entity else other)


def watch(journal: Journal, index: NameIndex, dossiers: Iterable[Dossier]) -> dict[str, tuple[Change, ...]]:
    """Dossier -> what has changed, for those of which anything has. Only entities that later entries touch are compared."""
    every = [(one, one.link) for one in dossiers]
    linked = [(one, link) for one, link in every if link is not None]
    if not linked:
        return {}
    first = min(link.seq for _, link in linked)
    touched = journal.touched_after(first)
    for _, decision in journal.decisions_after(first):
        if decision.kind in ("merge", "split"):
            body = decision.body
            touched |= {body["entity"], body["into"]} if "into" in body else set(body["entities"])
    now = journal.canon()
    found = {}
    for one, link in linked:
        if one.seq > link.seq or touched & {link.entity, *now.sources(link.entity)}:
            changes = changes_since(journal, index, one, link)
            if changes:
                found[one.id] = changes
    return found
