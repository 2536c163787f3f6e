"""The article's own place: what 我市, a bare 市委 or 市长 speak of.

The paper's name tells it (潍坊日报), else the place named most, a city's counties counting half for it. Where two places of
a level are named about equally often nothing is certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.gazetteer import find_places, get, parents

_BELOW = 0.5
"""What a mention of a county counts for its city, and a city's for its province."""

_LIKELY = 1.2
"""So many times as often as the next the home must be named to be taken for it."""


class Home:
    """Answers which place of a level is the article's own."""

    def __init__(self, document: Document) -> None:
        places = [m for m in document.mentions if m.type is Type.PLACE and isinstance(m.value, str)]
        self._counts: Counter[str] = Counter()
        self._of_level: dict[str, str] = {}
        for code in _codes(places):
            self._counts[code] += 1.0  # type: ignore[assignment]
            weight = 1.0
            for parent in parents(code):
                weight *= _BELOW
                self._counts[parent.code] += weight  # type: ignore[assignment]
        paper = [m for m in find_places(document.article.source + document.article.byline) if isinstance(m.value, str)]
        for code in _codes(paper):
            self._counts[code] += 3.0  # type: ignore[assignment]

    def of_level(self, level: str) -> str:
        """The code of the home place whose name ends with ``level`` (省, 市, 县, …); "" where open."""
        if level not in self._of_level:
            self._of_level[level] = self._most_named(level)
        return self._of_level[level]

    def _most_named(self, level: str) -> str:
        fits = [(count, code) for code, count in self._counts.items() if _is_of(code, level)]
        ranked = sorted(fits, key=lambda item: (-item[0], item[1]))
        rivals = [count for count, code in ranked[1:] if not self._holds(ranked[0][1], code)]
        if not ranked or (rivals and ranked[0][0] < _LIKELY * rivals[0]):
            return ""
        return ranked[0][1]

    def _holds(self, outer: str, inner: str) -> bool:
        """A prefecture and a county-level city of it are no rivals: 市 is the prefecture."""
        return any(place.code == outer for place in parents(inner))


def _is_of(code: str, level: str) -> bool:
    name = get(code).name
    if level == "省":
        return name.endswith("省")
    return name.endswith(level) and len(code) == 6


def _codes(mentions: Iterable[Mention]) -> list[str]:
    return [m.value for m in mentions if isinstance(m.value, str) and m.value[:2].isdigit()]
