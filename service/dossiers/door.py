"""The door of ``/dossiers``: who may look, what a body may be, and how the OpenAPI document says so."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request

from ..access import Caller, needs
from ..access.caller import CHALLENGE
from ..reconcile.asked import parse
from .bulk import decoded
from .draft import Draft, from_json
from .text import complete

MAX_BODY, MAX_BULK = 1_000_000, 30_000_000
PRIVATE = {"Vary": "Accept", "Cache-Control": "no-store"}
OBJECT: dict[str, Any] = {"schema": {"type": "object"}}
_PUT = {
    "type": "object",
    "description": "Fields by any of their names (docs/dossiers.md), or a FollowTheMoney entity with schema and properties.",
    "example": {"type": "Person", "name": "陆闻溪", "post": "市长", "place": "鹤岗市", "from": "2021", "to": "2022"},
}  # fmt: skip
ONE = {"requestBody": {"required": True, "content": {"application/json": {"schema": _PUT}, "text/plain": {"schema": {"type": "string"}}}}}
MANY = {"requestBody": {"required": True, "content": {m: {"schema": {"type": "string"}} for m in ("application/x-ndjson", "text/csv")}}}
FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"description": text, "content": {"application/problem+json": OBJECT}}
    for code, text in ((400, "Malformed."), (401, "A key is needed."), (403, "Not allowed."), (404, "No such dossier or entity."),
                       (413, "Too large."), (422, "Cannot be used as it is."), (503, "Cannot read free text."))
}  # fmt: skip


def keeper(caller: Annotated[Caller, Depends(needs("read"))]) -> Caller:
    """Who may look at dossiers: whoever shows a key, and the person at this machine. Reading is open for the graph, not for
    what people keep for themselves."""
    if caller.key or "write" in caller.scopes:
        return caller
    raise HTTPException(401, "Dossiers are their keepers' own: show a key.", headers=CHALLENGE)


async def body_of(request: Request, most: int) -> bytes:
    """The request's body; HTTP 413 as soon as it has more than ``most`` bytes."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise HTTPException(413, f"The body has more than {most} bytes; send less at once.")
    return bytes(found)


def draft_from(request: Request, body: bytes) -> Draft:
    """What the body says, by its media type; free text is read by what the service was started with."""
    reader = getattr(request.app.state, "reader", None)
    if request.headers.get("content-type", "").startswith("text/plain"):
        given = {"text": decoded(body), **{k: v for k in ("type", "name") if (v := request.query_params.get(k))}}
    else:
        given = parse(decoded(body))
    return complete(from_json(given), reader)
