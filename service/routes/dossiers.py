"""``/dossiers``: files that people keep on persons, firms and projects, and their links to the graph; written through the journal."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from zhaoshang.ontology.errors import InputError, NotFoundError
from zhaoshang.stores.dossiers import Dossier

from ..access import Caller, needs
from ..dossiers.bulk import decoded, rows, upload
from ..dossiers.conflicts import draft_of
from ..dossiers.desk import desk
from ..dossiers.door import FAULTS, MANY, MAX_BODY, MAX_BULK, ONE, PRIVATE, body_of, draft_from, keeper
from ..dossiers.draft import Draft, clean, dossier_id
from ..dossiers.fields import fields_of, root_of, type_called
from ..dossiers.view import STATES, as_json, href, outline, proposed, state_of_dossier, whole
from ..negotiation import choose
from ..pages import page
from ..reconcile.terms import is_a
from ..search.forms import normal
from ..state import State, state_of
from ..written import told
from .explorer import explorer

router = APIRouter(prefix="/dossiers", tags=["dossiers"])
Looks = Annotated[Caller, Depends(keeper)]
Writes = Annotated[Caller, Depends(needs("write"))]
Here = Annotated[State, Depends(state_of)]
Key = Annotated[str, Path(max_length=100, examples=["cong-li-3f2a9c1e"], json_schema_extra={"pattern": "^[A-Za-z0-9_.~-]+$"})]
Author = Annotated[str, Query(max_length=100, description="Who puts it, where no key says so")]


class Decision(BaseModel):
    """``accept`` links the dossier to the entity, ``refuse`` says that it is another, ``undo`` takes the last decision on the two back."""

    action: Literal["accept", "refuse", "undo"]
    entity: str = Field(min_length=3, max_length=300, examples=["official/cong-li-3f2a9c1e"])
    note: str = Field(default="", max_length=2000)
    author: str = Field(default="reader", min_length=1, max_length=100)


@router.get("", responses=FAULTS, summary="All dossiers, or those in one state")
def listed(
    request: Request,
    state: Here,
    caller: Annotated[Caller, Depends(needs("read"))],
    only: Annotated[Literal["", "open", "linked", "again", "refused"], Query(alias="state")] = "",
    q: Annotated[str, Query(max_length=200, description="Part of a name")] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """Newest first, as JSON, or the explorer's page. ``again``: something has changed around the link since it was accepted."""
    if choose(request.headers.get("accept"), ("application/json", "text/html")) == "text/html":
        return explorer(request)
    keeper(caller)
    shelf = desk(state.journal)
    changed = shelf.changed(state.index)
    wanted = normal(q)
    found = [one for one in reversed(shelf.all().values()) if wanted in normal(" ".join(_names(one)))]
    states = {one.id: state_of_dossier(one, changed.get(one.id, ())) for one in found}
    counts = Counter(states.values())
    kept = [one for one in found if not only or states[one.id] == only]
    shown = [outline(one, state, changed.get(one.id, ())) for one in kept[offset : offset + limit]]
    body = {"total": len(kept), "counts": {name: counts[name] for name in STATES}, "dossiers": shown}
    return told(body, PRIVATE)


def _names(one: Dossier) -> tuple[str, ...]:
    return (*one.fields.get("name", ()), *one.fields.get("alias", ()))


@router.post(
    "",
    status_code=201,
    responses=FAULTS | {200: {"description": "Known."}},
    openapi_extra=ONE,
    summary="Put a dossier; get what it may be about",
)
async def add(request: Request, state: Here, caller: Writes, author: Author = "reader") -> Response:
    """Fields, FollowTheMoney JSON, or free text (``text/plain``, with ``type`` and ``name`` in the query if wanted). The same content
    twice is one dossier."""
    draft = await run_in_threadpool(draft_from, request, await body_of(request, MAX_BODY))
    return await run_in_threadpool(_kept, request, state, draft, caller.author(author))


@router.put(
    "/{ident}", responses=FAULTS | {201: {"description": "New."}}, openapi_extra=ONE, summary="Put a dossier under a name of one's own"
)
async def put(request: Request, state: Here, caller: Writes, ident: Key, author: Author = "reader") -> Response:
    """The whole new content; links stay, and a link that was accepted before is to be looked at again."""
    draft = await run_in_threadpool(draft_from, request, await body_of(request, MAX_BODY))
    return await run_in_threadpool(_kept, request, state, replace(draft, id=dossier_id(ident)), caller.author(author))


def _kept(request: Request, state: State, draft: Draft, author: str) -> Response:
    done = desk(state.journal).put([draft], author)[0]
    body = as_json(whole(state, done.id), state) | {"result": done.result, "warnings": draft.warnings}
    headers = PRIVATE | {"Location": href(done.id)}
    return told(body, headers, 201 if done.result == "new" else 200)


@router.post("/bulk", responses=FAULTS | {200: {"content": {"application/x-ndjson": {}}}}, openapi_extra=MANY, summary="Put many dossiers")
async def bulk(
    request: Request,
    state: Here,
    caller: Writes,
    author: Author = "reader",
    type: Annotated[str, Query(max_length=50, description="What rows are about that do not say")] = "",  # noqa: A002
    accept_above: Annotated[float, Query(ge=0, le=101, description="Link to the candidate that alone has this score (0 to 100)")] = 101.0,
) -> Response:
    """NDJSON, or a table (CSV, also with tabs or semicolons) whose heading calls the fields in Chinese or English. The answer is
    NDJSON that grows as the rows are done: one object for each row, by its line, and last the counts. A bad row stops no other."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in ("application/x-ndjson", "application/jsonl", "text/csv", "text/tab-separated-values"):
        raise HTTPException(415, "Rows come as application/x-ndjson or text/csv.")
    body = await body_of(request, MAX_BULK)
    reader, kind = getattr(request.app.state, "reader", None), type_called(type) if type else ""
    every = await run_in_threadpool(lambda: rows(decoded(body), media, kind, reader))
    told = upload(desk(state.journal), every, partial(proposed, state), caller.author(author), accept_above)
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in told)
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=PRIVATE)


@router.get("/{ident}", responses=FAULTS, summary="One dossier with its candidates, its link, and what contradicts")
def one(request: Request, state: Here, caller: Looks, ident: Key, limit: Annotated[int, Query(ge=1, le=50)] = 10) -> Response:
    """As JSON, or a page with the graph's facts and their sentences beside the dossier's own fields."""
    found = whole(state, ident, limit)
    if choose(request.headers.get("accept"), ("application/json", "text/html")) == "text/html":
        return page(request, "dossier.html", it=found, own=fields_of(found.dossier.type), name=found.dossier.name)
    return told(as_json(found, state), PRIVATE)


@router.delete("/{ident}", status_code=204, responses=FAULTS, summary="Take a dossier away")
def delete(state: Here, caller: Writes, ident: Key, author: Author = "reader") -> Response:
    """It and its links are no longer shown. The journal is append-only: what it once said stays there."""
    desk(state.journal).delete(ident, caller.author(author))
    return Response(status_code=204)


@router.post("/{ident}/decisions", status_code=201, responses=FAULTS, summary="Accept or refuse a candidate, or undo that")
def decide(state: Here, caller: Writes, ident: Key, body: Decision) -> Response:
    """The decision is appended to the journal with who took it and when; the answer is the dossier as it is now."""
    keeper_, entity = desk(state.journal), clean(body.entity, "entity")
    now = keeper_.get(ident)
    canon = state.journal.canon()
    entity = next((known for known in now.verdicts if canon.canonical(known) == canon.canonical(entity)), canon.canonical(entity))
    score = 0.0
    if body.action != "undo":
        card = state.index.cards.get(canon.canonical(entity))
        if card is None:
            raise NotFoundError(f"The graph knows no {entity}.", where=entity, remedy="look for it with /search?q=…")
        if root_of(now.type) and not is_a(card.type, root_of(now.type)):
            raise InputError(f"A dossier on a {now.type} is not about a {card.type}.", where=entity)
        score = next((c.score for c in proposed(state, [draft_of(now)], 50)[0].candidates if c.entity == card.id), 0.0)
    keeper_.decide(ident, body.action, entity, caller.author(body.author), clean(body.note, "note", 2000), score)
    return told(as_json(whole(state, ident), state), PRIVATE, 201)
