"""Telling an article's text from what stands around it: bylines, credits, captions, share links, declarations."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from zhaoshang.ingest.table import bad, read_table

if TYPE_CHECKING:
    from .draft import Piece

_FILE = Path(__file__).parent / "furniture.tsv"
_KINDS = ("drop", "end", "byline", "source")
_LONGEST = 440
_NAMES = r"(?:本报|本网|本台|[\u4e00-\u9fff]{0,8})(?:全媒体|融媒体)?(?:记者|通讯员|特约记者|见习记者|实习生)[^（()）。]{1,60}"
_INLINE = re.compile(
    rf"[（(](?P<names>{_NAMES})[）)]|[（(](?:[\u4e00-\u9fff ]{{2,8}}(?:摄|供图)|(?:责任)?编辑[：: /／][^）)。]{{1,30}})[）)]$"
)


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for line, (kind, pattern) in read_table(_FILE, 2):
        if kind not in _KINDS:
            raise bad(_FILE, line, f"no such kind: {kind!r}")
        try:
            found.append((kind, re.compile(pattern)))
        except re.error as error:
            raise bad(_FILE, line, f"no regular expression: {error}") from error
    return tuple(found)


def kind_of(line: str) -> tuple[str, str]:
    """What a line is: ``text``, or a kind of the table with what it says of byline or source."""
    if len(line) <= _LONGEST:
        for kind, pattern in _rules():
            if found := pattern.fullmatch(line):
                return kind, (found.group(1) if found.re.groups else line)
    return "text", ""


def sort_out(pieces: list[Piece], title: str) -> tuple[list[Piece], str, str]:
    """The pieces that are text, the byline and the source. ``title`` standing again at the head of the text goes as well."""
    text: list[Piece] = []
    bylines: list[str] = []
    source = ""
    for piece in pieces:
        kind, said = kind_of(piece.text)
        if kind == "end" and text:
            break
        if kind == "byline":
            bylines.append(said)
        elif kind == "source":
            source = source or said
        elif kind == "text" and piece.text and not (piece.text == title and not text):
            _cut_names(piece, bylines)
            text.append(piece)
    return [piece for piece in text if piece.text], " ".join(bylines), source


def _cut_names(piece: Piece, bylines: list[str]) -> None:
    """Take （记者 …） and （… 摄） out of a paragraph; its codes move along."""
    for match in reversed(list(_INLINE.finditer(piece.text))):
        if match["names"]:
            bylines.append(match["names"])
        start, end = match.span()
        piece.text = piece.text[:start] + piece.text[end:]
        size = end - start
        piece.codes = [(a - size, b - size, c) if a >= end else (a, b, c) for a, b, c in piece.codes if b <= start or a >= end]
    piece.text = piece.text.rstrip()
