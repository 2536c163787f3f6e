"""A SELECT query with at most so many rows: its own LIMIT lowered, or one added, so that the store writes the answer by itself."""

from __future__ import annotations

import re

from .guard import words

_NUMBER = re.compile(r"(?:\s|#[^\n\r]*[\n\r])*+([0-9]+)")
_TAIL = re.compile(r"(?i)\}\s*(?:(?:GROUP|ORDER)\s+BY\s[\s?$\w]*)?(?:#[^\n]*)?\Z")
"""Where most queries end: nothing behind the last bracket but the order of simple variables, or a comment."""
_DATA = re.compile(r"(?i)\bVALUES\s*(?:[?$]\w+|\([^()]*\))\s*\{[^{}]*\}[^{}]*\Z")
"""VALUES behind the pattern: a LIMIT stands before it."""
_ROW = {
    "application/sparql-results+json": b"},{",
    "application/sparql-results+xml": b"<result>",
    "text/csv": b"\n",
    "text/tab-separated-values": b"\n",
}
"""What stands between rows or before each, in the store's way to write them; in a literal it may stand too."""


def selects(query: str) -> bool:
    """True if the query is seen to be a SELECT: the first word after PREFIX and BASE."""
    first = (text.upper() for kind, text, _ in words(query) if kind == "word")
    return next((word for word in first if word not in ("PREFIX", "BASE")), "") == "SELECT"


def _plain(query: str) -> bool:
    """True if a LIMIT belongs at the end, which is seen without reading the query word by word."""
    last = query.rfind("}")
    line = query[query.rfind("\n", 0, last) + 1 : max(0, last)]
    return "#" not in line and bool(_TAIL.match(query, max(0, last))) and not _DATA.search(query) and "limit" not in query.lower()


def limited(query: str, most: int) -> str:
    """``query``, a well-formed SELECT, with ``LIMIT most`` where it has no LIMIT that is smaller.

    Where it can be read in two ways the outcome may be no query at all, which whoever runs it will see.
    """
    if _plain(query):
        return f"{query}\nLIMIT {most}\n"
    depth, block, limit, values = 0, False, -1, -1
    for kind, text, offset in words(query):
        depth += (kind == "open") - (kind == "close")
        if depth:
            continue
        block = block or text == "}"
        if kind == "word" and text.upper() == "LIMIT":
            limit = offset + len(text)
        elif kind == "word" and text.upper() == "VALUES" and block:
            values = offset
    if limit >= 0:
        return _lowered(query, limit, most)
    end = values if values >= 0 else len(query)
    return f"{query[:end]}\nLIMIT {most}\n{query[end:]}"


def _lowered(query: str, after: int, most: int) -> str:
    found = _NUMBER.match(query, after)
    if found is None or (len(found[1]) < 10 and int(found[1]) <= most):
        return query
    return f"{query[: found.start(1)]}{most}{query[found.end(1) :]}"


def most_rows(body: bytes, media_type: str) -> int:
    """How many rows a serialised answer has at the most; as many as it has unless a literal looks like the end of a row."""
    return body.count(_ROW[media_type]) + (media_type == "application/sparql-results+json")
