"""The body of a request of the Query API."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from fastapi import HTTPException

from ..negotiation import choose
from . import decode
from .errors import BookmarkError, InvalidError

PLAIN, TYPED = "application/json", "application/vnd.neo4j.query"
TYPES = (PLAIN, TYPED, f"{TYPED}.v1.0", f"{TYPED}.v1.1")
"""The versions of typed JSON differ in types that this graph does not have."""
BOOKMARK = re.compile("FB:[A-Za-z0-9+/]+={0,2}")
"""``FB:`` and Base64. Neo4j fails at some others instead of refusing them."""
MEMBERS = frozenset({"statement", "parameters", "accessMode", "bookmarks", "includeCounters", "maxExecutionTime", "impersonatedUser"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked; ``seconds`` is None where the request sets no limit of its own."""

    statement: str
    parameters: dict[str, Any] = field(default_factory=dict)
    bookmarks: tuple[str, ...] = ()
    counters: bool = False
    seconds: float | None = None


def read(body: bytes, content_type: str, *, whole: bool = True) -> Asked:
    """The request. Raises InvalidError naming the member that is wrong; HTTP 415 for a body of another type.

    What is sent to a transaction need not be ``whole``: the statement may be missing, the body empty.
    """
    if not body and not whole:
        return Asked("")
    media = content_type.partition(";")[0].strip().lower()
    if media not in TYPES:
        raise HTTPException(415, f"Content-Type {media or 'missing'}: a query comes as {PLAIN} or {TYPED}.")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InvalidError("The body is not JSON.") from error
    if not isinstance(found, dict):
        raise InvalidError("The body is a JSON object with a statement.")
    if unknown := sorted(set(found) - MEMBERS):
        raise InvalidError(f"There is no member {unknown[0][:40]!r} in a request; there are {', '.join(sorted(MEMBERS))}.")
    if found.get("impersonatedUser"):
        raise InvalidError("Impersonation is not supported here.")
    given = _member(found, "parameters", dict) or {}
    mode = _member(found, "accessMode", str)
    if mode and mode.upper() not in ("READ", "WRITE"):
        raise InvalidError("accessMode is READ or WRITE; either way this graph is only read.")
    return Asked(
        _statement(found, whole), given if media == PLAIN else decode.parameters(given), _bookmarks(found),
        bool(_member(found, "includeCounters", bool)), _seconds(found),
    )  # fmt: skip


def answer_type(accept: str | None) -> str:
    """The media type of the answer; of those that the client likes alike, the one that it names first. HTTP 406 for none."""
    named = [part.partition(";")[0].strip().lower() for part in (accept or "").split(",")]
    return choose(accept, sorted(TYPES, key=lambda media: named.index(media) if media in named else len(named)))


def _member(found: dict[str, Any], name: str, kind: type) -> Any:
    value = found.get(name)
    if value is not None and not isinstance(value, kind):
        raise InvalidError(f"{name} is not of the type that it must be ({kind.__name__}).")
    return value


def _statement(found: dict[str, Any], needed: bool) -> str:
    value = found.get("statement")
    value = "" if value is None else value
    if value == "" and needed:
        raise InvalidError("statement cannot be null or empty")
    if not isinstance(value, str):
        raise InvalidError("statement is a text.")
    return value


def _bookmarks(found: dict[str, Any]) -> tuple[str, ...]:
    value = _member(found, "bookmarks", list) or []
    if not all(isinstance(one, str) for one in value):
        raise InvalidError("bookmarks is a list of texts.")
    for one in value:
        if not BOOKMARK.fullmatch(one) or len(one) % 4 != 3:
            raise BookmarkError(f"{one[:60]!r} is no bookmark; send one of an answer, or none.")
    return tuple(value)


def _seconds(found: dict[str, Any]) -> float | None:
    value = found.get("maxExecutionTime")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InvalidError("maxExecutionTime is a whole number of seconds, 1 or more.")
    return float(value)
