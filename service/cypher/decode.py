"""Typed parameters as the driver takes them. What is not of its type is refused, naming the parameter."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytz
from neo4j.spatial import CartesianPoint, Point, WGS84Point
from neo4j.time import Date, DateTime, Duration, Time

from .errors import InvalidError

_POINT = re.compile(r"SRID=(4326|4979|7203|9157);POINT( Z)? ?\(([^()]*)\)")
_ZONED = re.compile(r"(?P<instant>.+(?:Z|[+-]\d\d:\d\d(?::\d\d)?))\[(?P<zone>[A-Za-z0-9_+/-]+)\]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|NaN|[+-]?Infinity")


def parameters(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of all parameters. Raises InvalidError."""
    return {name: value_of(value, name) for name, value in given.items()}


def value_of(value: Any, where: str) -> Any:
    """One value, ``{"$type": …, "_value": …}``. Raises InvalidError where it is none, or its type cannot be a parameter."""
    if not isinstance(value, dict) or set(value) != {"$type", "_value"}:
        raise InvalidError(f'The parameter {where} is no typed value; write it as {{"$type": …, "_value": …}}.')
    kind, content = value["$type"], value["_value"]
    if kind == "List" and isinstance(content, list):
        return [value_of(item, f"{where}[{number}]") for number, item in enumerate(content)]
    if kind == "Map" and isinstance(content, dict):
        return {key: value_of(item, f"{where}.{key}") for key, item in content.items()}
    if kind not in READERS:
        raise InvalidError(f"Type {kind} is not supported as a column value")
    try:
        return READERS[kind](content)
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise InvalidError(f"The parameter {where} is no {kind}: {str(content)[:60]!r}") from error


def _integer(content: Any) -> int:
    if isinstance(content, bool) or not re.fullmatch(r"[+-]?\d{1,19}", str(content)):
        raise ValueError
    return int(content)


def _float(content: Any) -> float:
    if isinstance(content, bool) or not _NUMBER.fullmatch(str(content)):
        raise ValueError
    return float(content)


def _boolean(content: Any) -> bool:
    if not isinstance(content, bool):
        raise TypeError
    return content


def _null(content: Any) -> None:
    if content is not None:
        raise TypeError


def _string(content: Any) -> str:
    if isinstance(content, dict | list) or content is None:
        raise TypeError
    return str(content)


def _octets(content: Any) -> bytes:
    return base64.b64decode(content, validate=True)


def _point(content: Any) -> Point:
    found = _POINT.fullmatch(content)
    if not found:
        raise ValueError
    numbers = [float(one) for one in found[3].split()]
    if len(numbers) != (3 if found[1] in ("4979", "9157") else 2):
        raise ValueError
    return WGS84Point(numbers) if found[1] in ("4326", "4979") else CartesianPoint(numbers)


def _zoned(content: Any) -> DateTime:
    """The offset says which of two instants of a doubled hour is meant, so the zone is applied to it, not the other way round."""
    found = _ZONED.fullmatch(content)
    if not found:
        raise ValueError
    return DateTime.from_iso_format(found["instant"]).astimezone(pytz.timezone(found["zone"]))


def _with_offset(read: Callable[[str], Any], wanted: bool) -> Callable[[Any], Any]:
    def checked(content: Any) -> Any:
        value = read(content)
        if (value.tzinfo is not None) != wanted:
            raise ValueError
        return value

    return checked


READERS: dict[str, Callable[[Any], Any]] = {
    "Null": _null, "Boolean": _boolean, "Integer": _integer, "Float": _float, "String": _string, "Base64": _octets, "Point": _point,
    "Date": Date.from_iso_format, "Duration": Duration.from_iso_format, "ZonedDateTime": _zoned,
    "Time": _with_offset(Time.from_iso_format, True), "LocalTime": _with_offset(Time.from_iso_format, False),
    "OffsetDateTime": _with_offset(DateTime.from_iso_format, True), "LocalDateTime": _with_offset(DateTime.from_iso_format, False),
}  # fmt: skip
