"""``/db/{name}/query/v2/tx…``: several queries in one transaction that reads, as Neo4j's Query API has it."""

from __future__ import annotations

from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Path, Request, Response

from zhaoshang.ontology.errors import NotFoundError, ZhaoshangError
from zhaoshang.stores.graph import Answer, checked

from ..cypher import answer as answers
from ..cypher.document import BODY, RESPONSES, in_transaction
from ..cypher.errors import entry, shaped
from ..cypher.request import PLAIN, Asked, answer_type, read
from ..cypher.transactions import Open
from ..sparql.hangup import unless_gone
from ..state import State, state_of
from ..written import told

router = APIRouter(prefix="/db/{name}/query/v2/tx", tags=["cypher"])
Here = Annotated[State, Depends(state_of)]
Name = Annotated[str, Path(examples=["neo4j"])]
Ident = Annotated[str, Path(description="The id that beginning it gave", examples=["43f9cb0d"])]


@router.post("", status_code=202, summary="Begin a transaction (Neo4j Query API)", responses=in_transaction(), openapi_extra=BODY)
async def begin(request: Request, state: Here, name: Name) -> Response:
    """It may only read. With a ``statement`` that is run in it; ``bookmarks`` are states that it must see. It ends by itself after some
    time without a request; ``transaction.expires`` says when. An error ends it at once."""
    try:
        asked = await _read(request, state, name)
        ident = await state.transactions.begin(asked.bookmarks, asked.seconds)
        return await _run(request, state, ident, asked)
    except ZhaoshangError as error:
        return shaped(error.http_status, [entry(error)])


@router.post("/{tx}", status_code=202, summary="Ask in a transaction (Neo4j Query API)", responses=in_transaction(), openapi_extra=BODY)
async def ask(request: Request, state: Here, name: Name, tx: Ident) -> Response:
    """Fields and values, and until when the transaction lives now. Without a ``statement`` it only lives on."""
    try:
        return await _run(request, state, tx, await _read(request, state, name))
    except ZhaoshangError as error:
        return shaped(error.http_status, [entry(error)])


@router.post("/{tx}/commit", status_code=202, summary="End a transaction well (Neo4j Query API)", responses=RESPONSES, openapi_extra=BODY)
async def commit(request: Request, state: Here, name: Name, tx: Ident) -> Response:
    """With a last ``statement`` or without; gives the bookmarks of the state that was seen."""
    try:
        return await _run(request, state, tx, await _read(request, state, name), commit=True)
    except ZhaoshangError as error:
        return shaped(error.http_status, [entry(error)])


@router.delete("/{tx}", status_code=200, summary="End a transaction (Neo4j Query API)", responses=RESPONSES, response_class=Response)
async def rollback(state: Here, name: Name, tx: Ident) -> Response:
    """Nothing was written in it, so nothing is lost."""
    try:
        _check(state, name)
        async with state.transactions.using(tx) as one:
            await to_thread.run_sync(one.held.rollback)
            one.over = True
    except ZhaoshangError as error:
        return shaped(error.http_status, [entry(error)])
    return Response(status_code=200)


async def _read(request: Request, state: State, name: str) -> Asked:
    answer_type(request.headers.get("accept"))
    _check(state, name)
    body, media = await request.body(), request.headers.get("content-type", "")
    return await to_thread.run_sync(lambda: read(body, media, whole=False))


def _check(state: State, name: str) -> None:
    if name != state.settings.neo4j_database:
        raise NotFoundError(f"Graph not found: {name}", remedy=f"use {state.settings.neo4j_database}")


async def _run(request: Request, state: State, ident: str, asked: Asked, commit: bool = False) -> Response:
    """Run the statement, if there is one, and commit, if that is wanted; an error in either ends the transaction."""
    media, more = answer_type(request.headers.get("accept")), dict[str, Any]()
    async with state.transactions.using(ident) as one:
        answer = await _answer(request, state, one, asked) if asked.statement else None
        if answer is not None and answer.broken is not None:
            await to_thread.run_sync(one.held.rollback)
            one.over = True
        elif commit:
            more = {"bookmarks": list(await to_thread.run_sync(one.held.commit))}
            one.over = True
    if not commit and not one.over:
        more = {"transaction": {"id": ident, "expires": state.transactions.expires()}}
    return await to_thread.run_sync(_told, state, answer, asked, media, more)


async def _answer(request: Request, state: State, one: Open, asked: Asked) -> Answer:
    """Where the client hangs up before, the query is ended in the server, and with it the transaction."""
    most = state.settings.query_seconds
    asking = checked(state.settings, asked.statement, asked.parameters, min(asked.seconds or most, most))
    return await unless_gone(request, to_thread.run_sync(one.held.ask, asking, abandon_on_cancel=True))


def _told(state: State, answer: Answer | None, asked: Asked, media: str, more: dict[str, Any]) -> Response:
    limit = state.settings.query_rows
    headers = {"X-Row-Limit": str(limit), "X-Truncated": str(bool(answer and answer.truncated)).lower(), "Vary": "Accept"}
    found = answers.result(answer, asked, media, limit) if answer else {}
    return told(found | more, headers, 202, media or PLAIN)
