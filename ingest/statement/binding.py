"""One record with one choice of fillers: what the terms of a table's row are read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhaoshang.ontology.names import key
from zhaoshang.ontology.reading import Filler, Record
from zhaoshang.ontology.values import Evidence

from ..resolve.context import Context
from ..resolve.posts import PostName


@dataclass(frozen=True, slots=True)
class Binding:
    """``fillers`` has the chosen filler of each role that the row needs."""

    context: Context
    local: str
    record: Record
    fillers: Mapping[str, Filler]

    def entity(self, role: str) -> str | None:
        """The graph id of the chosen filler, None if it is not settled."""
        return self.context.ids.get(self.fillers[role].value)

    def value(self, role: str) -> str:
        """The chosen filler's own value."""
        return self.fillers[role].value

    def label(self, local: str) -> str:
        """The fullest name of a local entity, "" if there is none."""
        return next((e.names[0] for e in self.context.reading.entities if e.id == local), "")

    def first(self, role: str) -> str:
        """The name, or value, of the record's first filler of a role; ""."""
        values = self.record.values(role)
        return (self.label(values[0]) or values[0]) if values else ""

    @property
    def node(self) -> str | None:
        """The record's own graph id (trips and signings have one)."""
        return self.context.ids.get(self.local)

    @property
    def post(self) -> PostName:
        """The chosen filler of role ``post``, taken apart."""
        return self.context.post(self.fillers["post"])

    def event(self, slug: str, role: str) -> str | None:
        """The graph id of the stop, meeting or tenure that joins this record's node and the chosen filler: from its parts."""
        other = self.entity(role)
        if self.node is None or other is None:
            return None
        return f"{slug}/{key(self.label(self.value(role)), slug, self.node, other, self.fillers[role].when)}"

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind the chosen fillers, the last one's first; the record's sentences where they have none."""
        words = [e for filler in reversed(list(self.fillers.values())) for e in filler.evidence]
        return tuple(dict.fromkeys(words)) or self.record.evidence

    @property
    def confidence(self) -> float:
        """The least of the record's and the chosen fillers'."""
        return min([self.record.confidence, *(filler.confidence for filler in self.fillers.values())])

    @property
    def rule(self) -> str:
        """The rule of the last chosen filler, else the record's."""
        return next((f.rule for f in reversed(list(self.fillers.values())) if f.rule), self.record.rule)
