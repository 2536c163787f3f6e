"""Where a request comes from: one's own machine, one's own page, or a page of another site."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""Set by proxies: what comes through one is not from this machine, whatever the socket says."""


def from_this_machine(request: HTTPConnection) -> bool:
    """True if the socket's other end is loopback, the Host is a loopback name (so no name that was rebound to it), and no
    proxy stands between."""
    here = request.client is not None and _is_loopback(request.client.host)
    return here and _is_loopback(_host(request)) and not any(name in request.headers for name in FORWARDED)


def from_other_site(request: HTTPConnection) -> bool:
    """True if a browser says that a page of another origin sent this (Fetch Metadata; Origin, RFC 6454)."""
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin")
    try:
        return origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()
    except ValueError:  # what is no address is not this one
        return True


def _host(request: HTTPConnection) -> str:
    try:
        return urlsplit("//" + request.headers.get("host", "")).hostname or ""
    except ValueError:
        return ""


@lru_cache(maxsize=1024)  # asked twice of each request, mostly of the same names
def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or bool(getattr(address, "ipv4_mapped", None) and address.ipv4_mapped.is_loopback)  # type: ignore[union-attr]
