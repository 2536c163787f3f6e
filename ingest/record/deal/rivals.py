"""How a place stands to the other places around a project: the nearest one, the only one, one with a smaller one inside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from itertools import combinations

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Kind
from zhaoshang.ontology.values import Span

_MOST = 40


class Rivals:
    """The places of one document in order; ``lies_in`` tells of two regions whether the first lies in the second."""

    def __init__(self, document: Document, lies_in: Callable[[str, str], bool]) -> None:
        self._document = document
        self._lies_in = lies_in
        self._regions = [e for e in document.entities.values() if e.kind is Kind.REGION]
        self._places = [m for m in document.mentions if m.type is Type.PLACE and m.entity in document.entities]
        self._starts = [m.span.start for m in self._places]
        self._finer: dict[str, bool] = {}
        self._projects = {name for e in document.entities.values() if e.kind is Kind.PROJECT for name in e.names}

    def around(self, project: Mention, other: Mention) -> dict[str, float]:
        """The features of the place ``other`` beside the mention of a project."""
        if other.type is not Type.PLACE:
            return {}
        low = bisect_left(self._starts, project.span.start)
        high = bisect_right(self._starts, project.span.end)
        found = {
            "rival:last": low > 0 and self._places[low - 1].entity == other.entity,
            "rival:next": high < len(self._places) and self._places[high].entity == other.entity,
            "rival:inside": project.span.covers(other.span),
            "rival:opens": self._opens(project, other),
        }
        return {name: 1.0 for name, holds in found.items() if holds} | self.standing(other)

    def standing(self, other: Mention) -> dict[str, float]:
        """The features of a place by itself."""
        found = {
            "rival:alone": len(self._regions) == 1,
            "rival:finer": self._has_finer(other.entity),
            "rival:project": any(name in self._projects for name in self._document.entities[other.entity].names),
            "rival:of": self._of(other),
        }
        return {name: 1.0 for name, holds in found.items() if holds}

    def _has_finer(self, entity: str) -> bool:
        if entity not in self._finer:
            self._finer[entity] = any(self._lies_in(e.id, entity) for e in self._regions[:_MOST])
        return self._finer[entity]

    def _opens(self, project: Mention, other: Mention) -> bool:
        """True if ``other`` is the first place of the project's paragraph."""
        paragraphs = self._document.article.paragraphs
        at = bisect_right(paragraphs, project.span.start, key=lambda p: p.start) - 1
        first = bisect_left(self._starts, paragraphs[at].start) if at >= 0 else len(self._places)
        return (
            first < len(self._places) and self._places[first].entity == other.entity and self._places[first].span.start < project.span.start
        )

    def _of(self, other: Mention) -> bool:
        """True if a firm, body or post is named right behind the place: it says where they are from."""
        behind = Span(other.span.end, other.span.end + 40)  # nothing is named beyond the text, which may end here
        near = next(iter(self._document.inside(behind, Type.FIRM, Type.BODY, Type.POST, Type.PERSON)), None)
        return near is not None and near.span.start - other.span.end <= 1


_CROSSED = (
    "rival:last", "rival:next", "rival:opens", "rival:finer", "rival:of", "home", "in.home", "same", "tied",
    "figure:same.part", "zone", "county", "away:0",
)  # fmt: skip


def crossed(found: Mapping[str, float]) -> dict[str, float]:
    """Every two of a place's weightiest signs that hold together."""
    return {f"{one}&{other}": 1.0 for one, other in combinations([name for name in _CROSSED if found.get(name)], 2)}
