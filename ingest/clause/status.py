"""How real an act is: the markers in its clause, quotation marks, verbs of saying."""

from __future__ import annotations

import re
from functools import cache

from zhaoshang.ontology.reading import Status
from zhaoshang.ontology.values import Span

from .triggers import Trigger
from .words import markers

_NOT_MARKERS = re.compile(
    r"(?:不断|不仅|不但|不只|不辞|不顾|不少|不到|不久|不远|不同|不忘|不足|不锈|无不|不停|不时|不虚|不懈|未来|将来|将军|即将|大将|请求|申请|邀请函|没想|要求|希望之|支持下|不约|不期|不遗)"
)
_ACCEPTED = re.compile(r"[应受][^，。；：“”]{0,40}(?:之)?$")
"""应某市之邀, 受某商会邀请: who was asked has come."""
_ASKING = frozenset({"邀请", "邀", "请"})
_OPEN, _CLOSE = "“「『", "”」』"


@cache
def _pattern() -> re.Pattern[str]:
    longest = sorted(markers(), key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, longest)))


def status_of(folded: str, trigger: Trigger, clause: Span) -> Status:
    """The status that the nearest markers of the clause give the verb; HAPPENED where there is none."""
    status = Status.HAPPENED
    for found in _pattern().finditer(folded, clause.start, clause.end):
        marker = markers()[found.group()]
        if trigger.span.start <= found.start() < trigger.span.end or _NOT_MARKERS.match(folded, found.start()):
            continue
        if found.group() in _ASKING and _ACCEPTED.search(folded, clause.start, found.start()):
            continue
        if (marker.after and found.start() >= trigger.span.end) or (not marker.after and found.end() <= trigger.span.start):
            status = marker.status
    return status


def quoted(folded: str, sentence: Span, offset: int) -> bool:
    """True if ``offset`` stands inside a quotation that begins in the sentence, or that runs on from an earlier one."""
    before = folded[sentence.start : offset]
    last_open = max(before.rfind(mark) for mark in _OPEN)
    last_close = max(before.rfind(mark) for mark in _CLOSE)
    if last_open != last_close:
        return last_open > last_close and offset - sentence.start - last_open > 0 and not _short(folded, sentence, last_open)
    after = folded[offset : sentence.end]
    closing = min((i for mark in _CLOSE if (i := after.find(mark)) >= 0), default=-1)
    opening = min((i for mark in _OPEN if (i := after.find(mark)) >= 0), default=len(after))
    return 0 <= closing < opening


def _short(folded: str, sentence: Span, opened: int) -> bool:
    """A name in quotation marks (“走进长丰”活动) is no speech."""
    start = sentence.start + opened
    closing = min((i for mark in _CLOSE if (i := folded.find(mark, start, sentence.end)) >= 0), default=sentence.end)
    return closing - start <= 14 and folded[closing - 1 : closing] not in "。！？，"
