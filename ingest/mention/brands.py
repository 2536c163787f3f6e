"""Whether a firm's brand is made of common words: 力兴冶金 has a brand, 电子信息产业 has none."""

from __future__ import annotations

from functools import lru_cache

from .table import words

_LONGEST = 4


@lru_cache(maxsize=4096)
def brand_kind(brand: str) -> str:
    """``none`` for nothing, ``latin``, ``one`` character, ``common`` where common words make it up, ``part`` where they make up some of it,
    ``own`` where they do not."""
    if not brand:
        return "none"
    if any(c.isascii() for c in brand):
        return "latin"
    if len(brand) == 1:
        return "one"
    covered = _covered(brand)
    return "common" if covered == len(brand) else "part" if covered and len(brand) > 3 else "own"


def _covered(brand: str) -> int:
    """How many characters common words of the list cover at most, taken from the left, the longest first."""
    common = words("common_words")
    place = covered = 0
    while place < len(brand):
        size = next((n for n in range(min(_LONGEST, len(brand) - place), 1, -1) if brand[place : place + n] in common), 0)
        covered += size
        place += size or 1
    return covered
