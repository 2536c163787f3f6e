"""How much one caller may ask: requests a minute, and bytes in one request."""

from __future__ import annotations

import math
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhaoshang.ontology.errors import StoreError
from zhaoshang.stores.settings import Settings

from ..access.caller import shown_key
from ..access.keys import KeyRing
from ..access.origin import from_this_machine
from ..problems import problem
from .counts import Counts

FREE = ("/healthz", "/readyz", "/metrics", "/static/", "/explorer/", "/favicon.ico")
"""What monitors and one page of the explorer ask many times; it costs next to nothing."""


class RateLimit:
    """ASGI middleware: so many requests a minute for each key, else for each address. This machine itself is not limited.

    The window slides, so a burst at the turn of a minute does not get twice the rate. Counts are kept in this process, see `Counts`.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._keys = app, KeyRing(settings.data)
        self._rate, self._counts = settings.rate, Counts(settings.rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 429 with ``Retry-After`` (RFC 6585)."""
        if scope["type"] != "http" or not self._rate or scope["path"].startswith(FREE):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        who = self._who(request)
        wait = math.ceil(self._counts.hit(who)) if who else 0
        if not wait:
            await self._app(scope, receive, send)
            return
        remedy = "ask for more at once: most answers are paged or batched"
        detail = f"More than {self._rate} requests in a minute; wait {wait} seconds."
        answer = problem(request, 429, "rate-limit", detail, {"Retry-After": str(wait)}, remedy=remedy)
        await answer(scope, receive, send)

    def _who(self, request: Request) -> str:
        if from_this_machine(request):
            return ""
        secret = shown_key(request)
        try:
            key = self._keys.find(secret) if secret else None
        except StoreError:  # a damaged file of keys: whoever needs one is told so
            key = None
        return f"key {key.id}" if key else f"address {network_of(request.client.host if request.client else '')}"


def network_of(address: str) -> str:
    """The address; of IPv6 its /64, which is what one customer has, unless it is IPv4 in its clothes (RFC 4291, 2.5.5.2)."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    return str(parsed.ipv4_mapped or ip_network((int(parsed), 64), strict=False))


class SizeLimit:
    """ASGI middleware: answers 413 to a body of more than ``most`` bytes, at once where its length is told before."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what comes in pieces is counted while it comes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        told = request.headers.get("content-length", "")
        if told.isdigit() and int(told) > self._most:
            answer = problem(request, 413, "too-large", self._words, {"Connection": "close"}, remedy="send it in parts")
            await answer(scope, receive, send)
            return
        size = 0

        async def counting() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._most:
                raise HTTPException(413, self._words, {"Connection": "close"})
            return message

        await self._app(scope, counting, send)

    @property
    def _words(self) -> str:
        return f"The body has more than {self._most} bytes."
