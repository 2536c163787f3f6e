"""What every format's reader makes, and how an article is made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError
from zhaoshang.ontology.reading import Doubt
from zhaoshang.ontology.values import Span

from .clean import paragraph
from .furniture import sort_out
from .when import read_date

_REPEATED = 30
"""A paragraph of so many characters that stands in the text already is a copy of the store's making."""

Note = Callable[[Article, Doubt], None]
"""Called with each article that was read with a reservation (no date, a date that cannot be)."""


@dataclass(slots=True)
class Piece:
    """One paragraph as it was found; ``codes`` are stock codes with their start and end in ``text``."""

    text: str
    codes: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """An article's parts as a format's reader found them, not yet cleaned. ``date`` is as printed; ``day`` a date of last resort."""

    name: str
    path: str
    title: str = ""
    date: str = ""
    day: str = ""
    source: str = ""
    url: str = ""
    byline: str = ""
    pieces: list[Piece] = field(default_factory=list)


def plain_pieces(lines: Iterable[str]) -> list[Piece]:
    """A paragraph a line."""
    return [Piece(line) for line in lines if line.strip()]


def finish(draft: Draft, note: Note | None = None) -> Article:
    """The article: text in normal form, furniture and bylines out of it; raises InputError where no text is left."""
    title = paragraph(draft.title)
    body, byline, source = sort_out([_clean(piece) for piece in draft.pieces], title)
    parts = ([Piece(title)] if title else []) + _unrepeated(body)
    if not parts:
        raise InputError("the article has neither title nor text", where=draft.path, remedy="remove it, or fetch it again")
    spans: list[Span] = []
    codes: list[tuple[int, int, str]] = []
    for part in parts:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(part.text)))
        codes += [(start + a, start + b, code) for a, b, code in part.codes]
    published, fault = read_date(draft.date, draft.day)
    article = Article(
        name=draft.name,
        text="\n".join(part.text for part in parts),
        paragraphs=tuple(spans),
        titled=bool(title),
        published=published,
        source=paragraph(draft.source) or source,
        url=draft.url.strip(),
        path=draft.path,
        byline=paragraph(draft.byline) or byline,
        codes=tuple(codes),
    )
    if fault and note:
        note(article, Doubt(fault, detail=draft.date.strip()))
    return article


def _clean(piece: Piece) -> Piece:
    """The piece in normal form; its codes keep their places, or go where the cleaning moved the text under them."""
    text = paragraph(piece.text)
    if text == piece.text or not piece.codes:
        return Piece(text, piece.codes)
    codes, at = [], 0
    for start, end, code in piece.codes:
        name = paragraph(piece.text[start:end])
        found = text.find(name, at) if name else -1
        if found >= 0:
            codes.append((found, found + len(name), code))
            at = found + len(name)
    return Piece(text, codes)


def _unrepeated(pieces: list[Piece]) -> list[Piece]:
    seen: set[str] = set()
    kept = []
    for piece in pieces:
        if piece.text in seen and len(piece.text) >= _REPEATED:
            continue
        seen.add(piece.text)
        kept.append(piece)
    return kept
