"""What the gazetteer says of the regions in use: names, codes, coordinates, and what each is part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from zhaoshang.ontology.names import normal, pinyin
from zhaoshang.ontology.statement import TYPE, Literal, Statement

from .. import gazetteer
from ..gazetteer import Division, Level
from ..resolve.posts import MUNICIPALITIES, SUB_PROVINCIAL
from ..resolve.regions import by_code, class_of, code_of, division

_Fact = tuple[str, str | Literal]
_BY_ENDING = {
    Level.PROVINCE: (("自治区", "autonomous-region"), ("特别行政区", "special-administrative-region"), ("", "province")),
    Level.CITY: (
        ("自治州", "autonomous-prefecture"), ("盟", "league"), ("地区", "prefecture"), ("市", "prefecture-city"), ("", "prefecture"),
    ),
    Level.COUNTY: (("市", "county-city"), ("区", "district"), ("旗", "banner"), ("", "county")),
    Level.TOWNSHIP: (("", "township"),),
    Level.COUNTRY: (("", "country"),),
}  # fmt: skip
"""Endings of a name and the notation of the region-level scheme, the first that fits counts."""


def backbone(article: str, used: Iterable[str]) -> Iterator[Statement]:
    """Statements on every region among the graph ids ``used`` that has a code, and on those above it; without evidence, for
    no article says it."""
    codes = [code for region in used if division(code := code_of(region))]
    every = dict.fromkeys(c for code in codes for c in (code, *(p.code for p in gazetteer.parents(code))))
    for code in every:
        for predicate, value in _facts(code):
            yield Statement(article, by_code(code), predicate, value, (), 1.0, "gazetteer")


@lru_cache(maxsize=4096)
def _facts(code: str) -> tuple[_Fact, ...]:
    place = gazetteer.get(code)
    classes = ("Province", "City") if code in MUNICIPALITIES else (class_of(code, place.name),)
    facts: list[_Fact] = [(TYPE, cls) for cls in classes]
    facts.append(("name", Literal(place.name, lang="zh")))
    facts.append(("pinyin", Literal(pinyin(normal(place.name)), lang="zh-Latn")))
    facts += [("alias", Literal(alias, lang="zh")) for alias in place.aliases]
    facts += [("divisionCode", Literal(code))] if code.isdigit() else []
    facts += [("level", Literal(level))] if (level := _level(place)) else []
    if place.lat is not None and place.lon is not None:
        facts += [("latitude", Literal(str(place.lat), "decimal")), ("longitude", Literal(str(place.lon), "decimal"))]
    if place.parent:
        facts.append(("partOf", by_code(place.parent)))
    return tuple(facts)


def _level(place: Division) -> str:
    """The notation of the region-level scheme; "" for groups of countries and cities abroad."""
    if place.code in MUNICIPALITIES:
        return "municipality"
    if place.code in SUB_PROVINCIAL:
        return "sub-provincial-city"
    return next((level for ending, level in _BY_ENDING.get(place.level, ()) if place.name.endswith(ending)), "")
