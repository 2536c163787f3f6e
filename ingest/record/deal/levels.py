"""How small a place is, from a nation down to a town or zone, and whether a smaller one stands near a project: that one it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhaoshang.ontology.reading import Entity

_ZONE = re.compile(r"(?:开发区|高新区|园区?|工业区|经开区|新[区城]|片区|保税区|示范区|合作区|集聚区|集中区|功能区|管委会|基地|港区|港)$")
_TOWN = re.compile(r"(?:镇|乡|街道?|村|社区|屯)$")
_RANK = {"nation": 0, "province": 1, "city": 2, "else": 2, "county": 3, "zone": 4, "town": 4}


def level(place: Entity) -> str:
    """nation, province, city, county, zone, town or else: by the division's code, without one by the name's end."""
    code, name = place.code, place.names[0]
    if len(code) == 2:
        return "nation"
    if code.startswith("x-"):
        return "city"
    if len(code) == 6:
        return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
    if len(code) > 6 or _TOWN.search(name):
        return "town"
    return "zone" if _ZONE.search(name) else "county" if name.endswith(("县", "区", "旗")) else "else"


def standing(mine: str, here: Iterable[str], there: Iterable[str]) -> dict[str, float]:
    """How a place of level ``mine`` stands to the levels of the other places in the project's own sentence and in its own."""
    found = {f"level:{mine}": 1.0}
    for where, levels in (("here", here), ("there", there)):
        found[f"finer.{where}"] = float(any(_RANK[other] > _RANK[mine] for other in levels))
    return {name: value for name, value in found.items() if value}
