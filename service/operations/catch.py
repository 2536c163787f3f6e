"""The last catch: an error that nobody foresaw becomes a problem document inside the other middleware.

Starlette's own catch stands outside of all middleware, so that its answers lack the headers that these add: a script of an
allowed origin could not even read that the service failed.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..problems import unforeseen
from .allow import methods_at


class Catch:
    """ASGI middleware; an answer that has begun cannot be taken back, so that error goes on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer 500 where the application raises before it answers."""
        begun = False

        async def watch(message: Message) -> None:
            nonlocal begun
            begun = True
            refused = message["type"] == "http.response.start" and message["status"] == 405
            if refused and (methods := methods_at(scope["path"], scope["app"].openapi())):
                MutableHeaders(scope=message)["Allow"] = ", ".join(methods)
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            await unforeseen(Request(scope), error)(scope, receive, send)
