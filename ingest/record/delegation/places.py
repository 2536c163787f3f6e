"""Which region lies in which: by division code where both have one, else by their names."""

from __future__ import annotations

from zhaoshang.ingest.entity.regions import bare
from zhaoshang.ingest.gazetteer import inside as holds
from zhaoshang.ontology.reading import Entity


def same(one: Entity, other: Entity) -> bool:
    """True if both are the same region: one id, one code, or a shared form."""
    if one.id == other.id or (one.code and one.code == other.code):
        return True
    return bool(set(one.names) & set(other.names))


def inside(one: Entity, other: Entity) -> bool:
    """True if ``one`` is ``other`` or lies in it: 230800 in 230000, 铁岭市凡河新区 in 铁岭."""
    if same(one, other):
        return True
    if one.code and other.code:
        return holds(one.code, other.code)
    parents = {bare(name) for name in other.names if len(name) > 1}
    return any(name.startswith(parent) and len(name) > len(parent) + 1 for name in one.names for parent in parents if len(parent) > 1)
