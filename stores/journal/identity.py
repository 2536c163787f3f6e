"""Which entities are one: a pure function of the journal's merge, split and refuse decisions, in their order.

A decision's body names a pair of graph ids: ``{"entities": [kept, other]}``. The last decision about a pair counts
(nomenklatura's rule): ``merge`` joins them under the first, ``split`` and ``refuse`` undo that. A ``split`` with
``{"article": …, "entity": …, "into": …}`` says that what this article calls ``entity`` is ``into``; it holds over
re-reading, because it names the article and not a version of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from zhaoshang.ontology.errors import UsageError
from zhaoshang.ontology.statement import Statement

from .entries import Decision


@dataclass(frozen=True, slots=True)
class Canon:
    """The state that follows from all decisions up to ``seq``, the sequence number of the last one (0: none)."""

    seq: int = 0
    kept: Mapping[str, str] = field(default_factory=dict)
    """A merged-away id -> the id that stands for it."""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The id that stands -> all ids that mean it, itself first."""
    moved: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(article, entity) -> the entity that this article means by it."""
    refusals: frozenset[frozenset[str]] = frozenset()
    """The pairs of which the last decision is that they are not one."""

    @classmethod
    def of(cls, decisions: Iterable[tuple[int, Decision]]) -> Canon:
        """Replay ``(sequence number, decision)`` in order."""
        pairs: dict[frozenset[str], tuple[str, str] | None] = {}  # the merge, or None where it is refused
        moved: dict[tuple[str, str], str] = {}
        last = 0
        for seq, decision in decisions:
            last = seq
            body = decision.body
            if decision.kind == "split" and "into" in body:
                moved[body["article"], body["entity"]] = body["into"]
            elif decision.kind in ("merge", "split", "refuse"):
                keep, other = body["entities"]
                pairs.pop(frozenset((keep, other)), None)  # so that its place in the order is the last decision's
                pairs[frozenset((keep, other))] = (keep, other) if decision.kind == "merge" else None
        refused = frozenset(pair for pair, merge in pairs.items() if merge is None)
        return cls(last, *_components([merge for merge in pairs.values() if merge]), moved, refused)

    def canonical(self, entity: str, article: str = "") -> str:
        """Today's id of an entity; with ``article``, of what that article means by it."""
        entity = self.moved.get((article, entity), entity) if article else entity
        return self.kept.get(entity, entity)

    def group(self, entity: str) -> tuple[str, ...]:
        """All ids that mean the same as ``entity``, the standing one first."""
        standing = self.canonical(entity)
        return self.groups.get(standing, (standing,))

    def sources(self, entity: str) -> tuple[str, ...]:
        """All ids under which some article may speak of ``entity``: its group, and what articles mean it by after a split."""
        group = self.group(entity)
        moved = sorted({old for (_, old), into in self.moved.items() if self.canonical(into) == group[0]} - set(group))
        return (*group, *moved)

    def refused(self, one: str, other: str) -> bool:
        """True if it was decided that the two, or any ids that mean them, are not one."""
        if not self.refusals:
            return False
        return any(frozenset((a, b)) in self.refusals for a in self.group(one) for b in self.group(other))

    def statement(self, statement: Statement) -> Statement:
        """The statement with today's ids. Its ``article`` and evidence stay; mind that its ``id`` is then another one."""
        subject = self.canonical(statement.subject, statement.article)
        shown = statement.object
        if isinstance(shown, str):
            shown = self.canonical(shown, statement.article)
        if subject == statement.subject and shown == statement.object:
            return statement
        return replace(statement, subject=subject, object=shown)


def _components(merges: list[tuple[str, str]]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    parent: dict[str, str] = {}

    def root(entity: str) -> str:
        while parent.setdefault(entity, entity) != entity:
            entity = parent[entity]
        return entity

    for keep, other in merges:
        parent[root(other)] = root(keep)
    groups: dict[str, list[str]] = {}
    for entity in sorted(parent):
        groups.setdefault(root(entity), []).append(entity)
    ordered = {top: (top, *(e for e in members if e != top)) for top, members in groups.items()}
    return {e: top for top, members in ordered.items() for e in members if e != top}, ordered


def check(decision: Decision) -> None:
    """Raise UsageError where an identity decision does not name what it decides on."""
    body = decision.body
    if decision.kind not in ("merge", "split", "refuse"):
        return
    moves = decision.kind == "split" and "into" in body
    named = [body.get(k) for k in ("article", "entity", "into")] if moves else body.get("entities", [])
    if not isinstance(named, (list, tuple)) or not all(isinstance(e, str) and e for e in named):
        raise UsageError("an identity decision names its entities by their graph ids", where=decision.kind)
    if not moves and (len(named) != 2 or named[0] == named[1]):
        raise UsageError("an identity decision is about two different entities", where=decision.kind)
