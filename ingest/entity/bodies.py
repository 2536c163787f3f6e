"""Bodies of an article: 佳木斯市发改委 and 市发改委 are one; a bare 市发改委 is the home place's."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.gazetteer import get
from zhaoshang.ingest.table import read_table

from .home import Home

_LEVEL = re.compile(r"(?:我|本)?(自治[区州县]|[省市州盟县区旗])(?=[\u4e00-\u9fff]{2})(?!场|区)")


@cache
def _generic() -> frozenset[str]:
    """Names of no body by themselves: they point back to the one named in full, and are nothing where there is none."""
    return frozenset(row[0] for _, row in read_table(Path(__file__).parent / "generic_bodies.tsv", 1))


def grouped(document: Document) -> list[tuple[list[str], list[Mention]]]:
    """(names, the fullest first; mentions) of each body, in order of first appearance."""
    table: dict[str, list[Mention]] = defaultdict(list)
    for m in document.mentions:
        if m.type is Type.BODY:
            table[m.span.of(document.text)].append(m)
    endings: dict[str, list[str]] = defaultdict(list)
    for name in table:
        for size in range(2, len(name)):
            endings[name[-size:]].append(name)
    groups: dict[str, list[str]] = {}
    for name in table:
        generic = name in _generic()
        fuller = [other for other in endings.get(name, []) if other not in _generic()] if len(name) >= 3 or generic else []
        if generic and not fuller:
            continue
        groups.setdefault(fuller[0] if len(fuller) == 1 or (fuller and generic) else name, []).append(name)
    home = Home(document)
    return [(_names(forms, home), [m for form in forms for m in table[form]]) for forms in groups.values()]


def _names(forms: list[str], home: Home) -> list[str]:
    ordered = sorted(forms, key=lambda n: (-len(n), n))
    level = _LEVEL.match(ordered[0])
    code = home.of_level(level.group(1)) if level else ""
    full = [get(code).name + ordered[0][level.end() :]] if level and code else []
    return list(dict.fromkeys([*full, *ordered]))
