"""What a text ends with and where a pattern may begin at all: said at once, where a regular expression tries every alternative."""

from __future__ import annotations

import re

_FIRST = re.compile(r"(?:^|(?<!\\)\|)(\[[^\]]+\]|\\.|.)")


def ends(text: str, endings: tuple[str, ...]) -> bool:
    """True if ``text`` ends with one of ``endings``, a line break behind it left aside: what ``(?:A|B)$`` finds."""
    return text.endswith(endings) or (text.endswith("\n") and text.endswith(endings, 0, -1))


def beginning(*alternatives: str) -> str:
    """A look-ahead for the characters that ``A|B|…`` begin with, each of which is a character, a class or an escape, no group.

    Before a long choice it passes most places of a text over without trying them one by one.
    """
    firsts = dict.fromkeys(first for each in alternatives for first in _FIRST.findall(each))
    return f"(?=[{''.join(first.removeprefix('[').removesuffix(']') for first in firsts)}])"
