"""The driver's errors as the house's own, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from zhaoshang.ontology.errors import RefusedError, StoreError, TimeLimitError, UsageError, ZhaoshangError

from ..neo4j import Address

_TIMED_OUT = ("TransactionTimedOut", "Transaction.Terminated", "TransactionTimedOutClientConfiguration")
ASKERS = (
    "Neo.ClientError.Statement",
    "Neo.ClientError.Procedure",
    "Neo.ClientError.Transaction.InvalidBookmark",
    "Neo.DatabaseError.Statement",
)
"""What the query is to blame for; the last is how Neo4j calls a shortest path between one node and itself."""
_OUT_OF_MEMORY = ("MemoryPoolOutOfMemoryError", "OutOfMemoryError", "StackOverFlowError")


@contextmanager
def explained(address: Address, timeout: float | None = None) -> Iterator[None]:
    """Context in which nothing but a ZhaoshangError comes out."""
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise explain(error, address, timeout) from error
    except (OSError, ValueError) as error:  # an address that does not resolve, a scheme that is none
        raise StoreError(f"Neo4j cannot be reached: {error}", where=address.uri, remedy=_remedy(address)) from error


def explain(error: Exception, address: Address, timeout: float | None = None) -> ZhaoshangError:
    """What to tell of a driver's error."""
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    said = " ".join(((error.message or "") if isinstance(error, Neo4jError) else str(error)).split())
    if any(part in code for part in _TIMED_OUT):
        limit = f" of {timeout:g} s" if timeout else ""
        remedy = "ask for less: a narrower pattern, a date, an upper bound on path lengths"
        return TimeLimitError(f"the query ran longer than its limit{limit} and was cancelled", remedy=remedy)
    if any(part in code for part in _OUT_OF_MEMORY):
        return RefusedError("the query wants more memory than one query may have", remedy="ask for less, or for fewer rows at a time")
    if "AccessMode" in code or "Forbidden" in code:
        return RefusedError(f"this query may only read: {said}")
    if isinstance(error, AuthError):
        remedy = "look at ZHAOSHANG_NEO4J_USER and ZHAOSHANG_NEO4J_PASSWORD"
        return StoreError(f"Neo4j refuses user and password: {said}", where=address.uri, remedy=remedy)
    if "DatabaseNotFound" in code:
        remedy = "name another with ZHAOSHANG_NEO4J_DATABASE, or create it"
        return StoreError(f"there is no database {address.database!r}", where=address.uri, remedy=remedy)
    if isinstance(error, ServiceUnavailable | SessionExpired | ConfigurationError):
        return StoreError(f"Neo4j cannot be reached: {said or type(error).__name__}", where=address.uri, remedy=_remedy(address))
    if code.startswith(ASKERS):
        return UsageError(said, where="query")
    return StoreError(f"Neo4j failed: {said or type(error).__name__}", where=address.uri, remedy=_remedy(address))


def _remedy(address: Address) -> str:
    if address.managed:
        return (
            "run the command again: the server is started anew, and the work goes on where it stopped; `zhaoshang neo4j status` says more"
        )
    return "start that server, or unset ZHAOSHANG_NEO4J_URI to use the managed one"


def is_gone(error: BaseException) -> bool:
    """True if the server could not be reached: it is down, or was restarted on another port."""
    cause = error.__cause__
    return isinstance(error, StoreError) and isinstance(cause, ServiceUnavailable | SessionExpired | OSError)
