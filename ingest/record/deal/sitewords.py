"""The characters at and around a site, one, two and three at a time: what they say of projects is learnt, not written down.

Mentions count by their type alone and digits by being one, so that 投资3亿元建 and 投资20亿元建 are the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .mask import readable_letters
from .sites import Site

_WINDOW = 14
"""How far to both sides words are looked at without regard to where they stand."""
_SIZES = (1, 2, 3)


def spoken(site: Site) -> dict[str, float]:
    """The features of a site's words, each 1.0: what it begins and ends with, what stands next to it, which pairs are in and near it."""
    first = max(0, site.start - _WINDOW)
    text = readable_letters(site.sentence.text[first : site.end + _WINDOW])
    start, end = site.start - first, site.end - first
    left, form, right = "^" + text[:start], text[start:end], text[end:] + "$"
    return dict.fromkeys(_named(left, form, right), 1.0)


def _named(left: str, form: str, right: str) -> Iterator[str]:
    for size in _SIZES:
        yield from (f"<{left[-size:]}", f">{right[:size]}", f"ends:{form[-size:]}", f"begins:{form[:size]}")
    yield f"length:{min(10, len(form) // 3)}"
    yield from (f"in:{pair}" for pair in pairs_of(form))
    yield from (f"left:{pair}" for pair in pairs_of(left))
    yield from (f"right:{pair}" for pair in pairs_of(right))


def pairs_of(text: str) -> Iterator[str]:
    """Every two characters that stand side by side."""
    return map("".join, pairwise(text))
