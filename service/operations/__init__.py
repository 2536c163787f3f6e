"""What every request passes through: its id, log line and metrics, its origin, its limits, and the last catch of errors."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from zhaoshang.stores.settings import Settings

from ..headers import SecurityHeaders
from ..reconcile.door import OpenDoor
from . import tracing
from .catch import Catch
from .limits import RateLimit, SizeLimit
from .metrics import Metrics
from .requests import Requests

SHOWN = ("X-Request-Id", "X-Row-Limit", "X-Truncated", "Retry-After", "WWW-Authenticate", "Link", "Location")
"""Headers that scripts of other origins may read."""


def install(app: FastAPI, settings: Settings) -> None:
    """Add the middleware; a request passes it from the last line to the first."""
    app.state.metrics = Metrics()
    app.add_middleware(Catch)
    app.add_middleware(SizeLimit, most=settings.max_body_bytes)
    app.add_middleware(RateLimit, settings=settings)
    app.add_middleware(OpenDoor)
    if settings.cors:
        app.add_middleware(
            CORSMiddleware, allow_origins=settings.cors, allow_methods=["*"], allow_headers=["*"], expose_headers=SHOWN, max_age=86400
        )
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Requests, metrics=app.state.metrics)
    tracing.install(app)
