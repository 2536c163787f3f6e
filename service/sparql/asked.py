"""What a request to ``/sparql`` asks for, by the SPARQL 1.1 Protocol (sections 2.1 and 2.2)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import HTTPException, Request

from zhaoshang.ontology.errors import UsageError

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_FIELDS = 1_000
"""A form with more fields is refused."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query or an update, of which one is "", and the dataset that the request names for it."""

    query: str = ""
    update: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """True for a request without either: it is about the service itself."""
        return not self.query and not self.update


async def asked(request: Request) -> Asked:
    """Read the request. HTTP 415 for a body of another kind; raises UsageError for one that does not say one thing."""
    pairs = list(request.query_params.multi_items())
    if request.method != "POST":
        if any(name == "update" for name, _ in pairs):
            raise UsageError("An update comes by POST, for GET changes nothing.", remedy=f"POST it as {FORM} or {UPDATE}")
        return _of(pairs)
    media, _, parameters = request.headers.get("content-type", "").partition(";")
    media = media.strip().lower()
    if media not in (FORM, QUERY, UPDATE):
        raise HTTPException(415, f"Content-Type {media or 'missing'}: it comes as {FORM}, {QUERY} or {UPDATE}.")
    body = _text(await request.body(), parameters)
    if media == FORM:
        return _of([*pairs, *await asyncio.to_thread(_fields, body)])
    return _of([*pairs, ("query" if media == QUERY else "update", body)])


def _fields(body: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except UnicodeDecodeError:
        raise UsageError("A field of the form is not UTF-8.", remedy="percent-encode UTF-8") from None
    except ValueError:
        raise UsageError(f"The form has more than {_FIELDS} fields.", remedy="send fewer") from None


def _text(body: bytes, parameters: str) -> str:
    name, _, charset = parameters.strip().partition("=")
    if name.strip().lower() == "charset" and charset.strip().strip('"').lower() not in ("utf-8", "utf8", "us-ascii"):
        raise HTTPException(415, f"The body is declared as {charset.strip()[:40]}: send UTF-8.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError("The body is not UTF-8.", where=f"byte {error.start}", remedy="send UTF-8") from None


def _of(pairs: Sequence[tuple[str, str]]) -> Asked:
    def every(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in pairs if key == name)

    queries, updates = every("query"), every("update")
    if len(queries) + len(updates) > 1:
        raise UsageError(f"{len(queries)} queries and {len(updates)} updates were sent; one is asked for.", remedy="send them one by one")
    if updates:
        _refuse(every("default-graph-uri") + every("named-graph-uri"), "An update", "using-graph-uri and using-named-graph-uri")
        return Asked("", updates[0], every("using-graph-uri"), every("using-named-graph-uri"))
    _refuse(every("using-graph-uri") + every("using-named-graph-uri"), "A query", "default-graph-uri and named-graph-uri")
    if queries and not queries[0].strip():
        raise UsageError("The query is empty.", remedy="send ?query=…")
    return Asked(queries[0] if queries else "", "", every("default-graph-uri"), every("named-graph-uri"))


def _refuse(others: Sequence[str], what: str, instead: str) -> None:
    if others:
        raise UsageError(f"{what} has its dataset named by {instead}.", remedy="rename the parameters")
