"""The body of an answer of the Query API: data, counters, notifications, plan, bookmarks."""

from __future__ import annotations

from typing import Any

from neo4j import ResultSummary

from zhaoshang.stores.graph import Answer

from .encode import Encoder, plain, typed
from .errors import entry
from .request import PLAIN, Asked

COUNTERS = {
    "containsUpdates": "contains_updates", "nodesCreated": "nodes_created", "nodesDeleted": "nodes_deleted",
    "propertiesSet": "properties_set", "relationshipsCreated": "relationships_created", "relationshipsDeleted": "relationships_deleted",
    "labelsAdded": "labels_added", "labelsRemoved": "labels_removed", "indexesAdded": "indexes_added",
    "indexesRemoved": "indexes_removed", "constraintsAdded": "constraints_added", "constraintsRemoved": "constraints_removed",
    "containsSystemUpdates": "contains_system_updates", "systemUpdates": "system_updates",
}  # fmt: skip
"""Neo4j's name -> the driver's."""


def body(answer: Answer, asked: Asked, media: str, limit: int) -> dict[str, Any]:
    """All members, in Neo4j's order; those that it leaves out where they are empty are left out."""
    found = result(answer, asked, media, limit)
    return found if answer.broken is not None else {**found, "bookmarks": list(answer.bookmarks or asked.bookmarks)}


def result(answer: Answer, asked: Asked, media: str, limit: int) -> dict[str, Any]:
    """The same without bookmarks, as it is answered inside of a transaction."""
    encode = plain if media == PLAIN else typed
    found: dict[str, Any] = {
        "data": {"fields": list(answer.columns), "values": [[encode(value) for value in row] for row in answer.rows]},
    }
    if answer.broken is not None:
        return {**found, "errors": [entry(answer.broken)]}
    if asked.counters:
        found["counters"] = _counters(answer.summary)
    if answer.summary is not None:
        found.update(_plans(answer.summary, encode))
    notes = _notifications(answer.summary) + ([_cut(limit)] if answer.truncated else [])
    if notes:
        found["notifications"] = notes
    return found


def _counters(summary: ResultSummary | None) -> dict[str, Any]:
    """What the query changed: nothing, since it could only read."""
    counters = summary.counters if summary else None
    values = {name: getattr(counters, ours, 0) for name, ours in COUNTERS.items()}
    return {name: bool(value) if name.startswith("contains") else value for name, value in values.items()}


def _notifications(summary: ResultSummary | None) -> list[dict[str, Any]]:
    """From the statuses as the server sends them: the driver's own ``notifications`` are on their way out."""
    statuses = summary.metadata.get("statuses", ()) if summary else ()
    return [_notification(status) for status in statuses if "neo4j_code" in status]


def _notification(status: dict[str, Any]) -> dict[str, Any]:
    record = status.get("diagnostic_record", {})
    found = {
        "code": status["neo4j_code"], "description": status.get("description"), "severity": record.get("_severity"),
        "title": status.get("title"), "position": record.get("_position"), "category": record.get("_classification"),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value is not None}


def _cut(limit: int) -> dict[str, Any]:
    """What Neo4j has no word for: the service's own row limit."""
    description = f"This service gives at most {limit} rows; narrow the query down, or page through it with SKIP and LIMIT."
    code = "Zhaoshang.ClientNotification.Statement.RowLimit"
    return {"code": code, "description": description, "severity": "WARNING", "title": "The answer was cut.", "category": "GENERIC"}


def _plans(summary: ResultSummary, encode: Encoder) -> dict[str, Any]:
    if summary.profile:
        return {"profiledQueryPlan": _plan(summary.profile, encode, profiled=True)}
    return {"queryPlan": _plan(summary.plan, encode)} if summary.plan else {}


def _plan(plan: dict[str, Any], encode: Encoder, profiled: bool = False) -> dict[str, Any]:
    counted: dict[str, Any] = {}
    if profiled:
        hits, misses = plan.get("pageCacheHits", 0), plan.get("pageCacheMisses", 0)
        counted = {
            "dbHits": plan.get("dbHits", 0), "records": plan.get("rows", 0), "hasPageCacheStats": bool(hits or misses),
            "pageCacheHits": hits, "pageCacheMisses": misses, "pageCacheHitRatio": plan.get("pageCacheHitRatio", 0.0),
            "time": plan.get("time", 0),
        }  # fmt: skip
    return {
        **counted,
        "operatorType": plan["operatorType"],
        "arguments": {name: encode(value) for name, value in plan.get("args", {}).items()},
        "identifiers": list(plan.get("identifiers", ())),
        "children": [_plan(child, encode, profiled) for child in plan.get("children", ())],
    }
