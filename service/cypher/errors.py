"""Errors in the words of Neo4j's Query API: ``{"errors": [{"code": …, "message": …}]}``."""

from __future__ import annotations

import re
from typing import Any

from fastapi.responses import JSONResponse
from neo4j.exceptions import Neo4jError

from zhaoshang.ontology.errors import RefusedError, UsageError, ZhaoshangError

PATH = re.compile(r"/db/[^/]*/query/v2(/.*)?")
INVALID = "Neo.ClientError.Request.Invalid"
CODES = {
    401: "Neo.ClientError.Security.Unauthorized",
    403: "Neo.ClientError.Security.Forbidden",
    404: "Neo.ClientError.Database.DatabaseNotFound",
    429: "Neo.TransientError.Request.NoThreadsAvailable",
    500: "Neo.DatabaseError.General.UnknownError",
    503: "Neo.TransientError.General.DatabaseUnavailable",
    504: "Neo.ClientError.Transaction.TransactionTimedOut",
}
"""Status -> the code that makes a client of Neo4j do the right thing: log in, give up, try again."""


class InvalidError(UsageError):
    """The request is not one of the Query API."""

    code = INVALID


class BookmarkError(InvalidError):
    """What was sent as a bookmark is none."""

    code = "Neo.ClientError.Transaction.InvalidBookmark"


class GoneError(InvalidError):
    """There is no such transaction, or there is none any more."""

    http_status = 404


class CrowdedError(InvalidError):
    """So many transactions are open that there is room for none."""

    http_status = 429
    code = CODES[429]


class ConcurrentError(InvalidError):
    """Another request is using the transaction."""

    code = "Neo.ClientError.Transaction.TransactionAccessedConcurrently"


def is_query_api(path: str) -> bool:
    """True for the paths whose errors have this shape and not that of RFC 9457."""
    return PATH.fullmatch(path) is not None


def entry(error: ZhaoshangError) -> dict[str, str]:
    """One error. Where the server itself refused, its own code and message."""
    cause = error.__cause__
    if isinstance(cause, Neo4jError) and cause.code and not isinstance(error, RefusedError):
        return {"code": cause.code, "message": cause.message or error.what}
    if isinstance(error, InvalidError):
        return {"code": error.code, "message": str(error)}
    code = "Neo.ClientError.Statement.SyntaxError" if isinstance(error, UsageError) else CODES.get(error.http_status, INVALID)
    return {"code": code, "message": str(error)}


def shaped(status: int, errors: list[dict[str, str]], headers: dict[str, str] | None = None, **more: Any) -> JSONResponse:
    """The answer; ``more`` are its other members."""
    return JSONResponse({**more, "errors": errors}, status_code=status, headers=headers)


def of_status(status: int, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """The answer for an error that has nothing to do with Cypher: the wrong method, too many requests, no key."""
    return shaped(status, [{"code": CODES.get(status, INVALID), "message": message}], headers)
