"""FollowTheMoney's match API as yente serves it: queries by example in, scored entities with explanations out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhaoshang.ontology.errors import UsageError, ZhaoshangError
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.triples.store import TripleStore

from ..reconcile.asked import MAX_BATCH
from ..reconcile.candidates import Blocks
from ..reconcile.score import AWAY, CLEAR, KEYED
from .draft import Draft, from_json
from .fields import TYPES, fields
from .propose import Known, Proposal, known_values, propose
from .reasons import NAME_FEATURES

DATASET = "zhaoshang"
ALGORITHM = "zhaoshang-names"
SCHEMATA = {"Official": "Person", "Executive": "Person", "Body": "PublicBody"}
"""Our class -> FollowTheMoney's schema, where they are not called the same."""
_PROPERTIES = {"post": "position", "place": "address", "creditCode": "uscCode", "stockCode": "ticker", "amount": "amount",
               "currency": "currency", "stage": "status"}  # fmt: skip
"""Field -> the property of FollowTheMoney under which its values are given."""
_NAMED = {
    "name_exact": ("the preferred name is the same", 1.0),
    "alias_exact": ("another name is the same", 0.96),
    "core_name": ("the core of a firm's name is the same: without place, legal form and trade", 0.88),
    "pinyin": ("the names sound the same", 0.84),
    "name_similarity": ("characters that the names have in common", 0.8),
    "type_match": ("the entity is of the type asked for, or of one below it", 0.15),
}


def features() -> dict[str, dict[str, Any]]:
    """The features by name with what they mean; ``coefficient`` is what a feature that is met counts for, of 1."""
    own = {it.name: it for it in fields() if it.path and it.compare != "during"}
    keyed = {name: KEYED / 100 if it.compare == "key" else 0.3 for name, it in own.items()}
    told = {name: (f"{it.en} ({it.zh}) agrees with what the graph says", keyed[name]) for name, it in own.items()}
    told["from"] = (f"a date of the graph lies in the span; outside it counts {AWAY:g}", 0.3)
    return {name: {"description": text, "coefficient": weight, "url": "/docs"} for name, (text, weight) in {**_NAMED, **told}.items()}


def queries(given: Any) -> dict[str, Draft]:
    """The queries of a request by their names; raises UsageError (400, as yente has it) naming the one that is wrong."""
    every = given.get("queries") if isinstance(given, dict) else None
    if not isinstance(every, dict) or not every:
        raise UsageError("No queries provided.", where="queries", remedy='send {"queries": {"q": {"schema": …, "properties": …}}}')
    if len(every) > MAX_BATCH:
        raise UsageError(f"Too many queries in one batch (limit: {MAX_BATCH})", where="queries")
    for name in ("weights", "config"):
        if given.get(name):
            raise UsageError(f"{name} cannot be chosen here: there is one scoring.", where=name, remedy="leave it out")
    return {str(name): _query(name, one) for name, one in every.items() if one is not None}


def _query(name: str, one: Any) -> Draft:
    if not isinstance(one, dict) or not isinstance(one.get("properties"), dict):
        raise UsageError("A query has a schema and properties.", where=f"queries/{name}")
    try:
        return from_json({"schema": one.get("schema"), "properties": one["properties"]}, f"queries/{name}")
    except ZhaoshangError as error:
        raise UsageError(f"Cannot parse example entity: {error.what}", where=error.where, remedy=error.remedy) from error


def answer(
    store: TripleStore, journal: Journal, blocks: Blocks, asked: Mapping[str, Draft], limit: int, threshold: float, cutoff: float,
    leave_out: frozenset[str] = frozenset(),
) -> dict[str, Any]:  # fmt: skip
    """``responses`` by the queries' names: results from ``cutoff`` (0 to 1), a match from ``threshold``, if it is safe as well, which
    two of one name never are. ``leave_out`` are ids, old ones included, and schemata."""
    canon = journal.canon()
    hidden = {canon.canonical(one) for one in leave_out}
    found = dict(zip(asked, propose(store, blocks, list(asked.values()), 50), strict=True))
    told = {}
    for name, draft in asked.items():
        kept = [c for c in found[name].candidates if c.score >= 100 * cutoff and not hidden & {c.entity, SCHEMATA.get(c.type, c.type)}]
        known = known_values(store, blocks, draft.type, [c.entity for c in kept[:limit]])
        told[name] = {
            "status": 200,
            "results": [_result(c, known, blocks, canon.group(c.entity), threshold) for c in kept[:limit]],
            "total": {"value": len(kept), "relation": "eq"},
            "query": {"id": None, "schema": SCHEMATA.get(draft.type, draft.type), "properties": _own(draft)},
        }
    return {"responses": told, "matcher": features(), "limit": limit}


def _own(draft: Draft) -> dict[str, list[str]]:
    return {_PROPERTIES.get(field, field): list(values) for field, values in draft.fields.items()}


def _result(c: Proposal, known: Known, blocks: Blocks, group: tuple[str, ...], threshold: float) -> dict[str, Any]:
    card = blocks.cards[c.entity]
    said = {prop: list(known.get(field, {}).get(c.entity, ())) for field, prop in _PROPERTIES.items()}
    properties = {"name": [card.name], "alias": list(card.aliases), **said}
    score = round(c.score / 100, 4)
    return {
        "id": c.entity,
        "caption": c.name,
        "schema": SCHEMATA.get(c.type, c.type),
        "properties": {prop: values for prop, values in properties.items() if values},
        "datasets": [DATASET],
        "referents": list(group[1:]),
        "target": False,
        "first_seen": None,
        "last_seen": None,
        "last_change": None,
        "score": score,
        "features": {name: value for name, value in c.features.items() if value},
        "explanations": _explained(c),
        "match": c.match and score >= threshold,
        "token": None,
    }


def _explained(c: Proposal) -> dict[str, dict[str, Any]]:
    """What each feature compared; of the name only the strongest likeness has a sentence."""
    plain = {
        name: {"detail": None, "score": c.features[name], "query": None, "candidate": None}
        for name in NAME_FEATURES
        if c.features.get(name)
    }
    told = {
        r.feature: {"detail": r.en, "score": r.score, "query": "; ".join(r.dossier), "candidate": "; ".join(r.graph) or None}
        for r in c.reasons
    }
    return plain | told


def catalog(head: int) -> dict[str, Any]:
    """The one data set that there is."""
    version = f"{head:012d}"
    entry: dict[str, Any] = {
        "name": DATASET, "title": "Zhaoshang Graph", "summary": "What Chinese local papers say of investment promotion.", "url": None,
        "load": True, "entities_url": None, "version": version, "index_version": version, "index_current": True, "children": [],
    }  # fmt: skip
    return {"datasets": [entry], "current": [DATASET], "outdated": [], "index_stale": False}


def algorithms() -> dict[str, Any]:
    """The one scoring that there is."""
    text = (
        "Names by writing, sound and core; places, posts, codes, sums and dates beside them. "
        f"A match is {CLEAR:g} points ahead of the next candidate; dossiers are on a {', '.join(TYPES)}."
    )
    return {"algorithms": [{"name": ALGORITHM, "description": text, "features": features()}], "default": ALGORITHM, "best": ALGORITHM}
