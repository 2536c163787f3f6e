"""Chinese surnames, of one and of two characters."""

from __future__ import annotations

from functools import cache

from .table import words


@cache
def _all() -> frozenset[str]:
    return words("surnames")


def surname_length(text: str, start: int = 0) -> int:
    """How many characters of ``text`` at ``start`` are a surname: 2, 1 or 0."""
    if text[start : start + 2] in _all():
        return 2
    return 1 if text[start : start + 1] in _all() else 0
