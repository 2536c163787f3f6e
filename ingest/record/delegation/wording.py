"""The words around a name as cues of their own, which training weighs: what stands right before and behind it, and a little further off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhaoshang.ingest.document import Mention

from .view import TripView

COMMON = 8
"""In how many articles a wording must stand to be weighed: fewer tell of those articles, not of the language."""

_MENTIONS = 6
_NEAR = 6
_HAN = re.compile(r"(?=([\u4e00-\u9fff]{2}))")


def is_wording(cue: str) -> bool:
    """True for the cues of this module."""
    return " " in cue


def wording(view: TripView, mentions: Sequence[Mention]) -> Iterator[str]:
    """``before 赴``, ``behind 考察``: one or two characters at the first mentions; ``ahead 率队``, ``after 座谈``: pairs within six."""
    text = view.scene.folded
    for m in mentions[:_MENTIONS]:
        stretch = view.stretch_at(m.span.start)
        ahead = text[max(stretch.start, m.span.start - _NEAR) : m.span.start]
        after = text[m.span.end : min(stretch.end, m.span.end + _NEAR)]
        for size in (1, 2):
            yield f"before {ahead[-size:]}"
            yield f"behind {after[:size]}"
        yield from (f"ahead {pair}" for pair in _HAN.findall(ahead))
        yield from (f"after {pair}" for pair in _HAN.findall(after))
