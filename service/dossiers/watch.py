"""What has changed around a linked entity since the link was accepted: nothing is kept for this, for the journal can be read as it
stood then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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


class _Watcher:
    """Compares then and now; dossiers that were linked with one entity in one state of the graph are compared once."""

    def __init__(self, journal: Journal, index: NameIndex, first: int) -> None:
        self._journal, self._index = journal, index
        self._now, self._head = journal.canon(), journal.head()
        self.identity = sorted((it for kind in _IDENTITY for it in journal.decided_after(first, kind)), key=lambda it: it.seq)
        self._done: dict[tuple[str, int, int], tuple[Change, ...]] = {}

    def changes(self, link: Link) -> tuple[Change, ...]:
        """What to look at again, identity first; () if all is as it was when the link was accepted."""
        then = self._journal.canon_at(link.seq)
        key = (link.entity, self._journal.said(link.seq), then.seq)
        if key not in self._done:
            self._done[key] = tuple(self._changes(link, then))
        return self._done[key]

    def _changes(self, link: Link, then: Canon) -> Iterator[Change]:
        yield from self._identity(link, then)
        before = self._facts(then, then.canonical(link.entity), link.seq)
        after = self._facts(self._now, self._now.canonical(link.entity), self._head)
        if before and not after:
            yield Change("lost")
            return
        yield from (self._fact("added", key) for key in sorted(after - before))
        yield from (self._fact("gone", key) for key in sorted(before - after))

    def _identity(self, link: Link, then: Canon) -> Iterator[Change]:
        concerned = {*self._now.sources(link.entity), *then.sources(link.entity)}
        for entry in self.identity:
            named = _named(entry.body["body"])
            if entry.seq > link.seq and concerned & set(named):
                other = next((one for one in named if one != link.entity), named[0])
                yield Change(_IDENTITY[entry.body["kind"]], other=ref(self._index, other), by=entry.body["author"], at=entry.learnt_at)

    def _facts(self, canon: Canon, entity: str, seq: int) -> set[Key]:
        """What was said of the entity right after ``seq``, by what was one then; the other ends are called as they are today."""
        rows = self._journal.statements_at(canon.sources(entity), seq)
        return {key for row in rows if (key := _key(row, canon, self._now, entity))}

    def _fact(self, kind: str, key: Key) -> Change:
        predicate, incoming, other, is_entity = key
        return Change(kind, predicate, incoming, ref(self._index, other) if is_entity else None, "" if is_entity else other)


def _named(body: Mapping[str, Any]) -> list[str]:
    """The entities that an identity decision is about."""
    return [body["entity"], body["into"]] if "into" in body else list(body["entities"])


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


def watch(journal: Journal, index: NameIndex, dossiers: Iterable[Dossier]) -> dict[str, tuple[Change, ...]]:
    """Dossier -> what has changed, for those of which anything has. Only entities that later entries touch are compared."""
    linked = [(one, link) for one in dossiers if (link := one.link)]
    if not linked:
        return {}
    with journal.snapshot():
        first = min(link.seq for _, link in linked)
        watcher, now = _Watcher(journal, index, first), journal.canon()
        touched = journal.touched_after(first) | {entity for it in watcher.identity for entity in _named(it.body["body"])}
        found = {}
        for one, link in linked:
            changes = watcher.changes(link) if touched & {link.entity, *now.sources(link.entity)} else ()
            own = (Change("dossier", by=one.by, at=one.at),) if one.seq > link.seq else ()
            if own or changes:
                found[one.id] = (*own, *changes)
        return found
