"""Names by their sound, without spelling out every name of the graph: characters have few readings, and those are tabled once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from pypinyin import Style, pinyin


@lru_cache(maxsize=16_384)
def readings(character: str) -> frozenset[str]:
    """All toneless readings of a character, ü as v; the character itself where it has none."""
    return frozenset(one.casefold().replace("ü", "v") for one in pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def same_sound(one: str, other: str) -> bool:
    """True if two names are of one length and each pair of characters can be read alike."""
    return len(one) == len(other) and all(a == b or readings(a) & readings(b) for a, b in zip(one, other, strict=True))


def spelled(letters: str, by_first: Mapping[str, Iterable[str]]) -> list[str]:
    """The names that ``letters`` (toneless pinyin run together) may spell; ``by_first`` has them by their first character."""
    begun = [first for first in by_first if any(letters.startswith(reading) for reading in readings(first))]
    return [name for first in begun for name in by_first[first] if _spells(letters, name)]


def _spells(letters: str, name: str) -> bool:
    @cache
    def rest(at: int, place: int) -> bool:
        if place == len(name):
            return at == len(letters)
        return any(letters.startswith(one, at) and rest(at + len(one), place + 1) for one in readings(name[place]))

    return len(letters) >= len(name) and rest(0, 0)
