"""Posts as the chosen mentions see them: where each one's unit begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from zhaoshang.ontology.values import Span

from .posts import Post

_KEPT = re.compile(r"^(?:原|前|时任)|[“‘（(]$")


def attached(
    text: str,
    posts: Sequence[Post],
    units: Sequence[tuple[int, int]],
    people: Sequence[tuple[int, int]] = (),
    firms: Mapping[int, int] = MappingProxyType({}),
) -> tuple[Post, ...]:
    """The posts with their units as the chosen mentions see them.

    A unit that begins inside a mention begins with it, and a mention right before the post (or a 的 before it) is its unit:
    山东|高速齐鲁号欧亚班列运营有限公司董事长, 三星物产的社长. ``units`` are the spans of firms, bodies and places, ``people`` those of
    persons, whose names no unit holds (江凌|副市长), ``firms`` where each firm ends and begins: words glued to one are no part of
    the unit (校友企业|林创公司总经理).
    """
    ordered = sorted(units)
    names = sorted(people)
    starts = [start for start, _ in ordered]
    ends = {end: start for start, end in reversed(ordered)}
    found: list[Post] = []
    for post in posts:
        start = post.span.start
        index = bisect_left(starts, start) - 1
        if index >= 0 and start < ordered[index][1] <= post.core:
            start = ordered[index][0]
        start = ends.get(start, start)
        if start == post.core and text[start - 1 : start] == "的":
            start = ends.get(start - 1, start)
        index = bisect_left(names, (post.core, post.core)) - 1
        if index >= 0 and start < names[index][1] <= post.core:
            start = names[index][1]
        own = firms.get(post.core, start)
        if own - start >= 2 and own not in ends and not _KEPT.search(text, start, own):
            start = own
        found.append(replace(post, span=Span(start, post.span.end)))
    return tuple(found)
