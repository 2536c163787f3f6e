"""The forms under which a name is found. What is typed and what is stored go through the same functions."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.simpleseg import seg

from zhaoshang.ontology.names import normal, pinyin

__all__ = ["initials", "is_letters", "latin", "letters", "normal"]


@lru_cache(maxsize=65_536)
def letters(text: str) -> str:
    """Toneless pinyin run together, ü as v: ``佳木斯`` becomes ``jiamusi``; other scripts stay as they are."""
    return "".join(map(_letters, seg(text))).casefold().replace(" ", "")


@lru_cache(maxsize=65_536)
def _letters(word: str) -> str:
    return pinyin(word).replace(" ", "")


@lru_cache(maxsize=65_536)
def initials(text: str) -> str:
    """First letters of the syllables: ``佳木斯`` becomes ``jms``."""
    return "".join(map(_initials, seg(text))).casefold().replace(" ", "")


@lru_cache(maxsize=65_536)
def _initials(word: str) -> str:
    """Of one word, for names share theirs, and the conversion takes most of the time: ``有限公司``."""
    return "".join(lazy_pinyin([word], style=Style.FIRST_LETTER))


def latin(text: str) -> str:
    """A query in letters without what pinyin does without: apostrophes, hyphens, spaces, tone marks."""
    flat = unicodedata.normalize("NFD", text.casefold().replace("ü", "v"))
    return "".join(c for c in flat if c.isascii() and c.isalnum())


def is_letters(text: str) -> bool:
    """True if ``text`` may be pinyin or English: Latin letters, with or without tone marks, and no Chinese."""
    flat = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return flat.isascii() and bool(latin(text))
