"""Content negotiation by the Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import HTTPException


def _ranges(accept: str) -> list[tuple[str, float]]:
    """The media ranges of the header with their quality, as written; a malformed quality counts as 1."""
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 1.0
        if media:
            found.append((media.lower(), quality))
    return found


def _quality(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """How much the client likes ``offer``: the most specific matching range decides."""
    best, specific = 0.0, -1
    for media, quality in ranges:
        if media in (offer, "*/*") or (media.endswith("/*") and offer.startswith(media[:-1])):
            weight = 2 if media == offer else 0 if media == "*/*" else 1
            if weight > specific:
                best, specific = quality, weight
    return best


def choose(accept: str | None, offers: Sequence[str]) -> str:
    """The offer that the client likes best; the first one for a tie or a missing header. Raises 406 if it likes none."""
    if not accept or not accept.strip():
        return offers[0]
    ranges = _ranges(accept)
    rated = [(_quality(offer, ranges), -index) for index, offer in enumerate(offers)]
    quality, index = max(rated)
    if quality <= 0:
        raise HTTPException(406, f"None of the accepted media types can be had; these can: {', '.join(offers)}")
    return offers[-index]
