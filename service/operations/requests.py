"""Each request has an id, a line in the log and a place in the metrics."""

from __future__ import annotations

import logging
import re
import secrets
import time
from contextvars import ContextVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .metrics import Metrics

log = logging.getLogger("zhaoshang.requests")
ID = "X-Request-Id"
_SANE = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")
QUIET = ("/healthz", "/readyz", "/metrics", "/static/{path}", "/explorer/{path}")
"""Asked every few seconds by monitors, or many for one page: logged only where they fail."""


def request_id() -> str:
    """The id of the request that is being answered; empty outside of one."""
    return _current.get()


class Requests:
    """ASGI middleware, the outermost. A sane ``X-Request-Id`` is kept, else one is made; the answer has it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note what became of it, answered or broken off."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(ID, "")
        ident = given if _SANE.fullmatch(given) else secrets.token_hex(16)
        status, size, begun = 499, 0, time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[ID] = ident
            size += len(message.get("body", b""))
            await send(message)

        token = _current.set(ident)
        self._metrics.under_way.inc()
        try:
            await self._app(scope, receive, noting)
        finally:
            self._metrics.under_way.dec()
            self._note(scope, status, size, time.perf_counter() - begun)
            _current.reset(token)

    def _note(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        route = template(scope)
        self._metrics.answered(route, scope["method"], status, seconds)
        if route in QUIET and status < 400:
            return
        client = scope["client"][0] if scope.get("client") else ""
        told = {"method": scope["method"], "path": scope["path"], "route": route, "status": status, "bytes": size,
                "ms": round(seconds * 1000, 1), "client": client}  # fmt: skip
        log.info("%s %s %d %.1f ms", scope["method"], scope["path"], status, seconds * 1000, extra={"told": told})


def template(scope: Scope) -> str:
    """The route's template, ``/entities/{id}``; that of a mounted folder, or ``unmatched``."""
    if path := getattr(scope.get("route"), "path", ""):
        return str(path)
    mounted = scope.get("root_path", "")
    return f"{mounted}/{{path}}" if mounted else "unmatched"
