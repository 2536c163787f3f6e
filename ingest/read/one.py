"""Bytes or text of one article, whatever its format."""

from __future__ import annotations

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError

from .decode import decode
from .draft import Draft, Note, finish
from .limits import VARIABLE, Limits
from .objects import load, read_object
from .page import is_page, read_page
from .plain import has_header, read_header, read_plain
from .post import is_post, read_post


def read_bytes(
    raw: bytes, name: str, path: str = "", *, encoding: str = "", limits: Limits | None = None, note: Note | None = None
) -> Article:
    """The one article in ``raw``; its format is told from its beginning. Raises InputError where there is none."""
    limits = limits or Limits.from_env()
    path = path or name
    if len(raw) > limits.article_bytes:
        raise InputError(
            f"the article is longer than {limits.article_bytes:,} bytes", where=path, remedy=f"split it, or raise {VARIABLE} (bytes)"
        )
    return read_text(decode(raw, path, encoding), name, path, note=note)


def read_text(text: str, name: str, path: str = "", *, note: Note | None = None) -> Article:
    """The one article in ``text``: a post, a page, text with four header lines, a JSON object, or plain text."""
    path = path or name
    return finish(_draft(text, name, path), note)


def _draft(text: str, name: str, path: str) -> Draft:
    if is_post(text):
        return read_post(text, name, path)
    if is_page(text):
        return read_page(text, name, path)
    if text.lstrip()[:1] == "{" and text.rstrip()[-1:] == "}":
        return read_object(load(text, path), name, path)
    return read_header(text, name, path) if has_header(text) else read_plain(text, name, path)
