"""The word lists of the grammars, loaded once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from zhaoshang.ingest.table import bad, read_table

_FOLDER = Path(__file__).parent
_PLACES = ("after", "before", "both")


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches the longest of ``words``."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def currencies() -> tuple[dict[str, str], dict[str, str]]:
    """Currency words with their ISO 4217 codes: those that stand after the number, those that stand before it."""
    path = _FOLDER / "currencies.tsv"
    after, before = {}, {}
    for line, (form, code, place) in read_table(path, 3):
        if place not in _PLACES or not re.fullmatch(r"[A-Z]{3}", code):
            raise bad(path, line, f"{code!r} is no currency code or {place!r} is none of {', '.join(_PLACES)}")
        if place != "before":
            after[form] = code
        if place != "after":
            before[form] = code
    return after, before


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of the list ``NAME.tsv``."""
    return tuple(row[0] for _, row in read_table(_FOLDER / f"{name}.tsv", 1))


@cache
def relative_days() -> dict[str, tuple[str, int]]:
    """Words that name a day by another: their anchor (article, last or near) and the days to add."""
    path = _FOLDER / "relative_days.tsv"
    found = {}
    for line, (word, anchor, days) in read_table(path, 3):
        if anchor not in ("article", "last", "near") or not re.fullmatch(r"-?\d*", days):
            raise bad(path, line, f"no such anchor or number of days: {anchor!r}, {days!r}")
        found[word] = (anchor, int(days or 0))
    return found
