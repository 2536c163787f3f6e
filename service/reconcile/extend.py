"""Data extension: the graph's values of some properties for entities that were reconciled."""

from __future__ import annotations

from typing import Any

from zhaoshang.ontology.errors import InputError
from zhaoshang.stores.triples.store import TripleStore

from ..search.index import Named
from .terms import Term, fits, label, properties, property_of
from .values import Value, values

MAX_IDS = 1000
Rows = dict[str, dict[str, list[dict[str, Any]]]]
"""Entity -> property -> cells."""


def propose(cls: str, limit: int) -> list[dict[str, str]]:
    """The properties that things of a class may have, in the ontology's order."""
    return [{"id": p.id, "name": label(p.id)} for p in properties().values() if fits(p, cls)][:limit]


def extend(store: TripleStore, cards: dict[str, Named], given: Any) -> tuple[list[dict[str, Any]], Rows]:
    """(meta, entity -> property -> values) for a query ``{ids, properties}``; raises InputError."""
    ids, wanted = _checked(given)
    meta: list[dict[str, Any]] = []
    rows: Rows = {one: {} for one in ids}
    for prop, limit in wanted:
        meta.append(_meta(prop))
        found = values(store, prop, ids)
        for one in ids:
            cells = [_cell(value, cards) for value in found.get(one, ())]
            rows[one][prop.id] = cells[:limit] if limit else cells
    return meta, rows


def _checked(given: Any) -> tuple[list[str], list[tuple[Term, int]]]:
    ids, asked = (given.get("ids"), given.get("properties")) if isinstance(given, dict) else (None, None)
    if not isinstance(ids, list) or not isinstance(asked, list) or not all(isinstance(one, str) for one in ids):
        raise InputError("A data extension query has ids and properties.", where="extend", remedy='{"ids": […], "properties": [{"id": …}]}')
    if len(ids) > MAX_IDS or len(asked) > 50:
        raise InputError("The query is too large.", where="extend", remedy=f"at most {MAX_IDS} ids and 50 properties at once")
    if not all(isinstance(one, dict) for one in asked):
        raise InputError("A property is an object with an id.", where="properties")
    return list(dict.fromkeys(ids)), [(property_of(str(one.get("id", ""))), _limit(one)) for one in asked]


def _limit(one: dict[str, Any]) -> int:
    settings = one.get("settings")
    text = str(settings.get("limit", 0)) if isinstance(settings, dict) else "0"
    if not text.isdecimal() or len(text) > 6:
        raise InputError("The setting limit is a whole number.", where=str(one.get("id", "")))
    return int(text)


def _meta(prop: Term) -> dict[str, Any]:
    found: dict[str, Any] = {"id": prop.id, "name": label(prop.id)}
    if not prop.is_data:
        found["type"] = {"id": prop.range[0], "name": label(prop.range[0])}
    return found


def _cell(value: Value, cards: dict[str, Named]) -> dict[str, Any]:
    if value.id:
        return {"id": value.id, "name": cards[value.id].name if value.id in cards else value.id}
    if value.type.endswith("#integer"):
        return {"int": int(value.text)}
    return {"float": float(value.text)} if value.type.endswith("#decimal") else {"str": value.text}
