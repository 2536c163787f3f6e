"""Lists of names: where their members end, and whether they name several projects or what one project makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .mask import pattern
from .table import words

_OF_ONE = re.compile(r"(?:年产|年加工|日产|集)(?![^、]*(?:项目|线|厂|园|基地|中心)、)")
"""Begins a list of what one line makes: 年产2万吨豆浆、饮料生产线."""


def of_one(text: str, start: int, end: int) -> bool:
    """True if a list of what one line makes begins at ``start``."""
    return bool(_OF_ONE.match(text, start, end))


_SINGLE = pattern(r"(?:<M>(?:人民币)?的|(?:设|建|上|办|造|起|是|为|了)一[个座条家])$")
"""Before a list that is what one project makes: 5亿元的冷链物流、食品加工项目, 再设一个集成电路生产、研发基地."""


def is_one(text: str, start: int, members: list[tuple[int, int]]) -> bool:
    """True if the list that begins at ``start`` names one project: one sum or one measure word stands before it, one head at its end."""
    return bool(_SINGLE.search(text, max(0, start - 6), start)) and not any(kindred(text, *member) for member in members[:-1])


def as_one(text: str, members: list[tuple[int, int]]) -> bool:
    """True for A、B及C项目 and A和B基地, which may be what one project makes as well as several projects."""
    joined = text[members[-1][0] - 1]
    headless = not any(kindred(text, *member) for member in members[:-1])
    return headless or "及" in text[slice(*members[-1])] or (len(members) == 2 and joined in "和与")


def kindred(text: str, start: int, end: int) -> bool:
    """True if the member of a list ends in a head of its own."""
    return text.endswith(_own_heads(), start + 1, end)


@cache
def _own_heads() -> tuple[str, ...]:
    return tuple(word for kind in ("works", "public", "act") for word in words("heads", kind))


def members_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of the list in the range, parted by 、 outside brackets, the last one also by 和."""
    depth, begin = 0, start
    for index in range(start, end + 1):
        if index == end or (text[index] == "、" and depth == 0):
            if index - begin >= 1:
                yield from _joined(text, begin, index) if begin > start else [(begin, index)]
            begin = index + 1
        elif text[index] in "（(“《":
            depth += 1
        elif text[index] in "）)”》":
            depth -= 1


_TOTAL = re.compile(r"(?:等)?(?:[一二两三四五六七八九十\d]+[余多]?(?:个|大|项|座|条))?(?:重点|重大|合作|产业|投资)*(?:项目|工程)$")


def _joined(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The last member of a list may be two, joined by 和."""
    total = _TOTAL.search(text[start:end])
    if total and re.search(r"等|[个大项座条]", re.sub(r"(?:项目|工程)$", "", total.group())):
        end = start + total.start()
    at = max(text.rfind(word, start + 5, end - 2) for word in "和与")
    return [(start, at), (at + 1, end)] if at > 0 and "（" not in text[start:end] else [(start, end)]
