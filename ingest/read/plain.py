"""Plain text, and text with four header lines: title, date, source, an empty line."""

from __future__ import annotations

import re
from html import unescape

from .clean import paragraph
from .draft import Draft, Piece, plain_pieces
from .headline import Heading, read_heading
from .markup import paragraphs, parse

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T].*)?|")
_TITLE = 60
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_TAG = re.compile(r"</?(?:p|br|div|span|strong|a|img|center|b|font)\b[^<>]{0,400}>", re.I)


def has_header(text: str) -> bool:
    """True if line 2 is an ISO date or empty, and line 4 empty after three lines of header."""
    lines = text.replace("\r\n", "\n").split("\n", 4)
    return (
        len(lines) == 5
        and not lines[3].strip()
        and bool(_ISO.fullmatch(lines[1].strip()))
        and len(lines[0]) <= 200
        and len(lines[2]) <= 400
    )


def read_header(text: str, name: str, path: str) -> Draft:
    """Title, date, source, then a paragraph a line."""
    title, date, source, _, body = text.replace("\r\n", "\n").split("\n", 4)
    return Draft(name, path, title, date, source=source, url=_address(source), pieces=_pieces(body))


def read_plain(text: str, name: str, path: str) -> Draft:
    """A paragraph a line; a short first line without a full stop is the title, a line of date and source below it is that."""
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    title = ""
    if len(lines) > 1 and len(paragraph(lines[0])) <= _TITLE and not re.search(r"[。！？；]$", lines[0].strip()):
        title = lines.pop(0)
    heading = Heading()
    for line in list(lines[:3]):
        said = read_heading(paragraph(line))
        if said.date:
            heading = heading.joined(said)
            lines.remove(line)
    return Draft(name, path, title, heading.date, source=heading.source, byline=heading.byline, pieces=_pieces("\n".join(lines)))


def _pieces(body: str) -> list[Piece]:
    """Lines as paragraphs; left-over tags and entities are read as HTML."""
    if _TAG.search(body):
        return paragraphs(parse("".join(f"<p>{line}</p>" for line in body.splitlines())).body)
    return plain_pieces((unescape(body) if _ENTITY.search(body) else body).splitlines())


def _address(source: str) -> str:
    found = re.search(r"https?://\S+", source)
    return found.group() if found else ""
