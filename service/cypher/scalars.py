"""Single values as Neo4j writes them in JSON: numbers as Java does, temporal values by ISO 8601, points as WKT (OGC 06-103)."""

from __future__ import annotations

import base64
import math
from decimal import Decimal
from typing import Any

import pytz
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

BILLION = 1_000_000_000


def number(value: float) -> str:
    """``1.0E7``, ``0.001``, ``NaN``: the shortest digits, with an exponent below 10⁻³ and from 10⁷ on (Double.toString)."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    if value == 0 or 1e-3 <= abs(value) < 1e7:
        return repr(value)
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    assert isinstance(exponent, int)
    text = "".join(map(str, digits))
    return f"{'-' if sign else ''}{text[0]}.{text[1:] or '0'}E{exponent + len(text) - 1}"


def point(value: Point) -> str:
    """``SRID=4326;POINT (1.0 2.0)``."""
    return f"SRID={value.srid};POINT{' Z' if len(value) == 3 else ''} ({' '.join(number(float(one)) for one in value)})"


def duration(value: Duration) -> str:
    """``P1Y2M3DT4H5M6.7S``; each part has its own sign, and seconds are whole hours and minutes first."""
    years, months = divmod(abs(value.months), 12)
    sign = -1 if value.months < 0 else 1
    date = _part(sign * years, "Y") + _part(sign * months, "M") + _part(value.days, "D")
    nanos = value.seconds * BILLION + value.nanoseconds
    sign, rest = (-1 if nanos < 0 else 1), abs(nanos)
    hours, rest = divmod(rest, 3600 * BILLION)
    minutes, rest = divmod(rest, 60 * BILLION)
    seconds = f"{'-' if sign < 0 else ''}{rest // BILLION}{_fraction(rest % BILLION)}S" if rest else ""
    clock = _part(sign * hours, "H") + _part(sign * minutes, "M") + seconds
    return f"P{date}{'T' + clock if clock else ''}" if date or clock else "PT0S"


def _part(count: int, unit: str) -> str:
    return f"{count}{unit}" if count else ""


def _fraction(nanos: int) -> str:
    return f".{nanos:09d}".rstrip("0") if nanos else ""


def temporal(value: Any, zone_name: bool = False) -> str:
    """A date, a time of day, or both with a ``T`` between; ``zone_name`` adds ``[Asia/Shanghai]`` where the zone has a name."""
    if isinstance(value, Date):
        return _date(value)
    if isinstance(value, Time):
        return _clock(value) + _offset(value)
    name = zone_of(value) if zone_name else ""
    return f"{_date(value)}T{_clock(value)}{_offset(value)}" + (f"[{name}]" if name else "")


def zone_of(value: DateTime) -> str:
    """The name of its zone; empty for a plain offset or none. The driver gives an offset of nothing as the zone UTC."""
    zone = value.tzinfo
    if zone is pytz.UTC:
        return ""
    return str(getattr(zone, "zone", None) or getattr(zone, "key", None) or "") if zone is not None else ""


def _date(value: Any) -> str:
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"


def _clock(value: Any) -> str:
    return f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}{_fraction(value.nanosecond)}"


def _offset(value: Any) -> str:
    offset = value.utcoffset()
    if offset is None:
        return ""
    seconds = int(offset.total_seconds())
    if not seconds:
        return "Z"
    hours, rest = divmod(abs(seconds), 3600)
    tail = f":{rest % 60:02d}" if rest % 60 else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02d}:{rest // 60:02d}{tail}"


def octets(value: bytes | bytearray) -> str:
    """Base64."""
    return base64.b64encode(value).decode()
