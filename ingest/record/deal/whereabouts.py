"""What lies between a project and a firm or place beyond the words between them: paragraphs, headings, lists in order, other projects."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhaoshang.ingest.document import Document, Mention, Type

from .ceremony import is_head
from .mask import Masked, letter

_IN_ORDER = re.compile(r"分别|依次|各自")
_LINE = re.compile(r"[至到—－-]")
_AWAY = re.compile(r"(?:赴|抵达|前往|飞往|转赴|来自|访问|走进|远赴)$")
_HELD = re.compile(r"^[^，。；]{0,24}?(?:举行|召开|举办|开幕|推介会|洽谈会|恳谈会|座谈会|博览会)")
_LEAST, _MOST = 2, 12


class Whereabouts:
    """Features of pairs of mentions of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [p.start for p in document.article.paragraphs]
        self._heads = [number for number, p in enumerate(document.article.paragraphs) if number and is_head(document, p)]
        self._ways: dict[str, dict[str, float]] = {}

    def apart(self, project: Mention, other: Mention, away: int) -> dict[str, float]:
        """Whether the two stand in one paragraph, or on two sides of a heading."""
        if away == 0:
            return {}
        here, there = (bisect_right(self._starts, m.span.start) - 1 for m in (project, other))
        low, high = sorted((here, there))
        found = {f"para:{'same' if here == there else 'other'}|{'before' if away < 0 else 'behind'}": 1.0}
        if any(low < head <= high for head in self._heads):
            found["over.head"] = 1.0
        return found

    def inside(self, project: Mention, other: Mention) -> dict[str, float]:
        """Where in the project's own name the other stands."""
        if not project.span.covers(other.span):
            return {}
        text = self._document.text
        line = _LINE.match(text[other.span.end : other.span.end + 2]) or _LINE.match(text[other.span.start - 1 : other.span.start])
        where = "opens" if other.span.start == project.span.start else "within"
        return {f"name:{where}": 1.0} | ({"name:line": 1.0} if line else {})

    def ways(self, other: Mention) -> dict[str, float]:
        """Whether the article goes to the place, or holds an event there: said of the entity, wherever."""
        if other.entity not in self._ways:
            self._ways[other.entity] = self._way(other.entity)
        return self._ways[other.entity]

    def _way(self, entity: str) -> dict[str, float]:
        text = self._document.text
        spans = [evidence.span for evidence in self._document.entities[entity].mentions[:_MOST]]
        went = sum(bool(_AWAY.search(text[max(0, s.start - 3) : s.start])) for s in spans)
        held = sum(text[s.start - 1 : s.start] in "在于" and bool(_HELD.match(text[s.end : s.end + 36])) for s in spans if s.start)
        return {n: 1.0 for n, holds in (("way:went", 2 * went >= len(spans)), ("way:held", held > 0)) if holds and spans}


def in_order(sentence: Masked, at: int, here: int) -> dict[str, float]:
    """甲市、乙市分别开工丙库、丁库: whether the two have the same number in their lists."""
    text = sentence.text
    if not _IN_ORDER.search(text):
        return {}
    row = _row(text, at)
    projects = [i for i, c in enumerate(text) if c == letter(Type.PROJECT)]
    if not _LEAST <= len(row) <= _MOST:
        return {}
    behind = [i for i in projects if i > row[-1]][: len(row)] or projects
    if len(behind) != len(row) or here not in behind:
        return {}
    return {"order.own" if behind.index(here) == row.index(at) else "order.other": 1.0}


def _row(text: str, at: int) -> list[int]:
    """The places of the letters like the one at ``at`` that are joined to it by 、 or 和."""
    found = [at]
    while found[0] >= 2 and text[found[0] - 1] in "、和与及" and text[found[0] - 2] == text[at]:
        found.insert(0, found[0] - 2)
    while found[-1] + 2 < len(text) and text[found[-1] + 1] in "、和与及" and text[found[-1] + 2] == text[at]:
        found.append(found[-1] + 2)
    return found


def claimed(text: str, at: int, here: int) -> dict[str, float]:
    """Whether another project stands nearer to the firm, or another firm to the project."""
    project = letter(Type.PROJECT)
    nearest = text.find(project, at)
    before = text.rfind(project, 0, at)
    found = {
        "claim:next": nearest == here,
        "claim:taken": 0 <= nearest - at <= 2 and nearest != here,
        "claim:last": before == here and nearest < 0,
        "claim:mine": 0 < here - at <= 2,
        "claim:row": 0 <= nearest < here and set(text[nearest + 1 : here]) <= {"、", "和", "与", "及", project},
    }
    return {name: 1.0 for name, holds in found.items() if holds}
