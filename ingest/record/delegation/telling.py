"""How the sentences that name somebody or something tell of it: as said by a speaker, as planned, as of another time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhaoshang.ingest.document import Mention

from .sorts import once
from .view import TripView

_SPOKEN = re.compile(r"(?:说|表示|指出|认为|强调|介绍|谈到|坦言|透露|提出|称|希望|相信|看来|讲)(?:道)?[，：,:]")
_PLAN = re.compile(
    r"(?<!即)(?<!必)将(?!军|来|乐)|计划|拟|打算|预定|行程(?:安排|还)|按照?(?:安排|日程|行程|计划)"
    r"|接下来|下一步|届时|今后|日后|准备|还要|也要"
)
_DONE = re.compile(r"已|了|[，；]先后|过")
_PAST = re.compile(r"去年|前年|此前|早在|曾|[0-9]{4}年|年前|历来|多年|近年|自[^，。]{2,8}以来")

_AHEAD = 300
"""How many characters before a name are looked at."""


def telling(view: TripView, mentions: Sequence[Mention]) -> Iterator[str]:
    """Cues of the mentions inside the trip's stretches; ``all-`` where every mention is told so."""
    return once(mentions, lambda m: _of_mention(view, m))


def _of_mention(view: TripView, m: Mention) -> Iterator[str]:
    text = view.scene.folded
    sentence = view.scene.document.sentence_at(m.span.start)
    low = max(sentence.start, m.span.start - _AHEAD)
    if _SPOKEN.search(text, low, m.span.start):
        yield "spoken"
    plan = _PLAN.search(text, low, m.span.start)
    if plan and not _DONE.search(text, plan.end(), m.span.start):
        yield "behind-plan"
    if _PAST.search(text, low, m.span.start):
        yield "behind-past"
