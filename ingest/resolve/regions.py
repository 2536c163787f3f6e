"""Regions: their graph ids by division code, and how two regions lie to each other.

Codes are those of GB/T 2260 (six digits; the levels are two digits each) and GB/T 10114 (nine, townships).
"""

from __future__ import annotations

import re

from zhaoshang.ontology.names import key, normal
from zhaoshang.ontology.reading import Entity
from zhaoshang.ontology.vocabulary import SLUGS

_DIVISION = re.compile(r"\d{6}(\d{3}){0,2}$")
_GROUPING = frozenset({"01", "02", "90"})
"""Second levels that are no places: 市辖区, 县 of the municipalities, counties directly under a province."""
_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_ENDINGS = (
    (r"(开发区|高新区|经开区|园区|新区|产业园|工业园|科技园|保税区|示范区|合作区|自贸区|度假区|开发区管委会)$", "DevelopmentZone"),
    (r"(街道|镇|乡|苏木)$", "Township"),
    (r"(省|自治区|特别行政区)$", "Province"),
    (r"(自治州|市|盟|地区)$", "City"),
    (r"(县|区|旗)$", "County"),
)


def class_of(code: str, name: str) -> str:
    """The class of a region with this code ("" if none) and fullest name."""
    if not _DIVISION.match(code):
        return "Country" if code.isalpha() else _by_ending(name)
    if _by_ending(name) == "DevelopmentZone":
        return "DevelopmentZone"
    if len(code) > 6:
        return "Township"
    if code.endswith("0000"):
        return "Province"
    return "City" if code.endswith("00") else "County"


def _by_ending(name: str) -> str:
    return next((cls for pattern, cls in _ENDINGS if re.search(pattern, name)), "Region")


def region_id(entity: Entity) -> str:
    """The graph id: by the code where there is one, else by class and name."""
    name = entity.names[0]
    cls = class_of(entity.code, name)
    return f"{SLUGS[cls]}/{entity.code.lower() or key(name, 'region', normal(name))}"


def by_code(code: str, name: str = "") -> str:
    """The graph id of the division ``code``."""
    return f"{SLUGS[class_of(code, name)]}/{code.lower()}"


def above(region: str) -> tuple[str, ...]:
    """The regions that hold this one, nearest first, as far as its code tells; () for what has no division code."""
    code = code_of(region)
    if not code:
        return ()
    found = []
    if len(code) > 6:
        found.append(by_code(code[:6]))
    if code[4:6] != "00" and code[2:4] not in _GROUPING | ({"00"} if code[:2] in _MUNICIPALITIES else set()):
        found.append(by_code(code[:4] + "00"))
    if code[2:6] != "0000":
        found.append(by_code(code[:2] + "0000"))
    return tuple(found)


def code_of(region: str) -> str:
    """The division code in a graph id, "" if it has none."""
    code = region.partition("/")[2]
    return code if _DIVISION.match(code) else ""


def province_of(region: str) -> str:
    """The province that holds this region, or itself; "" if unknown."""
    code = code_of(region)
    return by_code(code[:2] + "0000") if code else ""


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
