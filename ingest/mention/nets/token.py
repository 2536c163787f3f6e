"""What a network says of a piece of one text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple


class Token(NamedTuple):
    """``text[start:end]`` is a ``label`` (offsets in code points of the text that was tagged).

    LAC labels every character (PER, LOC, ORG, TIME or a part of speech); cutword only what it takes for a name
    (PERSON, ORG, LOC, COMMERCIAL, BASE, …).
    """

    start: int
    end: int
    label: str


token: Callable[[tuple[int, int, str]], Token] = partial(tuple.__new__, Token)
"""A `Token` of its three fields: every word is one, and the class's own call takes twice as long."""
