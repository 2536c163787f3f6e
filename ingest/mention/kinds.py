"""What a name's own last words say about the thing: firm, body or place."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zhaoshang.ingest.document import Type

from .table import rows

_KINDS = {"firm": Type.FIRM, "body": Type.BODY, "place": Type.PLACE, "zone": Type.PLACE, "government": Type.PLACE}


@cache
def _suffixes() -> tuple[int, dict[str, tuple[str, float]]]:
    table = {suffix: (kind, float(weight)) for suffix, kind, weight in rows("suffixes", 3)}
    return max(map(len, table)), table


BUREAU = re.compile(
    r"中[铁交建水冶核煤](?:[一二三四五六七八九十]{1,3}[局冶院航]局?|第?[一二三四五六七八九十]{1,2}工程局)(?:集团)?(?:有限公司|公司)?"
    r"|(?:中国)?水(?:利水)?电(?:第?[一二三四五六七八九十]{1,2}(?:工程)?局)(?:有限公司|公司)?"
)
"""中建七局, 中铁二十局集团, 中交二航局, 水电八局: the bureaus of the builders' groups, which are firms."""


@lru_cache(maxsize=8192)
def suffix_of(name: str) -> tuple[str, str, float]:
    """The longest known suffix of ``name`` with its kind and how surely it tells it (0 to 3); ``("", "", 0)`` for none."""
    if name[:1] in ("中", "水") and BUREAU.fullmatch(name):
        return name[2:], "firm", 3.0
    longest, table = _suffixes()
    whole = name.removesuffix("\n")
    start = next((i for i in range(max(0, len(whole) - longest), len(whole)) if whole[i:] in table), -1)
    if start < 0 or (start == 0 and table[whole][0] not in ("government", "body")):
        return "", "", 0.0
    return (whole[start:], *table[whole[start:]])


def type_of(kind: str) -> Type | None:
    """The mention type of a suffix's kind."""
    return _KINDS.get(kind)
