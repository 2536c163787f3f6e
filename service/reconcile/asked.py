"""A batch of queries as either version of the API writes it, checked and made one thing.

0.2: an object of ``{query, type, type_strict, limit, properties: [{pid, v}]}`` by key. 1.0-draft: ``{queries: [{type, limit,
conditions: [{matchType, propertyId, propertyValue, required, matchQuantifier, matchQualifier}]}]}``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from zhaoshang.ontology.errors import InputError

from .terms import Term, property_of, type_of

MAX_BATCH = 200
MAX_LIMIT = 50
MAX_TEXT = 500
_REMEDY = "see https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/"


@dataclass(frozen=True, slots=True)
class Condition:
    """A demand on a property: one of ``wanted`` (``any``), ``all`` or ``none`` of them; ``exact`` allows no likeness.

    Dossiers also ask for a date ``during`` the span of two (ISO, "" for an open end), and for a ``key``, which settles who is meant.
    """

    prop: Term
    wanted: tuple[str, ...]
    required: bool = False
    quantifier: str = "any"
    exact: bool = False
    key: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One query. ``name`` is "" where only properties or ids are asked for; ``strict`` is False where types are a wish; ``within``
    are types that candidates must be of even so."""

    name: str
    types: tuple[str, ...] = ()
    strict: bool = True
    limit: int = 10
    conditions: tuple[Condition, ...] = ()
    ids: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


def parse(text: str) -> Any:
    """JSON, or InputError with the place of the fault; nesting that would exhaust the parser is a fault like any other."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"The JSON cannot be read: {str(error) or 'it is nested too deeply'}.", remedy="correct it") from None


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError("An object is expected here.", where=where, remedy=_REMEDY)
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise InputError("A list is expected here.", where=where, remedy=_REMEDY)
    return value


def _size(batch: Any) -> None:
    if len(batch) > MAX_BATCH:
        raise InputError(f"{len(batch)} queries are too many for one batch.", where="queries", remedy=f"send at most {MAX_BATCH} at once")


def old(given: Any) -> dict[str, Asked]:
    """A batch of version 0.2 by its keys; raises InputError naming the query that is wrong."""
    batch = _object(given, "queries")
    _size(batch)
    return {key: _old(_object(one, key), key) for key, one in batch.items()}


def _old(one: dict[str, Any], where: str) -> Asked:
    types = one.get("type") or []
    types = types if isinstance(types, list) else [types]
    conditions = tuple(
        Condition(property_of(str(_object(c, where).get("pid", ""))), _wanted(c.get("v"), where))
        for c in _list(one.get("properties") or [], f"{where}/properties")
    )
    name = _name(one.get("query", ""), where)
    if not name and not conditions:
        raise InputError("A query needs a name or properties.", where=where, remedy=_REMEDY)
    return Asked(name, tuple(type_of(str(t)) for t in types), one.get("type_strict") != "should", _limit(one, where), conditions)


def new(given: Any) -> list[Asked]:
    """A batch of version 1.0-draft in its order; raises InputError naming the query that is wrong."""
    batch = _list(_object(given, "body").get("queries"), "queries")
    _size(batch)
    return [_new(_object(one, f"queries/{n}"), f"queries/{n}") for n, one in enumerate(batch)]


def _new(one: dict[str, Any], where: str) -> Asked:
    name, ids, conditions = "", (), []
    for raw in _list(one.get("conditions"), f"{where}/conditions"):
        c = _object(raw, f"{where}/conditions")
        wanted, kind = _wanted(c.get("propertyValue"), where), c.get("matchType")
        if kind == "name":
            name = _name(wanted[0], where)
        elif kind == "id":
            ids = wanted  # type: ignore[assignment]
        elif kind == "property":
            conditions.append(_condition(c, wanted, where))
        else:
            raise InputError(f"{kind!r} is no matchType.", where=where, remedy="use name, id or property")
    if not (name or ids or conditions):
        raise InputError("A query needs a condition.", where=f"{where}/conditions", remedy=_REMEDY)
    kind = one.get("type")
    return Asked(name, (type_of(str(kind)),) if kind else (), True, _limit(one, where), tuple(conditions), ids)


def _condition(c: dict[str, Any], wanted: tuple[str, ...], where: str) -> Condition:
    quantifier = c.get("matchQuantifier", "any")
    if quantifier not in ("any", "all", "none"):
        raise InputError(f"{quantifier!r} is no matchQuantifier.", where=where, remedy="use any, all or none")
    exact = str(c.get("matchQualifier", "")).lower().startswith("exact")
    return Condition(property_of(str(c.get("propertyId", ""))), wanted, c.get("required") is True, quantifier, exact)


def _wanted(value: Any, where: str) -> tuple[str, ...]:
    found = value if isinstance(value, list) else [value]
    texts = []
    for one in found:
        one = one.get("id") if isinstance(one, dict) else one
        if one is None or isinstance(one, (dict, list)):
            raise InputError("A value is a text, a number, true, false, or an object with an id.", where=where, remedy=_REMEDY)
        texts.append(str(one).lower() if isinstance(one, bool) else str(one)[:MAX_TEXT])
    if not texts or len(texts) > 100:
        raise InputError("A condition has from 1 to 100 values.", where=where)
    return tuple(texts)


def _name(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise InputError("The name asked for is a text.", where=where, remedy=_REMEDY)
    return value.strip()[:MAX_TEXT]


def _limit(one: dict[str, Any], where: str) -> int:
    limit = one.get("limit") or 10
    if isinstance(limit, bool) or not isinstance(limit, (int, float)) or not 1 <= limit <= 1_000_000:
        raise InputError("limit is a number above zero.", where=f"{where}/limit")
    return min(int(limit), MAX_LIMIT)
