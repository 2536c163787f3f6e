"""Posts behind a name before which their unit stands: 市招商局|秦某|局长, 临江经济开发区|沈某|副主任."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.mention.kinds import suffix_of
from zhaoshang.ingest.mention.posts import split_post

from .owner import can_have, of_place


def posts_beside(document: Document) -> dict[int, str]:
    """Start of a post without a unit of its own -> the post with the firm, body or zone that stands right before its holder's name."""
    text = document.text
    units = {m.span.end: m for m in document.mentions if m.type in (Type.FIRM, Type.BODY, Type.PLACE)}
    people = {m.span.end: m for m in document.mentions if m.type is Type.PERSON}
    ends = sorted(end for end, m in units.items() if m.type is not Type.PLACE)
    found: dict[int, str] = {}
    for post in (m for m in document.mentions if m.type is Type.POST and m.span.start in people):
        start = people[post.span.start].span.start
        unit = units.get(start - 1 if text[start - 1 : start] == "的" else start)
        words = post.span.of(text)
        if not split_post(words)[0] and (whole := _of_parts(text, start, units, ends)) and can_have(whole, words):
            found[post.span.start] = whole + words
        elif unit and not split_post(words)[0] and _may_have(unit, unit.span.of(text), words):
            found[post.span.start] = of_place(unit.span.of(text), words) if unit.type is Type.PLACE else unit.span.of(text) + words
    return found


_DIVISION = re.compile(r"[\u4e00-\u9fff]{1,12}(?:司|处|科|室|中心|所|院|办|部|局|支行|分行|公司)")


def _of_parts(text: str, start: int, units: dict[int, Mention], ends: list[int]) -> str:
    """The unit before a name that is named in two parts: 农业部|畜牧业司, 中国农业科学院|北京畜牧兽医研究所; "" for any other."""
    inner = units.get(start)
    if inner is not None and inner.type is Type.BODY:
        outer = units.get(inner.span.start)
        return text[outer.span.start : start] if outer and outer.type is Type.BODY else ""
    index = bisect_right(ends, start) - 1
    if inner is not None or index < 0 or not _DIVISION.fullmatch(text, ends[index], start):
        return ""
    return text[units[ends[index]].span.start : start]


def _may_have(unit: Mention, name: str, post: str) -> bool:
    """A zone has a 主任, no place a 局长; of a province or city its head alone is told so."""
    if unit.type is Type.PLACE:
        return suffix_of(name)[1] in ("zone", "government") or post[-2:-1] == name[-1]
    return can_have(name, post)
