"""``/questions``: the named questions, each answered as JSON, CSV or a readable table with the sentences."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from zhaoshang.ontology.errors import ZhaoshangError
from zhaoshang.queries.answer import Answer, answer
from zhaoshang.queries.catalogue import Question, catalogue, question
from zhaoshang.queries.ports import Oxigraph

from ..kept import Body
from ..negotiation import choose
from ..pages import page
from ..state import State, state_of

router = APIRouter(tags=["questions"])
OFFERS = ("application/json", "text/html", "text/csv")
RESERVED = frozenset({"lang", "evidence"})
"""Parameters of the request that are not the question's."""


def outline(it: Question) -> dict[str, Any]:
    """A question without its query texts."""
    return {
        "name": it.name,
        "title": asdict(it.title),
        "about": asdict(it.about),
        "parameters": [asdict(p) for p in it.parameters],
        "columns": [asdict(c) for c in it.columns],
        "href": f"/questions/{it.name}",
    }


@router.get("/questions", summary="All questions that can be asked by name")
def questions(request: Request) -> Response:
    """Title, parameters and columns of each, in both languages."""
    if choose(request.headers.get("accept"), OFFERS[:2]) == "text/html":
        return page(request, "questions.html", questions=catalogue().values())
    return JSONResponse({"questions": [outline(it) for it in catalogue().values()]}, headers={"Vary": "Accept"})


_EXAMPLES: dict[str, Any] = {
    "parameters": [
        {
            "name": "parameters",
            "in": "query",
            "description": "The question's own parameters (see /questions); names, aliases, pinyin or graph ids for entities",
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
            "style": "form",
            "explode": True,
        }
    ]
}


@router.get("/questions/{name}", summary="Ask one question", openapi_extra=_EXAMPLES)
async def ask(
    request: Request,
    name: Annotated[str, Path(max_length=80, examples=["firms-visited"])],
    evidence: Annotated[bool, Query(description="the sentences behind each row; without them the answer is quicker")] = True,
) -> Response:
    """Rows, the query text in both languages, and the sentences behind each row."""
    state, it = state_of(request), question(name)
    given = {key: value for key, value in request.query_params.items() if value and key not in RESERVED}
    media = choose(request.headers.get("accept"), OFFERS)
    if media == "text/html":
        return await run_in_threadpool(_page, request, state, it, given)
    seq, asked = state.head, (it.name, frozenset(given.items()), media, evidence)
    body = state.kept.get(seq, asked)
    if body is None:
        body = await run_in_threadpool(_body, state, it, given, media, evidence)
        state.kept.put(seq, asked, body)
    headers = {"X-Truncated": str(body.truncated).lower()} if media == "text/csv" else {}
    return Response(body.octets, media_type=media, headers={"Vary": "Accept"} | headers)


def _body(state: State, it: Question, given: dict[str, str], media: str, evidence: bool) -> Body:
    found = _answer(state, it, given, evidence)
    if media == "text/csv":
        return Body(_csv(found).encode(), found.truncated)
    return Body(bytes(JSONResponse(as_json(found, state.settings.query_rows)).body), found.truncated)


def _answer(state: State, it: Question, given: dict[str, str], evidence: bool = True) -> Answer:
    with state.follower.reading() as store:
        return answer(Oxigraph(store.store, store.base), it, given, max_rows=state.settings.query_rows, with_evidence=evidence)


def _page(request: Request, state: State, it: Question, given: dict[str, str]) -> Response:
    """The form, and the answer below it once every required parameter is there."""
    missing = [p.name for p in it.parameters if p.required and p.name not in given]
    found, fault = None, None
    if not missing:
        try:
            found = _answer(state, it, given)
        except ZhaoshangError as error:
            fault = error
    status = fault.http_status if fault else 200
    return page(request, "question.html", status, it=it, given=given, found=found, fault=fault)


def as_json(found: Answer, limit: int) -> dict[str, Any]:
    """An answer as a JSON object; decimals as numbers, dates as ISO strings."""
    rows = []
    for record, quotes in zip(found.records(), found.evidence, strict=True):
        rows.append({key: _plain(value) for key, value in record.items()} | {"evidence": [asdict(quote) for quote in quotes]})
    return {
        "question": found.question.name,
        "title": asdict(found.question.title),
        "parameters": dict(found.bound),
        "named": {key: [asdict(one) for one in value] for key, value in found.named.items()},
        "columns": [asdict(column) for column in found.columns],
        "rows": rows,
        "row_limit": limit,
        "truncated": found.truncated,
        "queries": {"sparql": found.question.sparql, "cypher": found.question.cypher},
    }


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _csv(found: Answer) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*(column.name for column in found.columns), "sentences"])
    for row, quotes in zip(found.rows, found.evidence, strict=True):
        cells = ["" if cell is None else "; ".join(cell) if isinstance(cell, list) else str(cell) for cell in row]
        writer.writerow([*cells, " ".join(dict.fromkeys(quote.sentence for quote in quotes))])
    return buffer.getvalue()
