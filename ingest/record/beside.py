"""Posts behind a name before which their unit stands: 市招商局|秦某|局长, 临江经济开发区|沈某|副主任."""

from __future__ import annotations

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.mention.kinds import suffix_of
from zhaoshang.ingest.mention.posts import split_post

from .owner import can_have, of_place


def posts_beside(document: Document) -> dict[int, str]:
    """Start of a post without a unit of its own -> the post with the firm, body or zone that stands right before its holder's name."""
    text = document.text
    units = {m.span.end: m for m in document.mentions if m.type in (Type.FIRM, Type.BODY, Type.PLACE)}
    people = {m.span.end: m for m in document.mentions if m.type is Type.PERSON}
    found: dict[int, str] = {}
    for post in (m for m in document.mentions if m.type is Type.POST and m.span.start in people):
        start = people[post.span.start].span.start
        unit = units.get(start - 1 if text[start - 1 : start] == "的" else start)
        words = post.span.of(text)
        if unit and not split_post(words)[0] and _may_have(unit, unit.span.of(text), words):
            found[post.span.start] = of_place(unit.span.of(text), words) if unit.type is Type.PLACE else unit.span.of(text) + words
    return found


def _may_have(unit: Mention, name: str, post: str) -> bool:
    """A zone has a 主任, no place a 局长; of a province or city its head alone is told so."""
    if unit.type is Type.PLACE:
        return suffix_of(name)[1] in ("zone", "government") or post[-2:-1] == name[-1]
    return can_have(name, post)
