"""The bodies of the Reconciliation API for the OpenAPI document; its own schemas (W3C) say more."""

from __future__ import annotations

import json
from typing import Any

_OLD = {"q0": {"query": "云砥数据", "type": "Company", "limit": 3, "properties": [{"pid": "locatedIn", "v": "鹤岗"}]}}
_NEW = {"queries": [{"type": "Company", "limit": 3, "conditions": [{"matchType": "name", "propertyValue": "云砥数据"}]}]}
_EXTEND = {"ids": ["city/230400"], "properties": [{"id": "name"}]}
_TEXT = {"type": "string"}


def _body(media: str, schema: dict[str, Any], example: Any) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {media: {"schema": schema, "example": example}}}}


OLD: dict[str, Any] = _body(
    "application/x-www-form-urlencoded",
    {"type": "object", "properties": {"queries": _TEXT | {"description": "JSON: a query by each key"}, "extend": _TEXT}},
    {"queries": json.dumps(_OLD, ensure_ascii=False)},
)  # fmt: skip
"""0.2: a form."""
MATCH: dict[str, Any] = _body(
    "application/json",
    {"type": "object", "required": ["queries"], "properties": {"queries": {"type": "array", "items": {"type": "object"}}}},
    _NEW,
)
EXTEND: dict[str, Any] = _body(
    "application/json",
    {
        "type": "object",
        "required": ["ids", "properties"],
        "properties": {"ids": {"type": "array", "items": _TEXT}, "properties": {"type": "array", "items": {"type": "object"}}},
    },
    _EXTEND,
)
