"""From the data files to places: reading, checking, and joining short forms, by-names and former names to each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from zhaoshang.ingest.table import bad, read_table

from .division import Division, Level
from .shorten import short_form

DATA = Path(__file__).parent / "data"
_CODE = re.compile(r"\d{6}(?:\d{3})?|[A-Z]{2}|x-[a-z-]+")


@dataclass(slots=True)
class Book:
    """All places by code, and the codes of each name.

    ``letters`` are names of one character, ``zones`` names of zones with the code of the division that they lie in.
    """

    places: dict[str, Division] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)
    weak: set[str] = field(default_factory=set)
    """Names that are everyday words or need a place before them: no mention by themselves."""
    everyday: set[str] = field(default_factory=set)
    """Those of them that are everyday words."""

    def add(self, place: Division) -> None:
        """A place under its name."""
        self.places[place.code] = place
        self.name(place.name, place.code)

    def name(self, name: str, code: str) -> None:
        """One more name of a place."""
        codes = self.names.setdefault(name, [])
        if code not in codes:
            codes.append(code)
            place = self.places[code]
            if name != place.name and name not in place.aliases:
                self.places[code] = replace(place, aliases=(*place.aliases, name))


@cache
def book() -> Book:
    """The whole gazetteer but the townships; raises DataError naming file and line where a row is wrong."""
    made = Book()
    for step in (_countries, _groups, _divisions, _taiwan, _coordinates, _short_forms, _former, _aliases, _foreign):
        step(made)
    return made


@cache
def townships() -> dict[str, tuple[str, ...]]:
    """Codes (nine digits) of each township's name; many share one."""
    found: dict[str, list[str]] = {}
    for _, (code, name) in _rows("townships.tsv", 2):
        found.setdefault(name, []).append(code)
    return {name: tuple(codes) for name, codes in found.items()}


def _rows(name: str, columns: int, check: Callable[[tuple[str, ...]], str] = lambda _: "") -> Iterator[tuple[int, tuple[str, ...]]]:
    for line, row in read_table(DATA / name, columns):
        if fault := check(row):
            raise bad(DATA / name, line, fault)
        yield line, row


def _number(text: str, path: str, line: int) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        raise bad(DATA / path, line, f"{text!r} is no number") from None


def _code_fault(row: tuple[str, ...]) -> str:
    return "" if _CODE.fullmatch(row[0]) else f"{row[0]!r} is no code"


def _countries(made: Book) -> None:
    for line, (code, name, aliases, lat, lon) in _rows("countries.tsv", 5, _code_fault):
        made.add(Division(code, name, Level.COUNTRY, "", (), _number(lat, "countries.tsv", line), _number(lon, "countries.tsv", line)))
        for alias in filter(None, aliases.split("|")):
            made.name(alias, code)


def _groups(made: Book) -> None:
    for _, (name, key, aliases) in _rows("groups.tsv", 3):
        made.add(Division(f"x-{key}", name, Level.GROUP))
        for alias in filter(None, aliases.split("|")):
            made.name(alias, f"x-{key}")


def _divisions(made: Book) -> None:
    file = "divisions.tsv"
    for line, (code, name, parent, lat, lon) in _rows(file, 5, _code_fault):
        if parent and parent not in made.places:
            raise bad(DATA / file, line, f"the parent {parent!r} does not stand above")
        level = Level.PROVINCE if code.endswith("0000") else Level.CITY if code.endswith("00") else Level.COUNTY
        made.add(Division(code, name, level, parent or "CN", (), _number(lat, file, line), _number(lon, file, line)))


def _taiwan(made: Book) -> None:
    file = "taiwan.tsv"
    for line, (code, name, parent, lat, lon, aliases) in _rows(file, 6, _code_fault):
        level = Level.CITY if code.endswith("00") else Level.COUNTY
        made.add(Division(code, name, level, parent, (), _number(lat, file, line), _number(lon, file, line)))
        for alias in filter(None, aliases.split("|")):
            made.name(alias, code)


def _coordinates(made: Book) -> None:
    file = "coordinates.tsv"
    for line, (code, lat, lon) in _rows(file, 3, _code_fault):
        _known(made, code, file, line)
        made.places[code] = replace(made.places[code], lat=_number(lat, file, line), lon=_number(lon, file, line))
    for code, place in made.places.items():
        if place.lat is None and place.parent:
            parent = made.places[place.parent]
            made.places[code] = replace(place, lat=parent.lat, lon=parent.lon)


def _short_forms(made: Book) -> None:
    rules = {
        name: rule
        for _, (name, rule) in _rows("bare.tsv", 2, lambda row: "" if row[1] in ("stop", "allow") else f"no such rule: {row[1]!r}")
    }
    divisions = (Level.PROVINCE, Level.CITY, Level.COUNTY)
    named = [place for place in made.places.values() if place.level in divisions and short_form(place.name) != place.name]
    for place in sorted(named, key=lambda place: divisions.index(place.level)):
        short = short_form(place.name)
        district = place.level is Level.COUNTY and not place.name.endswith(("县", "市", "旗"))
        known_higher = any(made.places[c].level in (Level.PROVINCE, Level.CITY) for c in made.names.get(short, ()))
        if place.level is Level.COUNTY and not known_higher and (rules.get(short) == "stop" or (district and rules.get(short) != "allow")):
            made.weak.add(short)
            if rules.get(short) == "stop":
                made.everyday.add(short)
        made.name(short, place.code)


def _former(made: Book) -> None:
    for line, (name, _, code) in _rows("former.tsv", 3):
        _known(made, code, "former.tsv", line)
        if name not in made.names:
            made.name(name, code)
        short = short_form(name)
        if short not in made.names and len(short) >= 2:
            made.name(short, code)
            made.weak.add(short)


def _aliases(made: Book) -> None:
    file = "aliases.tsv"
    for line, (alias, code, kind) in _rows(file, 3):
        _known(made, code, file, line)
        if kind == "letter":
            made.letters.setdefault(alias, code)
        elif kind == "zone":
            made.zones[alias] = code
        elif kind == "word":
            made.name(alias, code)
            made.weak.discard(alias)
        else:
            raise bad(DATA / file, line, f"no such kind: {kind!r}")


def _foreign(made: Book) -> None:
    file = "foreign_cities.tsv"
    for line, (name, country, key, lat, lon) in _rows(file, 5):
        _known(made, country, file, line)
        made.add(
            Division(f"x-{country.lower()}-{key}", name, Level.FOREIGN, country, (), _number(lat, file, line), _number(lon, file, line))
        )


def _known(made: Book, code: str, file: str, line: int) -> None:
    if code not in made.places:
        raise bad(DATA / file, line, f"there is no place with the code {code!r}")
