"""``/reconcile``: the Reconciliation Service API, 0.2 (which OpenRefine speaks) and, below ``/reconcile/1.0-draft``, 1.0-draft."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from zhaoshang.ontology.errors import InputError, NotFoundError, UsageError
from zhaoshang.ontology.vocabulary import CLASSES

from ..pages.terms import term
from ..reconcile import asked, document, manifest
from ..reconcile.candidates import blocks
from ..reconcile.extend import extend, propose
from ..reconcile.score import Candidate, reconcile
from ..reconcile.terms import TYPES, label, properties, type_of
from ..search.forms import normal
from ..search.index import Named
from ..state import State, state_of
from ..written import told

router = APIRouter(tags=["reconciliation"])
DRAFT = "/reconcile/1.0-draft"
MAX_BODY = 5_000_000
PREVIEW_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *"
_CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,99}", re.ASCII)
Prefix = Annotated[str, Query(max_length=200)]


def _answer(request: Request, body: Any) -> Response:
    """JSON, or JSONP where ``callback`` names a function."""
    callback = request.query_params.get("callback")
    if callback is None:
        return told(body)
    if not _CALLBACK.fullmatch(callback):
        raise UsageError("callback is no name of a function.", where="callback")
    text = json.dumps(body, ensure_ascii=True)
    return Response(f"/**/{callback}({text});", media_type="application/javascript")


def _root(request: Request) -> str:
    return str(request.base_url).rstrip("/")


async def _body(request: Request) -> str:
    body = await request.body()
    if len(body) > MAX_BODY:
        raise InputError("The body is too large.", remedy="send smaller batches")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError("The body is not UTF-8.", remedy="send UTF-8") from None


def _ask(state: State, batch: list[asked.Asked]) -> list[list[Candidate]]:
    with state.follower.reading() as store:
        return reconcile(store, blocks(state.index), batch)


def _shown(c: Candidate) -> dict[str, Any]:
    features = [{"id": name, "name": name.replace("_", " "), "value": value} for name, value in c.features]
    kinds = [{"id": c.type, "name": label(c.type)}]
    return {"id": c.id, "name": c.name, "score": c.score, "match": c.match, "type": kinds, "features": features}


def _old(request: Request, pairs: dict[str, list[str]]) -> Response:
    state = state_of(request)
    if "extend" in pairs:
        return _answer(request, _extend(state, asked.parse(pairs["extend"][0])))
    if "queries" not in pairs:
        return _answer(request, manifest.old(_root(request), state.settings.base))
    batch = asked.old(asked.parse(pairs["queries"][0]))
    found = _ask(state, list(batch.values()))
    return _answer(request, {key: {"result": [_shown(c) for c in one]} for key, one in zip(batch, found, strict=True)})


def _extend(state: State, given: Any) -> dict[str, Any]:
    with state.follower.reading() as store:
        meta, rows = extend(store, state.index.cards, given)
    return {"meta": meta, "rows": rows}


@router.get("/reconcile", summary="The manifest (0.2), or answers to ?queries= or ?extend=")
async def old_get(request: Request) -> Response:
    """Reconciliation Service API 0.2; ``callback`` asks for JSONP."""
    return await run_in_threadpool(_old, request, {key: [value] for key, value in request.query_params.items()})


@router.post("/reconcile", summary="Reconcile or extend (0.2)", openapi_extra=document.OLD)
async def old_post(request: Request) -> Response:
    """A form with ``queries`` or ``extend``."""
    pairs = parse_qs(await _body(request), keep_blank_values=True)
    if not {"queries", "extend"} & set(pairs):
        raise UsageError("The form has neither queries nor extend.", remedy="send application/x-www-form-urlencoded with queries=…")
    return await run_in_threadpool(_old, request, pairs)


@router.get(DRAFT, summary="The manifest (1.0-draft)")
def new_manifest(request: Request) -> Response:
    """What the service can do."""
    return _answer(request, manifest.new(_root(request), state_of(request).settings.base))


@router.post(DRAFT + "/match", summary="Reconcile (1.0-draft)", openapi_extra=document.MATCH)
async def new_match(request: Request) -> Response:
    """Candidates for each query, in the order of the queries."""
    return await run_in_threadpool(_match, request, await _body(request))


def _match(request: Request, body: str) -> Response:
    found = _ask(state_of(request), asked.new(asked.parse(body)))
    return _answer(request, {"results": [{"candidates": [_shown(c) for c in one]} for one in found]})


@router.post(DRAFT + "/extend", summary="Values of properties (1.0-draft)", openapi_extra=document.EXTEND)
async def new_extend(request: Request) -> Response:
    """Meta and rows; a row for each id."""
    return await run_in_threadpool(_extended, request, await _body(request))


def _extended(request: Request, body: str) -> Response:
    found = _extend(state_of(request), asked.parse(body))
    rows = [{"id": i, "properties": [{"id": p, "values": v} for p, v in row.items()]} for i, row in found["rows"].items()]
    return _answer(request, {"meta": found["meta"], "rows": rows})


@router.get(DRAFT + "/extend/propose", summary="Properties of a type (1.0-draft)")
@router.get("/reconcile/extend/propose", summary="Properties of a type")
def proposals(
    request: Request,
    type: Annotated[str, Query(max_length=100)] = "Entity",  # noqa: A002
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:
    """The properties that data extension can fetch."""
    return _answer(request, {"type": type, "limit": limit, "properties": propose(type_of(type), limit)})


@router.get(DRAFT + "/suggest/{kind}", summary="Complete a name (1.0-draft)")
@router.get("/reconcile/suggest/{kind}", summary="Complete the name of an entity, type or property")
def suggest(
    request: Request,
    kind: Annotated[str, Path(max_length=20)],
    prefix: Prefix = "",
    cursor: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:
    """``kind`` is entity, type or property; ``cursor`` skips so many."""
    if kind == "entity":
        hits = state_of(request).index.search(prefix, limit=20, offset=cursor).hits
        return _answer(request, {"result": [{"id": h.id, "name": h.name, "description": label(h.type), "notable": [h.type]} for h in hits]})
    if kind not in ("type", "property"):
        raise NotFoundError(f"{kind!r} cannot be suggested.", remedy="ask for entity, type or property")
    names = TYPES if kind == "type" else tuple(properties())
    found: list[dict[str, Any]] = [{"id": n, "name": label(n)} for n in names if normal(prefix) in normal(f"{n} {label(n)}")]
    if kind == "type":
        found = [one | {"broader": manifest.types(CLASSES[one["id"]])} for one in found]
    return _answer(request, {"result": found[cursor : cursor + 50]})


def _card(request: Request, entity: str) -> Named:
    state = state_of(request)
    card = state.index.cards.get(entity) or state.index.cards.get(state.journal.canon().canonical(entity))
    if card is None:
        raise NotFoundError(f"The graph knows no {entity}.", where=entity, remedy="look for it with /search?q=…")
    return card


def _html(card: Named) -> str:
    rows = [label(card.type), "、".join(card.aliases[:6]), card.date, f"{card.articles} 篇报道 articles"]
    lines = "".join(f"<p>{escape(row)}</p>" for row in rows if row)
    return f"<div style='font:14px sans-serif'><strong>{escape(card.name)}</strong>{lines}</div>"


@router.get("/reconcile/flyout/{kind}", summary="A few words on an entity, type or property")
def flyout(request: Request, kind: Annotated[str, Path(max_length=20)], id: Annotated[str, Query(max_length=300)]) -> Response:  # noqa: A002
    """HTML in JSON, as 0.2 has it."""
    if kind == "entity":
        return _answer(request, {"id": id, "html": _html(_card(request, id))})
    if id not in (TYPES if kind == "type" else properties()):
        raise NotFoundError(f"There is no {kind} {id!r}.", where=id)
    return _answer(request, {"id": id, "html": f"<p><strong>{escape(label(id))}</strong> {escape(term(id, 'en'))}</p>"})


@router.get(DRAFT + "/preview", summary="An entity in a small frame (1.0-draft)", response_class=HTMLResponse)
@router.get("/reconcile/preview", summary="An entity in a small frame", response_class=HTMLResponse)
def preview(request: Request, id: Annotated[str, Query(max_length=300)]) -> Response:  # noqa: A002
    """HTML that other pages may frame; it loads and runs nothing."""
    head = "<!DOCTYPE html><html lang='zh'><head><meta charset='utf-8'><title>preview</title></head>"
    html = f"{head}<body>{_html(_card(request, id))}</body></html>"
    return Response(html, media_type="text/html", headers={"Content-Security-Policy": PREVIEW_POLICY})
