"""``/mcp``: streamable HTTP for agents, in the service; and stdio, for a program that starts ``zhaoshang mcp``.

Without state: each POST stands alone, so no session is kept, none can be taken over, and several instances may share the work.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec
from typing import Any

from fastapi import FastAPI, HTTPException
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from zhaoshang.ontology.errors import RefusedError, ToolError
from zhaoshang.stores.settings import Settings

from ..access.caller import CHALLENGE, identify
from ..access.origin import FORWARDED, from_other_site, from_this_machine
from ..problems import problem
from ..state import State

PATH = "/mcp"
MAX_BODY = 1_000_000
"""Bytes of one message."""
REMEDY = "pip install 'zhaoshang-graph[mcp]'"


def installed() -> bool:
    """True if the extra is there."""
    return find_spec("mcp") is not None


def install(app: FastAPI) -> None:
    """Add the route; its manager runs inside `running`."""
    app.router.routes.append(Route(PATH, _Door(), include_in_schema=False))


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Answer ``/mcp`` for the length of the context, where the extra is installed."""
    if not installed():
        yield
        return
    from .server import build

    server = build(lambda: _state(app))
    server.streamable_http_app()  # makes the manager; its routes are not used, for `_Door` is the way in
    app.state.mcp = server.session_manager
    async with server.session_manager.run():
        yield


async def stdio(settings: Settings) -> None:
    """Serve one program over standard input and output until it closes them."""
    if not installed():
        raise ToolError("The server for agents needs the package mcp.", remedy=REMEDY)
    from ..app import create_app
    from .server import build

    app = create_app(settings)
    async with app.router.lifespan_context(app):
        await build(lambda: _state(app)).run_stdio_async()


def _state(app: FastAPI) -> State:
    state: State = app.state.zhaoshang
    return state


class _Door:
    """ASGI: who may come in, then the protocol. Only POST: no stream is kept open, which the protocol lets a server say by 405."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        manager: Any = getattr(scope["app"].state, "mcp", None)
        if manager is None:
            answer = problem(request, 501, "not-installed", "This service has no server for agents.", remedy=REMEDY)
            await answer(scope, receive, send)
            return
        _let_in(request)
        if request.method != "POST":
            raise HTTPException(405, "Messages come by POST; no stream is kept open here.", {"Allow": "POST"})
        await manager.handle_request(scope, await _sane(request), send)


async def _sane(request: Request) -> Receive:
    """The message, to be received once more; HTTP 413 if it is too long, 400 where it is nested deeper than a parser goes."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            raise HTTPException(413, f"A message has at most {MAX_BODY} bytes.", {"Connection": "close"})
    with suppress(ValueError):  # what is no JSON, the protocol answers in its own words
        try:
            json.loads(bytes(body))
        except RecursionError:
            raise HTTPException(400, "The message is nested too deeply.") from None
    waiting: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else await request.receive()

    return receive


def _let_in(request: Request) -> None:
    """Raise where the caller may not read, or a page of another site sends this (also by a name rebound to this machine)."""
    state: State = request.app.state.zhaoshang
    caller = identify(request, state.keys, state.settings.read_key_required)
    if "read" not in caller.scopes:
        raise HTTPException(401, "A key with the scope 'read' is needed.", CHALLENGE)
    if not caller.key and (from_other_site(request) or _rebound(request)):
        raise RefusedError("A page of another site may not use this.", remedy="show a key as a Bearer token")


def _rebound(request: Request) -> bool:
    """True if the call came over loopback under a name that is not loopback's and through no proxy."""
    proxied = any(name in request.headers for name in FORWARDED)
    loopback = request.client is not None and request.client.host in ("127.0.0.1", "::1")
    return loopback and not proxied and not from_this_machine(request)
