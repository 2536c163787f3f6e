"""The terms of ``tables/entities.tsv``: what an article tells of an entity apart from records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from zhaoshang.ontology.names import normal, pinyin
from zhaoshang.ontology.reading import Entity, Kind
from zhaoshang.ontology.statement import Literal
from zhaoshang.ontology.vocabulary import SLUGS

from ..resolve.context import Context
from ..resolve.regions import class_of

_CLASSES = {
    Kind.OFFICIAL: "Official", Kind.EXECUTIVE: "Executive", Kind.COMPANY: "Company", Kind.BODY: "Body", Kind.PROJECT: "Project",
}  # fmt: skip
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
_CREDIT = re.compile(r"[0-9A-Z]{18}$")
_STOCK = re.compile(r"(?:[A-Za-z]{2}\.?)?\d{4,6}(?:\.[A-Za-z]{2})?$|[A-Z]{1,5}$")

Give = Callable[[Entity, Context], Iterable[str | Literal]]


def classes(entity: Entity) -> tuple[str, ...]:
    """The class of an entity; the four municipalities are provinces by rank and cities by nature."""
    if entity.kind is not Kind.REGION:
        return (_CLASSES[entity.kind],)
    return ("Province", "City") if entity.code in _MUNICIPALITIES else (class_of(entity.code, entity.names[0]),)


def _seat(entity: Entity, context: Context) -> Iterable[str]:
    """The region that the entity's own name begins with: 浙江… is taken to be at home there, as company law has it."""
    for name in entity.names:
        form, place = context.places.prefix(normal(name))
        if form and len(normal(name)) - len(form) >= 2:
            return (place,)
    return ()


FEATURES: dict[str, Give] = {
    "class": lambda e, _: classes(e),
    "name": lambda e, _: [Literal(e.names[0], lang="zh")],
    "alias": lambda e, _: [Literal(name, lang="zh") for name in dict.fromkeys(e.names[1:]) if name != e.names[0]],
    "pinyin": lambda e, _: [Literal(pinyin(normal(e.names[0])), lang="zh-Latn")],
    "credit-code": lambda e, _: [Literal(e.code)] if _CREDIT.match(e.code) else [],
    "stock-code": lambda e, _: [Literal(e.code)] if _STOCK.match(e.code) else [],
    "seat": _seat,
}
"""By name; each gives graph ids, class names or literals."""

assert set(SLUGS) >= set(_CLASSES.values())
