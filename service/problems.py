"""Errors as problem details (RFC 9457): a sentence that a person can act on, and the status it means."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from zhaoshang.ontology.errors import ZhaoshangError

from .cypher.errors import is_query_api, of_status

log = logging.getLogger(__name__)
TYPES = "https://w3id.org/zhaoshang/problems/"
MEDIA_TYPE = "application/problem+json"
SLUGS = {401: "key-needed", 413: "too-large", 429: "rate-limit"}
"""Where the phrase of the status is not what we call it, or changes with Python's version."""


def problem(
    request: Request,
    status: int,
    slug: str,
    detail: str,
    headers: dict[str, str] | None = None,
    **more: object,
) -> JSONResponse:
    """A problem document; ``more`` are its extension members, left out where empty. Neo4j's clients get Neo4j's shape."""
    if is_query_api(request.url.path):
        return of_status(status, detail, headers)
    body: dict[str, object] = {
        "type": TYPES + slug,
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
    }
    body.update({key: value for key, value in more.items() if value})
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def _ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ZhaoshangError)
    return problem(request, error.http_status, error.slug, error.what, where=error.where, remedy=error.remedy)


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    slug = SLUGS.get(error.status_code) or HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    return problem(request, error.status_code, slug, str(error.detail), dict(error.headers or {}))


def _validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [{"where": "/".join(str(part) for part in e["loc"]), "what": e["msg"]} for e in error.errors()]
    first = faults[0] if faults else {"where": "request", "what": "is malformed"}
    return problem(request, 422, "bad-input", f"{first['where']}: {first['what']}", faults=faults)


def unforeseen(request: Request, error: Exception) -> JSONResponse:
    """The answer to an error that is ours; it tells nothing of the inside, the log does."""
    log.error("unforeseen error at %s", request.url.path, exc_info=error)
    return problem(request, 500, "internal", "The service met an error that it did not foresee; its log has the details.")


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(ZhaoshangError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(Exception, unforeseen)
