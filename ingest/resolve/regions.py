"""Regions: their graph ids by division code, and how two regions lie to each other.

Codes are the gazetteer's: GB/T 2260 (six digits), GB/T 10114 (nine, townships), ISO 3166-1 (countries), or its own (``x-…``).
A zone that has no code is known by the region that its name begins with and by its kind: 佳木斯高新区 is
佳木斯高新技术产业开发区.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zhaoshang.ontology.names import key, normal
from zhaoshang.ontology.reading import Entity
from zhaoshang.ontology.vocabulary import SLUGS

from .. import gazetteer
from ..gazetteer import Division, Level
from .tables import zone_kinds

_DIVISION = re.compile(r"\d{6}(\d{3}){0,2}$")
_ZONE = re.compile(
    r"(开发区|高新区|经开区|园区|新区|新城|产业园|工业园|科技园|保税区|综保区|示范区|合作区|自贸区|试验区|度假区|集聚区|集中区)(\(.*\))?$"
)
_ENDINGS = (
    (r"(街道|镇|乡|苏木)$", "Township"),
    (r"(省|自治区|特别行政区)$", "Province"),
    (r"(自治州|市|盟|地区)$", "City"),
    (r"(县|区|旗)$", "County"),
)
_BY_LEVEL = {
    Level.GROUP: "Region", Level.COUNTRY: "Country", Level.PROVINCE: "Province", Level.CITY: "City", Level.COUNTY: "County",
    Level.TOWNSHIP: "Township",
}  # fmt: skip


def division(code: str) -> Division | None:
    """The gazetteer's place of this code (in either case), None if it has none."""
    try:
        return gazetteer.get(code.upper() if len(code) == 2 else code) if code else None
    except KeyError:
        return None


def class_of(code: str, name: str) -> str:
    """The class of a region with this code ("" if none) and fullest name."""
    place = division(code)
    if place is not None and place.level is Level.FOREIGN:
        return "Province" if place.name.endswith(("州", "省", "邦")) else "City"
    if place is not None:
        return _BY_LEVEL[place.level]
    if _ZONE.search(normal(name)):
        return "DevelopmentZone"
    if _DIVISION.match(code):
        return "Township" if len(code) > 6 else "Province" if code.endswith("0000") else "City" if code.endswith("00") else "County"
    return next((cls for pattern, cls in _ENDINGS if re.search(pattern, name)), "Region")


def region_id(entity: Entity, article: str) -> str:
    """The graph id: by the code where there is one; else by the outer region and the name in its normal form; a name that is
    nothing but a kind (高新区) is known within its article alone."""
    name = entity.names[0]
    if entity.code:
        return by_code(entity.code, name)
    outer, rest = outer_of(name)
    kind = zone_name(rest)
    own = (outer, kind) if outer or len(kind) > 3 else (article, rest)
    place = division(code_of(outer))
    return f"{SLUGS[class_of('', name)]}/{key((place.name if place else '') + kind, 'region', *own)}"


def by_code(code: str, name: str = "") -> str:
    """The graph id of the division ``code``."""
    return f"{SLUGS[class_of(code, name)]}/{code.lower()}"


def outer_of(name: str) -> tuple[str, str]:
    """The graph id of the region that a zone's name begins with, and the rest of the name; "" and all of it if there is none."""
    text = normal(name)
    form, place = prefix(text)
    return (place, text[len(form) :]) if form and len(text) - len(form) >= 2 else ("", text)


def zone_name(rest: str) -> str:
    """One spelling of a zone's name without its place."""
    return next((rest[: -len(word)] + kind for word, kind in zone_kinds() if rest.endswith(word)), rest)


def prefix(text: str, context: tuple[str, ...] = ()) -> tuple[str, str]:
    """The longest name of a place that ``text`` begins with, and its graph id, if the gazetteer can tell which it is."""
    for end in range(min(len(text), 14), 1, -1):
        if place := gazetteer.resolve(text[:end], context):
            return text[:end], by_code(place.code)
    return "", ""


def code_of(region: str) -> str:
    """The gazetteer's code in a graph id, "" if it has none."""
    code = region.partition("/")[2]
    place = division(code)
    return place.code if place else code if _DIVISION.match(code) else ""


@lru_cache(maxsize=8192)
def above(region: str) -> tuple[str, ...]:
    """The regions that hold this one below its country, nearest first, as far as its code tells; () for what has none."""
    code = code_of(region)
    if division(code) is None:
        return _by_digits(code)
    return tuple(by_code(p.code, p.name) for p in gazetteer.parents(code) if p.level is not Level.COUNTRY)


def _by_digits(code: str) -> tuple[str, ...]:
    """For a code that the gazetteer has not: its levels are two digits each."""
    wider = [code[:6]] if len(code) > 6 else []
    wider += [code[:4] + "00", code[:2] + "0000"] if code else []
    return tuple(by_code(w) for w in dict.fromkeys(wider) if w != code and division(w) is not None)


def province_of(region: str) -> str:
    """The province that holds this region, or itself; "" if unknown."""
    return next((r for r in (region, *above(region)) if r.startswith("province/")), "")


def related(one: str, other: str) -> str:
    """``same``, ``above`` (one holds the other), ``below``, ``province`` (both lie in one), ``apart`` (known to be in two), or ``""``."""
    if one == other:
        return "same"
    if one in above(other):
        return "above"
    if other in above(one):
        return "below"
    if not (province_of(one) and province_of(other)):
        return ""
    return "province" if province_of(one) == province_of(other) else "apart"
