"""The words of an article as numbers: which mention covers each, its part of speech, where in the article it stands."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.values import Span

from .trace import Trace

_NAMES = frozenset({Type.PERSON, Type.FIRM, Type.PLACE, Type.BODY, Type.DEIXIS, Type.GROUP})
_TITLE, _END, _LATE = 4, 5, 3


@cache
def tags() -> Mapping[str, Mapping[str, int]]:
    """The numbers of the kinds of mentions and of LAC's labels: ``tags.json``."""
    table: Mapping[str, Mapping[str, int]] = json.loads(Path(__file__).with_name("tags.json").read_text("utf-8"))
    return table


def marks(document: Document, trace: Trace) -> NDArray[np.int64]:
    """Five rows, a number for each word: name, post, value (each with its first word marked), label, place in the article."""
    found = np.zeros((5, len(trace.starts)), dtype=np.int64)
    for mention in document.mentions:
        row, number = _tag(document, mention)
        if number:
            low, high = words_of(trace.starts, mention.span)
            found[row, low:high] = 2 * number
            found[row, low] = 2 * number - 1
    known = tags()["word"]
    found[3] = [known.get(label, 0) for label in trace.labels]
    found[4] = _standing(document, trace.starts)
    return found


def _tag(document: Document, mention: Mention) -> tuple[int, int]:
    if mention.type is Type.POST:
        return 1, 1
    known = tags()["mention"]
    if mention.type not in _NAMES:
        return 2, known.get(str(mention.type), 0)
    entity = document.entities.get(mention.entity)
    return 0, known.get(f"{mention.type} {entity.kind}" if entity else str(mention.type), 0)


def _standing(document: Document, starts: Sequence[int]) -> list[int]:
    begins = [p.start for p in document.article.paragraphs]
    found = []
    for start in starts:
        number = max(0, bisect_right(begins, start) - 1)
        headed = number == 0 and document.article.titled
        found.append(_TITLE if headed else _END if number == len(begins) - 1 else min(number, _LATE))
    return found


def words_of(starts: Sequence[int], span: Span) -> tuple[int, int]:
    """The half-open range of words that ``span`` touches, at least one."""
    low = min(max(0, bisect_right(starts, span.start) - 1), len(starts) - 1)
    return low, max(low + 1, bisect_left(starts, span.end))
