"""The gazetteer's names in running text, each with all that it may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from .load import book, townships

_HEAD_OF = frozenset("市县区省州镇乡事会行队组团院校部社局处科所站店厂场司")
"""Before these, 长 ends a post (区长｜宁广陵) and begins no place (长宁)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name that the gazetteer knows, at a place of the text; ``options`` are the codes of what it may be."""

    start: int
    end: int
    options: tuple[str, ...]
    weak: bool = False


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    names = [n for n in {**book().names, **dict.fromkeys(book().zones), **townships()} if len(n) >= 2]
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), names


_AND_COUNTY = re.compile(r"委|直|政府|人大|政协|里|级|区|领导|域")


def _is_other(text: str, name: str, start: int, end: int) -> bool:
    """中｜南海 is no district, and 县长某某和｜县委常委 names no 和县."""
    before = text[start - 1 : start] if start else ""
    if name == "和县":
        return bool("\u4e00" <= before <= "\u9fff" and before not in "到赴在省市徽山" and _AND_COUNTY.match(text, end))
    return name == "南海" and before == "中"


def names_in(text: str) -> list[Found]:
    """The known names in ``text``, leftmost and longest, without overlaps; ``text`` is in simplified characters."""
    automaton, names = _automaton()
    weak, zones, known = book().weak, book().zones, book().names
    found = []
    last = 0
    for index, start, end in automaton.find_matches_as_indexes(text):
        name = names[index]
        if _is_other(text, name, start, end):
            continue
        if name[0] == "长" and start > last and text[start - 1 : start] in _HEAD_OF and not name.endswith(("市", "县", "区")):
            continue
        last = end
        options = (zones[name],) if name in zones else (*known.get(name, ()), *townships().get(name, ()))
        found.append(Found(start, end, options, name in weak or (name not in known and name not in zones and len(name) < 3)))
    return found
