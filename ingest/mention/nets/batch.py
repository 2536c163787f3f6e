"""Batches of texts: what goes through a network together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

BATCH_CHARACTERS = 4096
"""At most so many characters go through a network at once: keeps memory flat whatever the article's length."""

PIECE = 256
"""Longest piece; a longer text is cut, best behind a punctuation mark, for the cost of a piece grows with its length."""

CHUNK_CHARACTERS = 16384
"""At most so many characters are decoded together."""

_BREAKS = "。！？；，、,; "


def cut(text: str) -> list[tuple[int, int]]:
    """Half-open ranges that cover ``text`` in order, each of at most `PIECE` characters."""
    ranges: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > PIECE:
        piece = text[start : start + PIECE]
        end = max(piece.rfind(mark) for mark in _BREAKS) + 1
        end = start + (end if end > PIECE // 2 else PIECE)
        ranges.append((start, end))
        start = end
    if start < len(text):
        ranges.append((start, len(text)))
    return ranges


def ragged(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions of the pieces, grouped by similar length, for a network that is told the lengths; empty ones are left out."""
    group: list[int] = []
    for position in sorted((p for p, length in enumerate(lengths) if length), key=lambda p: lengths[p]):
        longest = lengths[position]
        if group and ((len(group) + 1) * longest > BATCH_CHARACTERS or longest > 1.3 * lengths[group[0]] + 4):
            yield group
            group = []
        group.append(position)
    if group:
        yield group


def chunks(texts: Sequence[str]) -> Iterator[list[tuple[int, int, int]]]:
    """The pieces (text, start, end) of all texts in runs of at most `CHUNK_CHARACTERS` characters: what is tagged together."""
    run: list[tuple[int, int, int]] = []
    size = 0
    for number, text in enumerate(texts):
        for start, end in cut(text):
            if run and size + end - start > CHUNK_CHARACTERS:
                yield run
                run, size = [], 0
            run.append((number, start, end))
            size += end - start
    if run:
        yield run
