"""The place that an article is about: where its projects are unless the text says otherwise, and for whom it counts what was signed."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Kind


@dataclass(frozen=True, slots=True)
class Home:
    """``ranked`` are the article's regions by how much it is about them, the first being home; ``weight`` in [0, 1] by entity id."""

    ranked: tuple[str, ...]
    weight: dict[str, float]

    @property
    def first(self) -> str:
        """The home region's entity id, "" where the article names no region."""
        return self.ranked[0] if self.ranked else ""


_AWAY = re.compile(r"(?:在|赴|到|来到|抵达|前往|走进|飞往|转赴|转往|来自|出席|离开|访问|于|去)$")
_SEAT = (
    "委书记",
    "市长",
    "委副书",
    "委常委",
    "县长",
    "区长",
    "州长",
    "省长",
    "副市长",
    "副县长",
    "副区长",
    "副省长",
    "人民政府",
    "市政府",
    "县政府",
)


def find_home(document: Document) -> Home:
    """Title and first sentence count most, then how often a region is named; a post's jurisdiction and 我市 speak for it, 赴X against."""
    points: dict[str, float] = defaultdict(float)
    title = document.article.paragraphs[0] if document.article.titled and document.article.paragraphs else None
    lead = document.sentences[1 if title and len(document.sentences) > 1 else 0] if document.sentences else None
    for mention in document.mentions:
        if mention.type not in (Type.PLACE, Type.DEIXIS) or not is_region(document, mention.entity):
            continue
        if _away(document, mention):
            points[mention.entity] += 0.4
        else:
            points[mention.entity] += 1 + 3 * bool(title and title.covers(mention.span)) + bool(lead and lead.covers(mention.span))
        points[mention.entity] += 1.5 * _local(document, mention)
    top = max(points.values(), default=1)
    ranked = sorted(points, key=lambda e: (-points[e], e))
    return Home(tuple(ranked), {e: points[e] / top for e in ranked})


def _away(document: Document, mention: Mention) -> bool:
    """True if the text goes to the place or is held in it: 赴青河, 在青河举行."""
    return bool(_AWAY.search(document.text[max(0, mention.span.start - 3) : mention.span.start]))


def is_region(document: Document, entity: str) -> bool:
    """True if ``entity`` is a region of the document."""
    return entity in document.entities and document.entities[entity].kind is Kind.REGION


def _local(document: Document, mention: Mention) -> bool:
    """True if the mention is a jurisdiction in a post (青河市委书记) or a back-reference such as 我市."""
    if mention.type is Type.DEIXIS:
        return True
    text, end = document.text, mention.span.end
    return any(text.startswith(_SEAT, start) for start in (end, end - 1, end - 3))
