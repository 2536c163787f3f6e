"""Traces by OpenTelemetry, where the environment names a collector (``OTEL_EXPORTER_OTLP_ENDPOINT``) and the extra is installed."""

from __future__ import annotations

import logging
import os
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhaoshang.ontology.errors import ToolError

from .requests import template

log = logging.getLogger(__name__)
CONFIGURED = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
UNTRACED = "healthz,readyz,metrics,static,explorer"


def install(app: FastAPI) -> None:
    """Add the middleware, if traces are asked for; the standard ``OTEL_*`` variables say where to, what of and as whom.

    Raises ToolError where they are asked for and the extra ``otel`` is not installed.
    """
    if not any(os.environ.get(name) for name in CONFIGURED) or os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        what, remedy = "traces are asked for, but OpenTelemetry is not installed", "pip install 'zhaoshang-graph[otel]'"
        raise ToolError(what, where=CONFIGURED[0], remedy=remedy) from error
    name = os.environ.get("OTEL_SERVICE_NAME", "zhaoshang")
    provider = TracerProvider(resource=Resource.create({"service.name": name}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    app.state.tracing = provider
    app.add_middleware(Named)
    app.add_middleware(
        OpenTelemetryMiddleware, tracer_provider=provider, excluded_urls=UNTRACED, exclude_spans=["receive", "send"],
        default_span_details=lambda scope: (scope["method"], {}),
    )  # fmt: skip


def shut_down(app: FastAPI) -> None:
    """Send what is not sent yet."""
    provider: Any = getattr(app.state, "tracing", None)
    if provider is not None:
        provider.shutdown()


class Named:
    """ASGI middleware inside of a span: names it by the route, which only the router finds out, and gives it the request's id."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        from opentelemetry import trace

        span = trace.get_current_span()

        async def naming(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = template(scope)
                span.update_name(f"{scope['method']} {route}")
                span.set_attribute("http.route", route)
                ident = dict(message["headers"]).get(b"x-request-id", b"").decode("latin-1")
                span.set_attribute("zhaoshang.request", ident)
            await send(message)

        await self._app(scope, receive, naming if scope["type"] == "http" else send)
