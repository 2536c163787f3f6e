"""An `EntityIndex` in memory: for runs without a journal, and the plain statement of what any index must do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from zhaoshang.ontology.known import Known
from zhaoshang.ontology.statement import Outcome

from .profile import profiles


class MemoryIndex:
    """Knows what the outcomes given to `learn` tell, and the decisions given to `merge` and `refuse`."""

    def __init__(self, outcomes: Iterable[Outcome] = ()) -> None:
        self._told: dict[str, dict[str, Known]] = defaultdict(dict)
        self._blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_article: dict[str, tuple[Known, ...]] = {}
        self._merged: dict[str, str] = {}
        self._refused: set[frozenset[str]] = set()
        for outcome in outcomes:
            self.learn(outcome)

    def learn(self, outcome: Outcome) -> None:
        """Take in an outcome; it replaces what the same article told before."""
        article = outcome.article.id
        for known in self._by_article.pop(article, ()):
            self._told[known.id].pop(article, None)
        self._by_article[article] = profiles(outcome)
        for known in self._by_article[article]:
            self._told[known.id][article] = known
            for key in known.keys:
                self._blocks[known.cls, key].add(known.id)

    def merge(self, entity: str, into: str) -> None:
        """Record that ``entity`` is ``into``."""
        if self.canonical(into) != entity:
            self._merged[entity] = into

    def refuse(self, one: str, other: str) -> None:
        """Record that the two are not the same."""
        self._refused.add(frozenset((one, other)))

    def candidates(self, cls: str, keys: Sequence[str]) -> Sequence[Known]:
        """See `zhaoshang.ontology.known.EntityIndex`."""
        found: dict[str, Known] = {}
        wanted = set(keys)
        for entity in sorted({entity for key in keys for entity in self._blocks[cls, key]}):
            whole = self._whole(entity)
            if whole is not None and wanted & set(whole.keys):
                canonical = self.canonical(entity)
                found[canonical] = found[canonical].union(whole) if canonical in found else whole
        return [found[entity] for entity in sorted(found)]

    def _whole(self, entity: str) -> Known | None:
        """All that is told of the entity, under its canonical id."""
        parts = list(self._told[entity].values())
        if not parts:
            return None
        whole = Known(self.canonical(entity), parts[0].cls)
        for part in parts:
            whole = whole.union(part)
        return whole

    def canonical(self, entity: str) -> str:
        """See `zhaoshang.ontology.known.EntityIndex`."""
        while entity in self._merged:
            entity = self._merged[entity]
        return entity

    def refused(self, one: str, other: str) -> bool:
        """See `zhaoshang.ontology.known.EntityIndex`."""
        pair = frozenset((self.canonical(one), self.canonical(other)))
        return pair in self._refused or frozenset((one, other)) in self._refused
