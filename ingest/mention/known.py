"""Widely known firms under the short forms that newspapers use: a hint for the scorer, never a proof."""

from __future__ import annotations

from functools import cache

from .table import words


@cache
def known_firms() -> frozenset[str]:
    """All of them."""
    return words("known_firms") | words("more_firms")
