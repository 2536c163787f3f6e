"""What an entity is called and what its values are, over all articles that stand: one answer for both projections.

See docs/decisions/2026-11-24-one-value-per-property.md for why there is one, and by which rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from zhaoshang.ontology.statement import TYPE, Literal
from zhaoshang.ontology.vocabulary import CLASSES, PROPERTIES, SLUGS, ancestors

from .journal import Canon, Claim

NAME, ALIAS, PART_OF = "name", "alias", "partOf"
SETTLED = (TYPE, *sorted(p for p, definition in PROPERTIES.items() if definition.is_data))
"""What an entity has over all articles, not in each: its classes and its data. All data but ``alias`` get one value."""

BY_COUNT = (NAME, "pinyin")
"""Settled by how many articles say so, the longer on a tie; all else by how exact and how late it is."""

ENDS: Mapping[str, Callable[..., Literal]] = {"startDate": min, "endDate": max}
"""Where a span of time ends: settled so that it holds all that is told of it."""

REGIONS = frozenset(SLUGS[c] for c in CLASSES if "Region" in (c, *ancestors(c)))
"""The first parts of the graph ids of regions."""

Rank = tuple[int, str, int, str]


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity over all articles: its classes as claimed (no superclasses), one value for each property, its aliases, and
    for a region the regions that it is part of. All sorted, so that equal states give equal views."""

    id: str
    classes: tuple[str, ...] = ()
    values: dict[str, Literal] = field(default_factory=dict)
    aliases: tuple[Literal, ...] = ()
    part_of: tuple[str, ...] = ()

    @property
    def is_region(self) -> bool:
        """True for a division, a development zone or a country."""
        return is_region(self.id)

    def __bool__(self) -> bool:
        return bool(self.classes or self.values or self.aliases or self.part_of)


def is_region(entity: str) -> bool:
    """True if the graph id is that of a region."""
    return entity.partition("/")[0] in REGIONS


def settle(entity: str, claims: Iterable[Claim], canon: Canon) -> EntityView:
    """The entity that all these claims make."""
    values: dict[str, dict[Literal, list[Claim]]] = {}
    classes: set[str] = set()
    parts: set[str] = set()
    for claim in claims:
        if isinstance(claim.object, Literal):
            values.setdefault(claim.predicate, {}).setdefault(claim.object, []).append(claim)
        elif claim.predicate == TYPE:
            classes.add(claim.object)
        elif is_region(entity):
            parts.add(canon.canonical(claim.object, claim.article))
    settled = {p: _settled(p, found) for p, found in sorted(values.items()) if p != ALIAS}
    names = {literal.value: literal for literal in sorted({**values.get(NAME, {}), **values.get(ALIAS, {})}, key=str)}
    shown = settled[NAME].value if NAME in settled else ""
    aliases = tuple(names[value] for value in sorted(names) if value != shown)
    return EntityView(entity, tuple(sorted(classes)), settled, aliases, tuple(sorted(parts)))


def _settled(predicate: str, found: dict[Literal, list[Claim]]) -> Literal:
    if predicate in BY_COUNT:
        return _most(found)
    return _widest(predicate, found) if predicate in ENDS else _best(found)


def _widest(predicate: str, found: dict[Literal, list[Claim]]) -> Literal:
    """The earliest of the most exact beginnings, the latest of the most exact ends: an article may tell one stop of a trip."""
    exact = max(len(value.value) for value in found)
    return ENDS[predicate]((v for v in found if len(v.value) == exact), key=lambda v: v.value)


def _most(found: dict[Literal, list[Claim]]) -> Literal:
    """What most articles say, then the longer, then the first in the alphabet."""
    return min(found, key=lambda v: (-sum(c.articles for c in found[v]), -len(v.value), v.value, v.lang))


def _best(found: dict[Literal, list[Claim]]) -> Literal:
    return max(found, key=lambda value: max(_rank(claim, value) for claim in found[value]))


def _rank(claim: Claim, value: Literal) -> Rank:
    """The more exact date, then the later article, then the one learnt later; the value itself so that no tie is left."""
    exact = len(value.value) if value.datatype in ("date", "gYear", "gYearMonth") else 0
    return exact, claim.published, claim.seq, value.value
