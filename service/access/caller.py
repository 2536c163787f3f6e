"""``needs(scope)``: the dependency by which a route says what its caller must be allowed to do."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fastapi import HTTPException, Request
from starlette.requests import HTTPConnection

from zhaoshang.ontology.errors import RefusedError

from .keys import SCOPES, KeyRing
from .origin import from_other_site, from_this_machine

if TYPE_CHECKING:
    from ..state import State

CHALLENGE = {"WWW-Authenticate": 'Basic realm="zhaoshang", charset="UTF-8", Bearer realm="zhaoshang"'}
"""Basic as well, so that browsers ask for the key and Neo4j's clients can send it as a password."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls. ``key`` is the id of the key that was shown, empty for one without: a reader, or the person at this machine."""

    name: str
    scopes: frozenset[str]
    key: str = ""

    def author(self, claimed: str) -> str:
        """The name to keep with a decision: the key's, since that is known; else what the caller claims to be."""
        return self.name if self.key else claimed


READER = Caller("reader", frozenset({"read"}))
AT_HOME = Caller("reader", frozenset({"read", "write"}))


@dataclass(frozen=True, slots=True)
class Needs:
    """See `needs`."""

    scope: str
    always_key: bool = False

    async def __call__(self, request: Request) -> Caller:
        """The caller, if they may. HTTP 401 without a key that is needed or with one that is not good, 403 with one too weak."""
        state: State = request.app.state.zhaoshang
        caller = identify(request, state.keys, state.settings.read_key_required)
        if from_other_site(request) and self.scope != "read" and not _shows_key_itself(request):
            raise RefusedError(
                "A page of another site may not write here.", remedy="use the explorer of this service, or a key as a Bearer token"
            )
        if self.scope in caller.scopes and (caller.key or not self.always_key):
            return caller
        if caller.key:
            raise RefusedError(
                f"The key {caller.name!r} has no scope {self.scope!r}.",
                remedy=f"make one with: zhaoshang key create NAME --scope {self.scope}",
            )
        raise _unknown(f"This needs a key with the scope {self.scope!r}.")


def needs(scope: str, *, always_key: bool = False) -> Needs:
    """The dependency that lets only callers with ``scope`` (read, write or admin) in, and gives the `Caller`.

    As long as no key was made, the person at this machine has ``write`` without one: the caller is on loopback, names a
    loopback host and comes from no other site's page. ``always_key`` takes that away.
    """
    assert scope in SCOPES, scope
    return Needs(scope, always_key)


def identify(request: HTTPConnection, ring: KeyRing, read_key_required: bool = False) -> Caller:
    """The caller by the key that is shown, or by where the request comes from. HTTP 401 for a key that is not good."""
    secret = shown_key(request)
    if secret is not None:
        key = ring.find(secret)
        fault = "not known here" if key is None else key.fault(datetime.now(UTC))
        if key is None or fault:
            raise _unknown(f"The key is {fault}.")
        return Caller(key.name, key.scopes, key.id)
    if from_this_machine(request) and not from_other_site(request) and not ring.in_use:
        return AT_HOME
    return Caller("nobody", frozenset()) if read_key_required else READER


def shown_key(request: HTTPConnection) -> str | None:
    """The key in ``Authorization`` (Bearer, or the password of Basic), else in ``X-API-Key``; None where neither is there."""
    if "authorization" not in request.headers:
        return request.headers.get("x-api-key")
    scheme, _, rest = request.headers["authorization"].partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(rest.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def _shows_key_itself(request: HTTPConnection) -> bool:
    """True if the key is in a header that no browser sends by itself, as it does the password of Basic once it knows it."""
    return "x-api-key" in request.headers or request.headers.get("authorization", "").lower().startswith("bearer ")


def _unknown(what: str) -> HTTPException:
    return HTTPException(401, f"{what} Send one as a Bearer token, as X-API-Key, or as the password of HTTP Basic.", headers=CHALLENGE)
