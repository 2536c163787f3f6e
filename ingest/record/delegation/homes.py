"""The article's own place: the one meant by 我市, 全县, and by a 市长 of no named city."""

from __future__ import annotations

import re
from collections import Counter

from zhaoshang.ingest.clause import Act, Frame
from zhaoshang.ingest.document import Document, Type
from zhaoshang.ingest.entity.regions import bare, is_group
from zhaoshang.ontology.reading import Kind, Status
from zhaoshang.ontology.values import Span

_SEAT = re.compile(r"[省市州盟县区旗镇乡]?(?:委|政府|人大|政协|[省市州县区旗镇乡]?长|党政|经贸代表团|代表团|招商)")
_TO_US = re.compile(r"(?:到|来|赴|访)?(?:了)?[我本][省市县区州旗镇乡]")
_COME = re.compile(r"[前赶]?来(?!到)|莅|来访")
"""Verbs of coming: the writer is where the journey leads to."""
_SUFFIX = {
    "": "",
    "省": "省",
    "自治区": "自治区",
    "市": "市",
    "州": "州",
    "盟": "盟",
    "县": "县",
    "区": "区",
    "旗": "旗",
    "镇": "镇",
    "乡": "乡",
}


class Homes:
    """Weighs the article's regions by how they are spoken of: as seats of posts and committees, or as goals of a journey."""

    def __init__(self, document: Document, frames: tuple[Frame, ...]) -> None:
        self._document = document
        self._weight: Counter[str] = Counter()
        text = document.text
        for m in document.mentions:
            if m.type is Type.PLACE and m.entity:
                self._weight[m.entity] += 4 if _SEAT.match(text, m.span.end) or _SEAT.search(m.span.of(text)) else 1
                self._weight[m.entity] -= 3 * (text[m.span.start - 1 : m.span.start] in ("在", "赴", "到", "抵"))
        low, high = (document.sentences[0].start, document.sentences[-1].end) if document.sentences else (0, 0)
        paper = document.article.source + document.article.byline
        for entity in list(self._weight):
            own = bare(min(document.entities[entity].names, key=len))
            self._weight[entity] += (text.count(own, low, high) // 2 + 6 * (own in paper)) if len(own) > 1 else 0
        for frame in frames:
            if frame.act in (Act.GO, Act.VISIT) and _TO_US.match(text, frame.trigger.end):
                guests = document.inside(Span(frame.sentence.start, max(frame.trigger.start, frame.sentence.start + 1)), Type.PLACE)
                self._weight.subtract({m.entity: 8 for m in guests if m.entity})
            if frame.act is Act.GO and frame.status is Status.HAPPENED and not frame.quoted:
                goals = [m for m in frame.objects if m.type is Type.PLACE and m.entity]
                came = bool(_COME.match(frame.word)) and bool(goals) and goals[0].span.start == frame.trigger.end
                self._weight.update({m.entity: 4 if came else -4 for m in goals})
                if came:
                    self._weight.subtract({m.entity: 8 for m in frame.subject if m.type is Type.PLACE and m.entity and not frame.inherited})
            if frame.act is Act.MEET:
                self._weight.subtract({m.entity: 6 for m in (*frame.objects, *frame.partners) if m.type is Type.PLACE and m.entity})

    def of(self, level: str) -> set[str]:
        """The likeliest own place of that level (省, 市, 县 …), as a set of one id; empty where none is named."""
        fits = [e for e in self._weight if self._fits(e, level)]
        best = max(fits, key=lambda e: (self._weight[e], e), default=None)
        return {best} if best is not None and self._weight[best] > -4 else set()

    def _fits(self, entity: str, level: str) -> bool:
        found = self._document.entities[entity]
        names = found.names
        if is_group(found):
            return False
        if any(n.endswith(_SUFFIX.get(level, "\0")) for n in names):
            return found.kind is Kind.REGION
        return found.kind is Kind.REGION and not any(n[-1] in "省市州盟县区旗镇乡园国湾" for n in names)
