"""Looking places up: by code, by any of their names, and in the context of other places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from .division import Division, Level
from .load import book, townships

_ORDER = {level: rank for rank, level in enumerate(Level)}


def get(code: str) -> Division:
    """The place with this code; raises KeyError. Townships (nine digits) are made on demand."""
    if len(code) == 9 and code.isdigit():
        return _township(code)
    return book().places[code]


@lru_cache(maxsize=8192)
def candidates(name: str) -> tuple[Division, ...]:
    """Every place of exactly this name, short form, by-name or former name, the highest level first; () if none.

    Townships are found by their full name (西兆通镇) only.
    """
    known = book()
    found = [known.places[code] for code in known.names.get(name, ())]
    if name in known.letters:
        found.append(known.places[known.letters[name]])
    found += [_township(code) for code in townships().get(name, ())]
    return tuple(sorted(found, key=lambda place: (_ORDER[place.level], place.name != name)))


@cache
def parents(code: str) -> tuple[Division, ...]:
    """The places that hold this one, the nearest first, up to the country."""
    found: list[Division] = []
    parent = get(code).parent
    while parent:
        found.append(get(parent))
        parent = found[-1].parent
    return tuple(found)


def full_name(code: str) -> str:
    """The name with those of the divisions above it, without the country: 黑龙江省佳木斯市."""
    above = [place.name for place in reversed(parents(code)) if place.level is not Level.COUNTRY]
    return "".join([*above, get(code).name])


@cache
def _countries_abroad() -> tuple[str, ...]:
    return tuple(n for p in book().places.values() if p.level is Level.COUNTRY and p.code != "CN" for n in (p.name, *p.aliases))


def begins_abroad(name: str) -> bool:
    """True for what begins with the name of a country other than China: 泰国外交部."""
    return name.startswith(_countries_abroad())


def inside(code: str, outer: str) -> bool:
    """True if ``outer`` holds ``code`` or is it."""
    return code == outer or any(place.code == outer for place in parents(code))


def resolve(name: str, context: Iterable[str] = ()) -> Division | None:
    """The place that ``name`` most likely is, or None if unknown or open.

    ``context`` are codes of places that the text names besides, the nearest or most trusted first. A candidate inside a
    context place is preferred, then one that holds a context place, then one of the same province; without help, the
    highest level wins if it has one candidate only (吉林 is the province), else the question stays open (朝阳区, 城关镇).
    """
    options = candidates(name)
    if len(options) <= 1:
        return options[0] if options else None
    for code in context:
        for group in (_within(options, code), _around(options, code), _beside(options, code)):
            if group:
                return _highest(group)
    return _highest(options)


def _within(options: Iterable[Division], code: str) -> list[Division]:
    return [place for place in options if inside(place.code, code)]


def _around(options: Iterable[Division], code: str) -> list[Division]:
    above = {place.code for place in parents(code)}
    return [place for place in options if place.code in above and place.level is not Level.COUNTRY]


def _beside(options: Iterable[Division], code: str) -> list[Division]:
    return [place for place in options if code[:2].isdigit() and place.code[:2] == code[:2]]


def _highest(options: Iterable[Division]) -> Division | None:
    ranked = sorted(options, key=lambda place: _ORDER[place.level])
    alone = len(ranked) == 1 or _ORDER[ranked[0].level] < _ORDER[ranked[1].level]
    return ranked[0] if ranked and alone else None


def _township(code: str) -> Division:
    parent = book().places.get(code[:6])
    name = _township_names().get(code)
    if name is None:
        raise KeyError(code)
    place = Division(code, name, Level.TOWNSHIP, parent.code if parent else "")
    return replace(place, lat=parent.lat, lon=parent.lon) if parent else place


@cache
def _township_names() -> dict[str, str]:
    return {code: name for name, codes in townships().items() for code in codes}
