"""Sentences: where a reader would breathe out. They never cross a paragraph's border and keep their final punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhaoshang.ontology.values import Span

_END = re.compile(r"[。！？!?…]+[”’」』）)\"]*")


def split(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences of all paragraphs, in order; white space at their borders belongs to none of them."""
    return tuple(sentence for paragraph in paragraphs for sentence in _sentences(text, paragraph))


def _sentences(text: str, paragraph: Span) -> list[Span]:
    found: list[Span] = []
    start = paragraph.start
    for end in _END.finditer(text, paragraph.start, paragraph.end):
        if end.group()[0] == "?" and end.start() > 0 and _between_names(text, end.start(), end.end()):
            continue
        _add(found, text, start, end.end())
        start = end.end()
    _add(found, text, start, paragraph.end)
    return found


def _between_names(text: str, start: int, end: int) -> bool:
    """A damaged dot inside a name (玉素甫?艾买提): characters on both sides, and a short rest before the next mark."""
    return end - start == 1 and "\u4e00" <= text[start - 1] <= "\u9fff" and bool(re.match(r"[\u4e00-\u9fff]{2,5}", text[end : end + 5]))


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))
