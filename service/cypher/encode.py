"""The driver's values as JSON: plain, or typed (``{"$type": "Date", "_value": "2022-01-02"}``)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from . import scalars

Encoder = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """The value without its type: a datetime and a text that looks like it are the same."""
    if isinstance(value, float) and not math.isfinite(value):
        return scalars.number(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Node):
        return {"elementId": value.element_id, "labels": sorted(value.labels), "properties": {k: plain(v) for k, v in value.items()}}
    if isinstance(value, Relationship):
        start, end = _ends(value)
        rest = {"type": value.type, "properties": {k: plain(v) for k, v in value.items()}}
        return {"elementId": value.element_id, "startNodeElementId": start, "endNodeElementId": end, **rest}
    if isinstance(value, Path):
        return [plain(one) for one in _steps(value)]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return _text(value)[1]


def typed(value: Any) -> dict[str, Any]:
    """The value with its Cypher type; whole numbers and floats as texts, so that no reader rounds them."""
    kind, content = _typed(value)
    return {"$type": kind, "_value": content}


def _typed(value: Any) -> tuple[str, Any]:
    if value is None:
        return "Null", None
    if isinstance(value, bool):
        return "Boolean", value
    if isinstance(value, int):
        return "Integer", str(value)
    if isinstance(value, float):
        return "Float", scalars.number(value)
    if isinstance(value, str):
        return "String", value
    if isinstance(value, Node | Relationship):
        return _entity(value)
    if isinstance(value, Path):
        return "Path", [typed(one) for one in _steps(value)]
    if isinstance(value, dict):
        return "Map", {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return "List", [typed(item) for item in value]
    return _text(value, zone_name=True)


def _entity(value: Node | Relationship) -> tuple[str, Any]:
    properties = {"_properties": {key: typed(item) for key, item in value.items()}}
    if isinstance(value, Node):
        return "Node", {"_element_id": value.element_id, "_labels": sorted(value.labels), **properties}
    start, end = _ends(value)
    ends = {"_start_node_element_id": start, "_end_node_element_id": end}
    return "Relationship", {"_element_id": value.element_id, **ends, "_type": value.type, **properties}


def _text(value: Any, zone_name: bool = False) -> tuple[str, str]:
    """What JSON has no word for, as type and text."""
    if isinstance(value, bytes | bytearray):
        return "Base64", scalars.octets(value)
    if isinstance(value, Point):
        return "Point", scalars.point(value)
    if isinstance(value, Duration):
        return "Duration", scalars.duration(value)
    if isinstance(value, Date):
        return "Date", scalars.temporal(value)
    if isinstance(value, Time):
        return ("LocalTime" if value.tzinfo is None else "Time"), scalars.temporal(value)
    assert isinstance(value, DateTime), type(value)
    kind = "LocalDateTime" if value.tzinfo is None else ("ZonedDateTime" if scalars.zone_of(value) else "OffsetDateTime")
    return kind, scalars.temporal(value, zone_name)


def _ends(value: Relationship) -> tuple[str | None, str | None]:
    start, end = value.nodes
    return (start.element_id if start is not None else None), (end.element_id if end is not None else None)


def _steps(path: Path) -> list[Node | Relationship]:
    """Node, relationship, node …"""
    steps: list[Node | Relationship] = [path.nodes[0]]
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        steps += [relationship, node]
    return steps
