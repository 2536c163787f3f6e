"""The fields that a dossier may have, from ``fields.tsv``: how people call them, and where the graph says the like."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from zhaoshang.ontology.errors import DataError, InputError
from zhaoshang.ontology.vocabulary import CLASSES

from ..reconcile.terms import Term, is_a
from ..search.forms import normal

TYPES = ("Person", "Official", "Executive", "Company", "Body", "Organization", "Project")
"""What a dossier can be about, by classes of the ontology."""
ROOTS = ("Person", "Organization", "Project")


@dataclass(frozen=True, slots=True)
class Field:
    """A field for things of class ``type`` (``*``: all). ``path`` is where the graph says the like, as a SPARQL property path ("":
    nowhere), ``compare`` how values are compared (any; ``during``: a date within the span; ``key``: an identifier that settles it)."""

    name: str
    type: str
    path: str
    range: tuple[str, ...]
    compare: str
    zh: str
    en: str
    names: tuple[str, ...]
    ftm: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, str]:
        """As it is called in a comparison, in Chinese and English: both ends of a span are one thing there."""
        return ("任期", "period") if self.name == "from" else (self.zh, self.en)

    @property
    def term(self) -> Term:
        """As reconciliation knows it."""
        return Term(f"{self.name}:{self.type}", (self.type,), self.range, self.path)


@cache
def fields() -> tuple[Field, ...]:
    """All lines of ``fields.tsv`` in their order; raises DataError naming the one that is wrong."""
    found = []
    for number, row in enumerate(_rows("fields.tsv"), 2):
        kinds = tuple(filter(None, row["range"].split("|")))
        known = row["types"] in ("*", *TYPES) and all(k in CLASSES or k.startswith("xsd:") for k in kinds)
        if not known or row["compare"] not in ("", "any", "during", "key") or not (row["zh"] and row["en"]):
            raise DataError("a field names its type, range, comparison and both labels", where=f"service/dossiers/fields.tsv:{number}")
        names = tuple(filter(None, row["names"].split("|")))
        found.append(
            Field(row["field"], row["types"], row["path"], kinds, row["compare"], row["zh"], row["en"], names, tuple(row["ftm"].split("|")))
        )
    return tuple(found)


def _rows(name: str) -> list[dict[str, str]]:
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def fields_of(type_: str) -> dict[str, Field]:
    """The fields of a dossier on a thing of this class, by name, in the file's order."""
    return {one.name: one for one in fields() if one.type == "*" or is_a(type_, one.type)}


@cache
def _called() -> dict[str, str]:
    """Normal form of a heading -> field."""
    found: dict[str, str] = {}
    for one in fields():
        for name in (one.name, one.zh, one.en, *one.names):
            found.setdefault(_key(name), one.name)
    return found


def _key(name: str) -> str:
    return normal(name).replace("_", "").replace("-", "")


def field_called(heading: str) -> str:
    """The field that a column or key means: by its name, its label in either language, or another word for it; "" if none."""
    return _called().get(_key(heading), "")


def ftm_fields(type_: str) -> dict[str, str]:
    """FollowTheMoney property -> field, for things of this class."""
    return {prop: one.name for one in reversed(fields_of(type_).values()) for prop in one.ftm}


@cache
def _types() -> dict[str, str]:
    return {_key(row["word"]): row["type"] for row in _rows("types.tsv")}


def type_called(word: str, where: str = "type") -> str:
    """The class that a word or a FollowTheMoney schema means; raises InputError naming those that there are."""
    found = _types().get(_key(word), "")
    if not found:
        raise InputError(f"A dossier cannot be about a {word!r}.", where=where, remedy=f"it is one of {', '.join(TYPES)}")
    return found


def root_of(type_: str) -> str:
    """The widest class that a dossier of this type may be linked to: Person, Organization, Project; "" for no type."""
    return next((root for root in ROOTS if type_ and is_a(type_, root)), "")


_TELLING = (
    ("Person", {"post", "employer"}),
    ("Company", {"creditCode", "stockCode", "person"}),
    ("Project", {"investor", "amount"}),
)


def guess_type(headings: Iterable[str], found: frozenset[str]) -> str:
    """The class that a heading for the name or the fields that were ``found`` point to; "" if they could be of any."""
    named = (_types().get(_key(heading), "") for heading in headings if field_called(heading) == "name")
    return next(filter(None, named), "") or next((type_ for type_, own in _TELLING if found & own), "")
