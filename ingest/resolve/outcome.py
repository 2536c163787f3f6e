"""What resolving gives back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhaoshang.ontology.reading import Doubt
from zhaoshang.ontology.statement import Identity


def record_local(index: int) -> str:
    """The local id of the reading's record number ``index`` (from 0): what delegations and signings are identified by."""
    return f"record/{index}"


@dataclass(frozen=True, slots=True)
class Identities:
    """A decision for every entity of a reading and for each record that is a thing of its own, and what stays doubtful."""

    items: tuple[Identity, ...]
    doubts: tuple[Doubt, ...] = ()

    def __iter__(self) -> Iterator[Identity]:
        return iter(self.items)

    def entity(self, local: str) -> str:
        """The graph id of the local id; raises KeyError."""
        for identity in self.items:
            if identity.local == local:
                return identity.entity
        raise KeyError(local)

    def as_map(self) -> dict[str, str]:
        """Local id -> graph id."""
        return {identity.local: identity.entity for identity in self.items}
