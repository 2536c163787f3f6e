"""People by where they stand: whole between a post and the next mark, in a row of names, before a post, in Latin letters.

The networks miss names that read like words (市长史根治), foreign ones (总领事邯伯盼) and those that a title follows (虞卫总经理).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .posts import Post
from .surnames import surname_length
from .view import View

_WHOLE = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[·•・][\u4e00-\u9fff]{1,6}){0,3}(?=[、，。；,;：:（()）\s]|等|$)")
_ITEM = re.compile(r"[\u4e00-\u9fff]{2,4}(?=[、，。；,;（()）\s]|等|和|$)")
_ITEM_BEFORE = re.compile(r"(?:^|[、，。：:；,;\s])([\u4e00-\u9fff]{2,4})$")
_EDGE = re.compile(r"(?:^|[、，。；：:,;（()）“”\s的是由与和])$")
_SPACED = re.compile(r"[\u4e00-\u9fff] [\u4e00-\u9fff](?=[、，。；,;：:（()）\s]|等|参加|出席|一行|陪同|$)")
"""王 磊, as papers print names of two characters."""
_LATIN = re.compile(r"[A-Z][A-Za-z'’\-]+(?: [A-Z][A-Za-z.'’\-]*){0,3}")
_LATIN_TITLED = re.compile(r"(?<![A-Za-z])[A-Z][a-z'’\-]+(?: [A-Z][A-Za-z.'’\-]*){0,3}(?= ?(?:先生|女士|博士|教授))")

Found = tuple[int, int, str]
"""Start, end and source of a proposal."""


def by_slot(view: View, posts: Iterable[Post], sure: Iterable[tuple[int, int]]) -> Iterator[Found]:
    """Proposals for people; ``sure`` are the spans of those that both networks see."""
    for post in posts:
        yield from _behind(view.text, post.span.end)
        yield from _before(view.text, post.core)
    yield from _in_rows(view.text, sure)
    yield from ((m.start(), m.end(), "rule:latin") for m in _LATIN_TITLED.finditer(view.text))


def _behind(text: str, place: int) -> Iterator[Found]:
    start = place + 1 if text[place : place + 1] in ("的", " ") else place
    if (spaced := _SPACED.match(text, start)) and surname_length(text, start):
        yield start, spaced.end(), "rule:spaced"
    if whole := _WHOLE.match(text, start):
        yield start, whole.end(), "rule:whole-behind-post"
    if latin := _LATIN.match(text, start):
        yield start, latin.end(), "rule:latin"


def _before(text: str, core: int) -> Iterator[Found]:
    """江凌副市长, 虞卫总经理: a surname two or three characters before a post, at the edge of a phrase."""
    for size in (2, 3, 4):
        start = core - size
        length = surname_length(text, start) if start >= 0 else 0
        if length and 1 <= size - length <= 2 and _EDGE.search(text[max(0, start - 1) : start]) and text[start:core].isalpha():
            yield start, core, "rule:before-post"


def _in_rows(text: str, sure: Iterable[tuple[int, int]]) -> Iterator[Found]:
    """葛斌、方文、左年文: what stands between 、 and a mark beside a name that both networks see."""
    for start, end in sure:
        if text[end : end + 1] == "、" and (item := _ITEM.match(text, end + 1)) and surname_length(text, end + 1):
            yield item.start(), item.end(), "rule:row"
        if text[start - 1 : start] == "、" and (item := _ITEM_BEFORE.search(text[max(0, start - 6) : start - 1])):
            name = item.group(1)
            if surname_length(name):
                yield start - 1 - len(name), start - 1, "rule:row"
