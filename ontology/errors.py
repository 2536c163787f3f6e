"""The exceptions of the house. Each says what happened, where, and what to do about it."""

from __future__ import annotations


class ZhaoshangError(Exception):
    """Something a person can act on.

    ``what`` is a sentence; ``where`` names the file, line or place (may be empty); ``remedy`` says what to do.
    ``exit_code`` is the command line's, ``http_status`` the service's answer, ``slug`` the last part of the
    problem type's URI (RFC 9457).
    """

    exit_code = 1
    http_status = 500
    slug = "error"

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.remedy = what, where, remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" ({self.remedy})" if self.remedy else "")


class InputError(ZhaoshangError):
    """A file, article or argument cannot be used as it is."""

    exit_code = 65
    http_status = 422
    slug = "bad-input"


class UsageError(ZhaoshangError):
    """A command, parameter or query is malformed."""

    exit_code = 64
    http_status = 400
    slug = "bad-request"


class NotFoundError(ZhaoshangError):
    """What was asked for does not exist."""

    exit_code = 66
    http_status = 404
    slug = "not-found"


class RefusedError(ZhaoshangError):
    """A query wants something that it may not have: to write, to load a file, to reach the network."""

    exit_code = 77
    http_status = 403
    slug = "refused"


class TimeLimitError(ZhaoshangError):
    """A query ran longer than its time limit and was cancelled in the store."""

    exit_code = 75
    http_status = 504
    slug = "time-limit"


class StoreError(ZhaoshangError):
    """A store is out of reach, full, locked or damaged; the journal is untouched."""

    exit_code = 74
    http_status = 503
    slug = "store-unavailable"


class BusyError(StoreError):
    """Another process owns the store; wait, or ask that process."""

    exit_code = 75
    slug = "store-busy"


class DataError(ZhaoshangError):
    """A lexicon, gazetteer, query or ontology file of the project itself is wrong; names file and line."""

    exit_code = 70
    slug = "bad-data-file"


class ToolError(ZhaoshangError):
    """A program that the work needs (Java, Neo4j) is missing, too old or failed."""

    exit_code = 69
    http_status = 503
    slug = "tool-unavailable"
