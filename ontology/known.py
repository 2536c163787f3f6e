"""What is known of an entity when a new article is resolved, and where that knowledge comes from.

`ingest.resolve` asks an `EntityIndex` for candidates and settles which of them an article's entity is. The index is
derived: ``ingest.resolve.profiles(outcome)`` says what one outcome tells of each entity (a `Known`), and an index
holds, for each entity, the union (`Known.union`) of what the standing outcomes tell, found again by block keys.
An index is therefore built with that function handed in (``Index(journal, profiles)``); it needs no import of ingest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol, TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, order=True)
class Holding:
    """A post that a person is said to hold. ``of`` is the graph id of its region or organisation, "" if unknown; ``office``
    the rest of the post (``市委书记``); ``on`` the ISO date (may be reduced) of the article that says so, "" if undated."""

    of: str
    office: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What one or more articles tell of the entity ``id`` of class ``cls``.

    ``keys`` are its block keys: opaque strings; an entity is a candidate if it shares one with what is looked for.
    ``names`` are its forms, the preferred first. ``codes`` are division, credit or stock codes. ``ties`` are pairs of a
    role and a graph id: of a trip, project or signing its own roles; of a firm or body ``seat``; of a person ``firm``, ``from``
    (the sender of their trips), ``host`` (where they receive others') and ``beside`` (named in the same article, where it tells
    nothing nearer). ``start`` and ``end`` are the first and last ISO dates that belong to it, "" if none.
    """

    id: str
    cls: str
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    ties: tuple[tuple[str, str], ...] = ()
    holdings: tuple[Holding, ...] = ()
    start: str = ""
    end: str = ""

    def union(self, other: Known) -> Known:
        """This and what ``other`` adds, without repeats, in a stable order; id and class stay this one's."""
        start = min(filter(None, (self.start, other.start)), default="")
        return replace(
            self,
            keys=_both(self.keys, other.keys),
            names=_both(self.names, other.names),
            codes=_both(self.codes, other.codes),
            ties=_both(self.ties, other.ties),
            holdings=_both(self.holdings, other.holdings),
            start=start,
            end=max(self.end, other.end),
        )

    def tied(self, *roles: str) -> frozenset[str]:
        """The graph ids that it is tied to in any of the roles."""
        return frozenset(other for role, other in self.ties if role in roles)

    def to_json(self) -> dict[str, Any]:
        """A JSON object from which `from_json` makes an equal value."""
        data: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        return {
            **{k: list(v) if isinstance(v, tuple) else v for k, v in data.items()},
            "ties": [list(t) for t in self.ties],
            "holdings": [[h.of, h.office, h.on] for h in self.holdings],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Known:
        """The inverse of `to_json`."""
        return cls(
            id=data["id"], cls=data["cls"], keys=tuple(data["keys"]), names=tuple(data["names"]), codes=tuple(data["codes"]),
            ties=tuple((role, other) for role, other in data["ties"]), holdings=tuple(Holding(*h) for h in data["holdings"]),
            start=data["start"], end=data["end"],
        )  # fmt: skip


def _both(one: tuple[_T, ...], other: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(one + other))


class EntityIndex(Protocol):
    """What is known so far, as `ingest.resolve` sees it. All ids given back are today's (merges are followed)."""

    def candidates(self, cls: str, keys: Sequence[str]) -> Sequence[Known]:
        """The entities of class ``cls`` that share at least one of ``keys``, each once, ordered by id. The cost must not grow with the
        number of articles, only with that of the candidates."""
        ...

    def canonical(self, entity: str) -> str:
        """The id that stands for ``entity`` today: another one if a recorded decision merged it into that, else itself."""
        ...

    def refused(self, one: str, other: str) -> bool:
        """True if it was decided that these two are not the same, whatever their features say (in either order)."""
        ...
