"""The normal forms of names: by these, names are compared, looked up and made into ids.

Wherever two names are held to be the same for reasons of writing alone (width, case, script, white space), it is by
`normal`; pinyin is toneless and serves for lookup and for readable ids, never to tell two things apart.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pypinyin import lazy_pinyin


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=65_536)
def normal(text: str) -> str:
    """Width, case and script folded, white space gone: ``ＡＢＣ 集團`` becomes ``abc集团``."""
    folded = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return str(_simplifier().convert(folded))


def normals(texts: Iterable[str]) -> list[str]:
    """`normal` of many texts at once, some twenty times as fast as one by one."""
    folded = ["".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in texts]
    if any(_BETWEEN in text for text in folded) or not folded:
        return [normal(text) for text in folded]
    return str(_simplifier().convert(_BETWEEN.join(folded))).split(_BETWEEN)


_BETWEEN = "\u241f"
"""No name holds the picture of a separator."""


def visible(text: str) -> str:
    """The text without what is not seen: controls, marks of joining and direction (Cc, Cf of Unicode), variation selectors."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf") and not _VARIANT.match(c)).strip()


_VARIANT = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@lru_cache(maxsize=65_536)
def pinyin(text: str) -> str:
    """Toneless pinyin, a space between syllables, ü as v: ``佳木斯`` becomes ``jia mu si``; other letters stay together."""
    return " ".join(part.strip().casefold() for part in lazy_pinyin(text) if part.strip())


@lru_cache(maxsize=65_536)
def slug(text: str, syllables: int = 6) -> str:
    """The first syllables as the readable part of an id: lower-case ASCII letters, digits and hyphens, at least ``x``."""
    flat = unicodedata.normalize("NFKD", pinyin(normal(text))).encode("ascii", "ignore").decode()
    parts = re.findall(r"[a-z0-9]+", flat)[:syllables]
    return "-".join(parts)[:60].strip("-") or "x"


def key(name: str, *features: str) -> str:
    """A graph id's second part: `slug` of ``name`` and 8 hex digits of SHA-256 over the features, in their order."""
    digest = hashlib.sha256("\x1f".join(features).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug(name)}-{digest}"
