"""JSON objects as articles: one a line (JSONL), one a file, or a list of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from zhaoshang.ontology.errors import InputError

from .draft import Draft
from .page import is_page
from .plain import _pieces

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "标题"),
    "date": ("date", "published", "pub_date", "publish_time", "datePublished", "time", "日期", "发布时间"),
    "source": ("source", "paper", "site", "media", "来源"),
    "url": ("url", "link", "address", "链接"),
    "byline": ("byline", "author", "作者"),
    "body": ("text", "body", "content", "articleBody", "html", "正文", "内容"),
    "name": ("id", "name", "article"),
}


def is_article(data: Any) -> bool:
    """True if ``data`` is an object with a text of its own."""
    return isinstance(data, Mapping) and any(isinstance(data.get(key), str | list) for key in _FIELDS["body"]) and "records" not in data


def read_object(data: Any, name: str, path: str) -> Draft:
    """The parts of a JSON object; raises InputError where it is none or has no text.

    Fields: title, date, source, url, author, and text (or content, body, html): a string, or a list of paragraphs.
    """
    if not is_article(data):
        raise InputError("this JSON is no article", where=path, remedy='give an object with "title", "date", "source", "url" and "text"')
    said = {part: _first(data, keys) for part, keys in _FIELDS.items()}
    body = said["body"]
    text = "\n".join(map(str, body)) if isinstance(body, list) else str(body)
    pieces = _pieces(text.replace("<p", "\n<p")) if is_page(text) else _pieces(text)
    parts = {part: str(said[part] or "") for part in ("title", "date", "source", "url", "byline")}
    own = str(said["name"]) if said["name"] not in (None, "") else name
    return Draft(name=own, path=path, pieces=pieces, **parts)


def load(text: str, where: str) -> Any:
    """The JSON value of ``text``; raises InputError naming the place of a fault."""
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        place = f"{where}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else where
        raise InputError(
            f"this is no JSON: {getattr(error, 'msg', 'nested too deeply')}", where=place, remedy="mend or remove it"
        ) from error


def _first(data: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((data[key] for key in keys if data.get(key) not in (None, "")), None)
