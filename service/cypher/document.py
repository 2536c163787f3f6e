"""What the OpenAPI document says of the Query API's requests and answers."""

from __future__ import annotations

from typing import Any

from .request import PLAIN, TYPED

_EXAMPLE: dict[str, Any] = {
    "statement": "MATCH (d:Delegation)-[:VISITED]->(c:Company) RETURN d.name AS trip, c.name AS firm LIMIT $n",
    "parameters": {"n": 10},
}
_REQUEST: dict[str, Any] = {
    "type": "object", "required": ["statement"], "additionalProperties": False,
    "properties": {
        "statement": {"type": "string", "minLength": 1, "description": "Cypher that only reads"},
        "parameters": {"type": ["object", "null"], "description": "by name; typed values where the body is typed JSON"},
        "includeCounters": {"type": ["boolean", "null"]},
        "bookmarks": {"type": ["array", "null"], "items": {"type": "string"}},
        "accessMode": {"enum": ["READ", "WRITE", None], "description": "without effect: the graph is only read"},
        "maxExecutionTime": {"type": ["integer", "null"], "minimum": 1, "description": "seconds; never more than the service's limit"},
    },
}  # fmt: skip
_ERRORS: dict[str, Any] = {
    "type": "object", "required": ["errors"],
    "properties": {"errors": {"type": "array", "items": {
        "type": "object", "required": ["code", "message"], "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
    }}},
}  # fmt: skip
_ANSWER: dict[str, Any] = {
    "type": "object",
    "properties": {
        "data": {"type": "object", "required": ["fields", "values"], "properties": {
            "fields": {"type": "array", "items": {"type": "string"}}, "values": {"type": "array", "items": {"type": "array"}},
        }},
        "counters": {"type": "object"}, "notifications": {"type": "array"}, "bookmarks": {"type": "array", "items": {"type": "string"}},
        "queryPlan": {"type": "object"}, "profiledQueryPlan": {"type": "object"}, "errors": {"type": "array"},
    },
}  # fmt: skip
_TRANSACTION = {
    "type": "object", "required": ["id", "expires"],
    "properties": {"id": {"type": "string"}, "expires": {"type": "string", "format": "date-time"}},
}  # fmt: skip
_WHY = {
    400: "No request of this API, or no Cypher", 401: "A key that is not good", 403: "It wants more than to read",
    404: "No such database", 406: "No such media type", 413: "Too long", 415: "No such media type", 429: "Too many requests",
    503: "Neo4j cannot be had", 504: "Over its time",
}  # fmt: skip
RESPONSES: dict[int | str, dict[str, Any]] = {
    202: {"description": "Fields and values", "content": {PLAIN: {"schema": _ANSWER}, TYPED: {"schema": _ANSWER}}},
    **{status: {"description": why, "content": {PLAIN: {"schema": _ERRORS}}} for status, why in _WHY.items()},
}
_CONTENT = {PLAIN: {"schema": _REQUEST, "example": _EXAMPLE}, TYPED: {"schema": _REQUEST}}
_PERHAPS = {"type": ["string", "null"], "description": "Cypher that only reads; without one nothing is asked"}
_LOOSE = {**_REQUEST, "required": [], "properties": {**_REQUEST["properties"], "statement": _PERHAPS}}
_OPEN = {PLAIN: {"schema": _LOOSE, "example": _EXAMPLE}, TYPED: {"schema": _LOOSE}}
ONE: dict[str, Any] = {"requestBody": {"required": True, "content": _CONTENT}}
"""A query by itself."""
BODY: dict[str, Any] = {"requestBody": {"required": False, "content": _OPEN}}
"""What is sent to a transaction: perhaps a query, perhaps nothing."""


def in_transaction() -> dict[int | str, dict[str, Any]]:
    """The answers of a transaction that lives on."""
    schema = {**_ANSWER, "required": [], "properties": {**_ANSWER["properties"], "transaction": _TRANSACTION}}
    return RESPONSES | {202: {"description": "Until when it lives", "content": {PLAIN: {"schema": schema}, TYPED: {"schema": schema}}}}
