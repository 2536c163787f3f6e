"""One place that the gazetteer knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How high a place stands; the members are in falling order."""

    GROUP = "group"
    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    FOREIGN = "foreign"
    """A city or region abroad; its parent is a country."""


@dataclass(frozen=True, slots=True)
class Division:
    """``code``: GB/T 2260 (6 digits), GB/T 10114 (9), ISO 3166-1 (2 letters), or ``x-`` and a key of our own (groups, cities abroad).

    ``parent`` is the code of the place that holds it ("" for countries and groups); ``aliases`` are other names: short
    form, by-names, former names. ``lat`` and ``lon`` are WGS 84 degrees, of the seat or a parent where the own are not
    known, None for groups.
    """

    code: str
    name: str
    level: Level
    parent: str = ""
    aliases: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
