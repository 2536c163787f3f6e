"""What may be asked for: the types (our classes) and the properties, named as the ontology names them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from zhaoshang.ontology.errors import InputError
from zhaoshang.ontology.vocabulary import CLASSES, NS, PROPERTIES, ancestors

from ..pages.terms import term

TYPES: tuple[str, ...] = tuple(name for name in CLASSES if name == "Entity" or "Entity" in ancestors(name))
DEFAULT_TYPES = ("Company", "Official", "Executive", "City", "Project")


@dataclass(frozen=True, slots=True)
class Term:
    """A property: ``path`` is its SPARQL property path, ``range`` the classes of its values or one ``xsd:`` type."""

    id: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    path: str

    @property
    def is_data(self) -> bool:
        """True if its values are literals."""
        return self.range[0].startswith("xsd:")


_INVERSE = {
    "hasLeader": "led", "hasMember": "joined", "visitedBy": "visited", "metBy": "met", "hasInvestor": "investsIn", "siteOf": "locatedIn",
    "hasPost": "jurisdiction", "heldNowBy": "holds", "partyTo": "hasParty", "touredBy": "toured", "sent": "sentBy",
}  # fmt: skip
"""Derived property (rules.ttl) -> the stated one that it turns round. Stores hold no derived ones, so they are asked as paths."""


@cache
def properties() -> dict[str, Term]:
    """Every property that an entity can have, by its local name."""
    stated = {n: Term(n, p.domain, p.range, f"zs:{n}") for n, p in PROPERTIES.items() if any(d in TYPES for d in p.domain)}
    turned = {n: Term(n, PROPERTIES[o].range, PROPERTIES[o].domain, f"^zs:{o}") for n, o in _INVERSE.items()}
    chains = {"servesIn": Term("servesIn", ("Person",), ("Region", "Organization"), "zs:holds/zs:jurisdiction")}
    return stated | turned | chains


def property_of(name: str) -> Term:
    """The property by its local name or IRI; raises InputError naming where the list is."""
    found = properties().get(name.removeprefix(NS))
    if found is None:
        raise InputError(f"There is no property {name!r}.", where=name, remedy="see /reconcile/suggest/property")
    return found


def type_of(name: str) -> str:
    """A class by its local name or IRI; raises InputError."""
    found = name.removeprefix(NS)
    if found not in TYPES:
        raise InputError(f"There is no type {name!r}.", where=name, remedy=f"it is one of {', '.join(TYPES)}")
    return found


def is_a(cls: str, wanted: str) -> bool:
    """True if a thing of class ``cls`` is one of ``wanted``."""
    return cls == wanted or (cls in CLASSES and wanted in ancestors(cls))


def fits(prop: Term, cls: str) -> bool:
    """True if some things of class ``cls`` may have the property."""
    return any(is_a(cls, d) or is_a(d, cls) for d in prop.domain)


def label(name: str) -> str:
    """The term's label in both languages, as a reader of either knows it: ``企业 company``."""
    return " ".join(dict.fromkeys((term(name, "zh"), term(name, "en"))))
