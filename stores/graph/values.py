"""Values at the two doors of the driver: parameters on the way in, answers on the way out as plain JSON values."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytz
from neo4j import graph, spatial
from neo4j import time as neo4j_time

from zhaoshang.ontology.errors import UsageError

LARGEST = 2**63
"""Integers of the property graph have 64 bits."""


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: rows of plain values in the columns' order; ``truncated`` if the row limit cut it short."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False

    def dicts(self) -> list[dict[str, Any]]:
        """Each row by the columns' names."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def parameter(value: Any, where: str = "parameter") -> Any:
    """The value as the driver may safely have it. Raises UsageError for what has no place in the property graph.

    Datetimes get a fixed offset: driver 6.4 with its fast packing ends the Python process on a ``zoneinfo.ZoneInfo``. Zones of
    pytz, which the driver itself makes, are safe and stay.
    """
    if value is None or isinstance(
        value, bool | float | str | bytes | date | timedelta | neo4j_time.Date | neo4j_time.Duration | spatial.Point
    ):
        return _instant(value) if isinstance(value, datetime) else value
    if isinstance(value, int):
        if not -LARGEST <= value < LARGEST:
            raise UsageError(f"{value} has more than 64 bits", where=where, remedy="hand it over as a string")
        return value
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, neo4j_time.DateTime | neo4j_time.Time | time):
        return _instant(value)
    if isinstance(value, Mapping):
        return {_key(key, where): parameter(item, f"{where}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [parameter(item, where) for item in value]
    raise UsageError(
        f"a {type(value).__name__} cannot be a parameter of a query", where=where, remedy="use a text, a number, a list or a map"
    )


def _key(key: Any, where: str) -> str:
    if not isinstance(key, str):
        raise UsageError(f"the keys of a map are texts, not {type(key).__name__}", where=where)
    return key


def _instant(value: Any) -> Any:
    offset = _offset(value) if value.tzinfo is not None else None
    if isinstance(value, neo4j_time.Time) and offset is not None:  # the driver asks the offset of a Time, which only pytz takes
        return value.replace(tzinfo=pytz.FixedOffset(round(offset.total_seconds() / 60)))
    if value.tzinfo is None or isinstance(value.tzinfo, timezone | pytz.tzinfo.BaseTzInfo):
        return value
    if offset is None:  # a time of day in a zone whose offset depends on the day
        return value.replace(tzinfo=None)
    return value.replace(tzinfo=timezone(offset))


def _offset(value: Any) -> timedelta | None:
    """The offset, asked of a native value: ``ZoneInfo`` reads a driver's DateTime as if it were one, in memory that is not its own."""
    if isinstance(value, neo4j_time.DateTime):
        return value.to_native().utcoffset()
    if isinstance(value, neo4j_time.Time) and not isinstance(value.tzinfo, pytz.tzinfo.BaseTzInfo):
        return time(tzinfo=value.tzinfo).utcoffset()
    offset: timedelta | None = value.utcoffset()
    return offset


def number(value: Decimal) -> int | float:
    """An integer if it is one that fits, else the nearest float."""
    whole = int(value) if value == value.to_integral_value() else None
    return whole if whole is not None and -LARGEST <= whole < LARGEST else float(value)


def plain(value: Any) -> Any:
    """An answer's value as JSON can hold it, in the shapes of Neo4j's Query API: temporal values as ISO 8601, points as WKT."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dict):  # nodes and relationships are mappings as well
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):  # points are tuples
        return [plain(item) for item in value]
    return _special(value)


def _special(value: Any) -> Any:
    if isinstance(value, graph.Node):
        return {"elementId": value.element_id, "labels": sorted(value.labels), "properties": plain(dict(value))}
    if isinstance(value, graph.Relationship):
        ends = [node.element_id if node is not None else None for node in value.nodes]
        return {
            "elementId": value.element_id, "startNodeElementId": ends[0], "endNodeElementId": ends[1], "type": value.type,
            "properties": plain(dict(value)),
        }  # fmt: skip
    if isinstance(value, graph.Path):
        steps: list[Any] = [plain(value.nodes[0])]
        for relationship, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [plain(relationship), plain(node)]
        return steps
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode()
    if isinstance(value, spatial.Point):
        return f"SRID={value.srid};POINT{' Z' if len(value) == 3 else ''} ({' '.join(map(str, value))})"
    iso = getattr(value, "iso_format", None) or getattr(value, "isoformat", None)
    return iso() if iso else str(value)
