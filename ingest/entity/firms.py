"""Firms of an article: full and short names of one firm become one entity.

A firm's name is [place] brand [trade] [form] (企业名称登记管理规定 §6). A short form keeps the brand and some of the rest in
order: 隆基绿能科技股份有限公司, 隆基绿能科技, 隆基绿能, 隆基; 中国轻工集团公司, 中轻集团.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_FORM = re.compile(
    r"(?:[（(][^（）()]{2,8}[）)])?(?:控股|发展|投资|实业|科技)?(?:集团|股份)?(?:股份有限|有限责任|有限|集团|股份|总)?(?:公司)?(?:[（(][^（）()]{2,8}[）)])?$"
)
_STATED = re.compile(r"[（(](?:以下)?(?:统称|简称)[：:为]?\s*[“\"]?([^”\"（）()，。]{2,12})[”\"]?[)）]")
_BRACKETS = re.compile(r"[（(）)]")


def core(name: str) -> str:
    """The name without legal form and brackets; never empty."""
    plain = _FORM.sub("", name)
    return _BRACKETS.sub("", plain if len(plain) >= 2 else name)


def has_form(name: str) -> bool:
    """True if the name says its legal form."""
    return name.endswith(("公司", "集团"))


def stated_short_forms(text: str) -> list[tuple[int, str]]:
    """(place of the bracket, short form) for every （以下简称“X”）."""
    return [(found.start(), found.group(1)) for found in _STATED.finditer(text)]


def is_short_for(short: str, full: str, without_place: Callable[[str], str]) -> bool:
    """True if ``short`` can be a short form of ``full``."""
    if short == full:
        return True
    if len(short) >= len(full):
        return False
    a, b = core(short), core(full)
    bare = without_place(b)
    if a in (b, bare) or (without_place(a) == bare and bare):
        return True
    reaches_past_place = len(a) > len(b) - len(bare)  # 鹤岗 is no short form of 鹤岗某某农药: it is the place
    if len(a) >= 2 and (bare.startswith(a) or (b.startswith(a) and reaches_past_place)):
        return True
    return _acronym(short, full)


def _acronym(short: str, full: str) -> bool:
    """中轻集团 of 中国轻工集团公司: the characters stand in the full name in order, the first two begin its first words."""
    if not _may_be_acronym(short) or short[0] != full[0]:
        return False
    place = -1
    for character in short:
        place = full.find(character, place + 1)
        if place < 0:
            return False
    return True


def _may_be_acronym(short: str) -> bool:
    return len(short) >= 3 and short.endswith(("集团", "公司", "银行", "股份", "证券"))


def clusters(names: Sequence[str], stated: Sequence[tuple[str, str]], without_place: Callable[[str], str]) -> list[list[str]]:
    """The names grouped by firm, each group fullest first, the groups by first appearance.

    ``names`` are distinct, in order of appearance; ``stated`` are (full, short) pairs that the text itself gives. A short
    form that fits two full names goes to the one whose core begins with it most closely, else to the one named first.
    """
    own = set(names)
    parent = {name: name for name in names}
    for full, short in stated:
        if full in parent:
            parent.setdefault(short, short)
            parent[short] = full
    order = {name: number for number, name in enumerate(names)}
    begun: dict[str, list[str]] = {}
    for full in names:
        for key in {full[:1], core(full)[:2], without_place(core(full))[:2]}:
            begun.setdefault(key, []).append(full)
    for short in sorted(names, key=len):
        if parent[short] != short:
            continue
        keys = {core(short)[:2], without_place(core(short))[:2], *([short[:1]] if _may_be_acronym(short) else [])}
        near = {full for key in keys for full in begun.get(key, ())}
        fits = [full for full in near if len(full) > len(short) and is_short_for(short, full, without_place)]
        if fits:
            parent[short] = min(fits, key=lambda full: (not core(full).startswith(core(short)), len(full), order[full]))
    groups: dict[str, list[str]] = {}
    for name in [*names, *(n for n in parent if n not in own)]:
        groups.setdefault(_root(parent, name), []).append(name)
    return [sorted(group, key=lambda n: (-len(n), n)) for group in groups.values()]


def _root(parent: dict[str, str], name: str) -> str:
    seen: set[str] = set()
    while parent[name] != name and name not in seen:
        seen.add(name)
        name = parent[name]
    return name
