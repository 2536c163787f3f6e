"""Where a project's name may begin: the words on its left that cannot be part of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass
from functools import cache, lru_cache

from zhaoshang.ingest.document import Type
from zhaoshang.ingest.edges import beginning

from .mask import letter, pattern
from .table import choice

_MEASURE = r"(?:第?[一二两三四五六七八九十几数\d]+|多|这|该|某|整|另一?)(?:个|座|条|家|处|项|批|大(?=项目|工程)|期(?=的))(?:的)?"
_DAY = r"(?:(?:19|20)\d\d|[一两二三]|\d{1,2})年(?:[底初末后])?|\d{1,2}月(?:\d{1,2}日|底|初|中旬)?"
_LONGEST = 48
_SHORTEST, _JUNK = 3, 10


@cache
def _stops() -> re.Pattern[str]:
    protect, verb = choice("stops", "protect"), choice("stops", "verb")
    start = beginning(protect, verb, "的|第|[一二两三四五六七八九十几数]|\\d|多|这|该|某|整|另")
    return re.compile(f"{start}(?:(?P<protect>{protect})|(?P<measure>{_MEASURE})|(?P<verb>{verb}|{_DAY})|(?P<de>的))")


@cache
def _walls() -> re.Pattern[str]:
    """Characters that no project's name holds, and the mentions that end one."""
    return pattern(r"[，。；：！？;:!?…\s【】■□]|,(?!\d)|<MCDNTJGX>|——")


@cache
def _names() -> re.Pattern[str]:
    return pattern("<O>")


@dataclass(frozen=True, slots=True)
class Left:
    """A possible beginning. ``kind`` is what stands before it: wall, verb, measure, de, join, or edge of the sentence; an
    ordinal begins with its own 第二条."""

    start: int
    kind: str


@lru_cache(maxsize=8)
def walls(text: str) -> tuple[list[tuple[int, str, int]], list[int]]:
    """All (end, kind, length) of stop words of ``text`` in order, and the ends of its walls."""
    stops = [(m.end(), str(m.lastgroup), len(m.group())) for m in _stops().finditer(text) if m.lastgroup != "protect"]
    return stops, [m.end() for m in _walls().finditer(text)]


_OWN = ("新增", "新建", "扩建", "改造")
"""Verbs that a project's name may hold behind its firm: 宏昌新增电池线项目."""


@cache
def _firm_letters() -> tuple[str, ...]:
    return (letter(Type.FIRM),)


def lefts(text: str, core: int, inner: Container[int] = ()) -> list[Left]:
    """The possible beginnings of a name whose head begins at ``core``, the nearest first, then those at names.

    A verb of one character may be part of a word (有机硅): what stands before it is another possible beginning, and the likelier one where
    the words are known (``inner``: where one goes on).
    """
    stops, ends = walls(text)
    last = bisect_right(ends, core)
    floor = ends[last - 1] if last else 0
    brackets = _open_bracket(text, floor, core)
    floor = max(floor, brackets, core - _LONGEST)
    found: list[Left] = []
    weak = 0
    for end, kind, size in reversed([s for s in stops if floor < s[0] <= core]):
        if size == 1 and kind == "verb" and (end in inner or end - 1 in inner):
            found.append(Left(end, "name"))
            continue
        found.append(Left(end, kind))
        ordinal = kind == "measure" and text[end - size] == "第"
        found += [Left(end - size, "ordinal")] if ordinal else []
        doubtful = kind == "verb" and size == 1 and end < core and text[end - 1] in "有为于在对到从建谈签就着向由给做搞即引"
        doubtful = doubtful and not (end >= 2 and text[end - 2] == letter(Type.MONEY))
        weak += doubtful
        if kind == "verb" and text[end - size : end] in _OWN and text[end - size - 1 : end - size] in _firm_letters():
            found.append(Left(end - size - 1, "name"))
        if kind != "de" and not ordinal and not (doubtful and weak == 1):
            floor = end
            break
    else:
        found.append(Left(floor, "wall" if floor else "edge"))
    return found + [Left(m.start(), "name") for m in _names().finditer(text, floor + 1, core)]


def _open_bracket(text: str, floor: int, core: int) -> int:
    """Just behind the last bracket or quotation mark that is opened between ``floor`` and ``core`` and not closed before ``core``."""
    depth: list[int] = []
    for index in range(floor, core):
        if text[index] in "（(“「《":
            depth.append(index + 1)
        elif text[index] in "）)”」》" and depth:
            depth.pop()
        elif text[index] in "）)”」》":
            depth = [index + 1]
    return depth[-1] if depth else floor


def later_starts(text: str, start: int, end: int) -> list[int]:
    """Where a name may begin behind words that cannot be part of it, if enough of it is left (是雅安市水务, 到金域兰亭)."""
    stops, _ = walls(text)
    return [at for at, kind, _ in stops if kind != "de" and start < at <= min(start + _JUNK, end - _SHORTEST)]


def behind_stop(text: str, start: int, end: int) -> int:
    """Where the first member of a list begins behind what cannot be part of a name (合作将放在X、Y等项目), 0 if it has nothing such."""
    stops, _ = walls(text)
    ends = [at for at, kind, size in stops if kind == "verb" and size >= 2 and start < at <= end - _SHORTEST]
    return max(ends, default=0)
