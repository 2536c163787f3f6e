"""The terms of ``tables/entities.tsv``: what an article tells of an entity apart from records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from zhaoshang.ontology.names import normal, pinyin
from zhaoshang.ontology.reading import Entity, Kind
from zhaoshang.ontology.statement import Literal
from zhaoshang.ontology.vocabulary import SLUGS

from ..resolve.context import Context
from ..resolve.posts import MUNICIPALITIES
from ..resolve.regions import class_of, division, outer_of

_CLASSES = {
    Kind.OFFICIAL: "Official", Kind.EXECUTIVE: "Executive", Kind.COMPANY: "Company", Kind.BODY: "Body", Kind.PROJECT: "Project",
}  # fmt: skip
_CREDIT = re.compile(r"[0-9A-Z]{18}$")
_STOCK = re.compile(r"(?:[A-Za-z]{2}\.?)?\d{4,6}(?:\.[A-Za-z]{2})?$|[A-Z]{1,5}$")

Give = Callable[[Entity, Context], Iterable[str | Literal]]


def classes(entity: Entity) -> tuple[str, ...]:
    """The class of an entity; the four municipalities are provinces by rank and cities by nature."""
    if entity.kind is not Kind.REGION:
        return (_CLASSES[entity.kind],)
    return ("Province", "City") if entity.code in MUNICIPALITIES else (class_of(entity.code, entity.names[0]),)


def _seat(entity: Entity, context: Context) -> Iterable[str]:
    """The region that the entity's own name begins with: 浙江… is taken to be at home there, as company law has it."""
    for name in map(normal, entity.names):
        form, place = context.places.seat(name) if entity.kind is Kind.COMPANY else context.places.prefix(name)
        if form and len(name) - len(form) >= 2:
            return (place,)
    return ()


def _outer(entity: Entity, _: Context) -> Iterable[str]:
    """The region that a zone without a code lies in; of the others the gazetteer tells it."""
    outer = "" if division(entity.code) else outer_of(entity.names[0])[0]
    return (outer,) if outer else ()


def _official_name(entity: Entity) -> str:
    """A division goes by the gazetteer's name, whatever the article calls it."""
    place = division(entity.code) if entity.kind is Kind.REGION else None
    return place.name if place else entity.names[0]


def _aliases(entity: Entity) -> list[str]:
    """The other forms that the article uses."""
    shown = _official_name(entity)
    return [name for name in dict.fromkeys(entity.names) if name != shown]


FEATURES: dict[str, Give] = {
    "class": lambda e, _: classes(e),
    "name": lambda e, _: [Literal(_official_name(e), lang="zh")],
    "alias": lambda e, _: [Literal(name, lang="zh") for name in _aliases(e)],
    "pinyin": lambda e, _: [Literal(pinyin(normal(_official_name(e))), lang="zh-Latn")],
    "outer": _outer,
    "credit-code": lambda e, _: [Literal(e.code)] if _CREDIT.match(e.code) else [],
    "stock-code": lambda e, _: [Literal(e.code)] if _STOCK.match(e.code) else [],
    "seat": _seat,
}
"""By name; each gives graph ids, class names or literals."""

assert set(SLUGS) >= set(_CLASSES.values())
