"""``/questions``: the named questions, each answered as JSON, CSV or a readable table with the sentences."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from zhaoshang.ontology.errors import ZhaoshangError
from zhaoshang.queries.catalogue import Question, catalogue, question

from ..answering import answered, body
from ..negotiation import choose
from ..pages import page
from ..sparql.hangup import unless_gone
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
    found = await unless_gone(request, body(state, it, given, media, evidence=evidence))
    headers = {"X-Truncated": str(found.truncated).lower()} if media == "text/csv" else {}
    return Response(found.octets, media_type=media, headers={"Vary": "Accept"} | headers)


def _page(request: Request, state: State, it: Question, given: dict[str, str]) -> Response:
    """The form, and the answer below it once every required parameter is there."""
    missing = [p.name for p in it.parameters if p.required and p.name not in given]
    found, fault = None, None
    if not missing:
        try:
            found = answered(state, it, given)
        except ZhaoshangError as error:
            fault = error
    status = fault.http_status if fault else 200
    return page(request, "question.html", status, it=it, given=given, found=found, fault=fault)
