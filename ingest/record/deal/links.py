"""How a firm, body or place stands to a project: the features by which the scorers choose investors and locations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.values import Span

from .brands import Namesakes
from .figures import drawn, neighbours, tied
from .home import Home
from .mask import Masked, bounded, mask
from .rivals import Rivals, crossed
from .sensed import of_link
from .whereabouts import Whereabouts, claimed, in_order

_NESTED = ("rival:finer", "home", "in.home", "county", "zone", "province", "often", "rival:alone", "name:opens", "name:line", "name:within")
_POINTS_BACK = re.compile(r"公司|集团|企业|双方|后者|该厂|厂方|董事长|总经理|总裁|负责人|其")
_MOST_PLACES, _MOST_NEAR = 40, 60
_ZONE = re.compile(r"(?:开发区|高新区|园区|工业园|产业园|新区|经开区|新城|片区|保税区|示范区|合作区|管委会)$")


class Links:
    """The features of every pair of a project and a firm, body or place of one document."""

    def __init__(self, document: Document, home: Home) -> None:
        self.document = document
        self.home = home
        self.namesakes = Namesakes(document)
        self._rivals = Rivals(document, self._lies_in)
        self._where = Whereabouts(document)
        self._masks: dict[Span, Masked] = {}
        self._starts = [sentence.start for sentence in document.sentences]
        self._order = {sentence: number for number, sentence in enumerate(document.sentences)}
        self._firsts: dict[str, Mention | None] = {}
        self._places: dict[str, list[Mention]] = {}
        for mention in document.mentions:
            if mention.type is Type.PROJECT:
                self._places.setdefault(mention.entity, []).append(mention)

    def places(self, project: str) -> list[Mention]:
        """The first mentions of a project, in order; as many as are worth looking at."""
        return self._places.get(project, [])[:_MOST_PLACES]

    def sentence(self, mention: Mention) -> Span:
        """The sentence that the mention begins in."""
        spans = self.document.sentences
        return spans[max(0, bisect_right(self._starts, mention.span.start) - 1)]

    @property
    def projects(self) -> int:
        """How many projects the article names."""
        return len(self._places)

    def around(self, mention: Mention) -> tuple[Span | None, Span | None]:
        """The sentences before and behind the mention's own."""
        number, spans = self._order[self.sentence(mention)], self.document.sentences
        return spans[number - 1] if number else None, spans[number + 1] if number + 1 < len(spans) else None

    def masked(self, sentence: Span) -> Masked:
        """The sentence with every mention masked (made once)."""
        if sentence not in self._masks:
            self._masks[sentence] = mask(self.document, bounded(sentence), Type.COUNT, Type.DATE)
        return self._masks[sentence]

    def pairs(self, project: str, *types: Type) -> Iterator[tuple[str, Mention, dict[str, float]]]:
        """(entity, its mention, features) for every mention of ``types`` near a mention of ``project``: same or two sentences around."""
        for place in self.places(project):
            number = self._order[self.sentence(place)]
            for near in range(max(0, number - 2), min(len(self.document.sentences), number + 3)):
                for other in islice(self.document.inside(self.document.sentences[near], *types), _MOST_NEAR):
                    if other.entity and other.entity in self.document.entities:
                        yield other.entity, other, self._features(place, other, near - number) | of_link(self.document, place, other)

    def far(self, project: str, *types: Type) -> Iterator[tuple[str, Mention, dict[str, float]]]:
        """The same for the two regions that the article is most about, whether or not they are named near any project."""
        place = next(iter(self.places(project)), None)
        for entity in self.home.ranked[:2]:
            mention = self._first(entity)
            if mention and mention.type in types:
                features = {"bias": 1.0, "far": 1.0} | self._standing(mention) | self._rivals.standing(mention) | self._where.ways(mention)
                features |= tied(features)
                yield entity, mention, features | crossed(features) | of_link(self.document, place, mention)

    def _first(self, entity: str) -> Mention | None:
        if entity not in self._firsts:
            self._firsts[entity] = next((m for m in self.document.mentions if m.entity == entity and m.type is Type.PLACE), None)
        return self._firsts[entity]

    def _features(self, place: Mention, other: Mention, away: int) -> dict[str, float]:
        found = {f"away:{away}": 1.0, "bias": 1.0} | self._standing(other) | self._told_before(place, other, away)
        found |= self._rivals.around(place, other) | self._where.apart(place, other, away)
        if other.type is Type.PLACE:
            found |= self._where.ways(other) | self._where.inside(place, other)
        sentence = self.masked(self.sentence(other))
        at = sentence.index(other)
        text = sentence.text
        if at < 0:
            found |= {"nested": 1.0, "nested.here": float(place.span.overlaps(other.span))}
            return found | {f"{name}&nested.here": 1.0 for name in _NESTED if name in found and found["nested.here"]}
        parts = {"left": text[max(0, at - 12) : at], "right": text[at + 1 : at + 16], "between": ""}
        if away == 0:
            here = sentence.index(place)
            if here >= 0:
                found |= self._distance(text, at, here) | drawn(text, at, here) | in_order(sentence, at, here)
                found |= claimed(text, at, here) if other.type is Type.FIRM else {}
                parts["between"] = text[min(at, here) + 1 : max(at, here)]
        said = [name for where, name, rule in neighbours() if rule.search(parts[where])]
        side = "before" if "before" in found else "after"  # order matters for what stands between: 投资 before the project, or behind it
        found |= dict.fromkeys([*said, *(f"{side}:{name}" for name in said if name.startswith("between:"))], 1.0)
        found |= tied(found)
        return found | (crossed(found) if other.type is Type.PLACE else {})

    def _distance(self, text: str, at: int, here: int) -> dict[str, float]:
        low, high = min(at, here), max(at, here)
        between = text[low + 1 : high]
        found = {"before" if at < here else "after": 1.0, "same": 1.0}
        size = len(between)
        found[f"gap:{next((b for b in (0, 2, 6, 12, 24, 48) if size <= b), 99)}"] = 1.0
        found["semicolon"] = float(any(c in between for c in "；;"))
        found["commas"] = min(3, sum(c in "，," for c in between)) / 3
        found["rivals"] = min(3, sum(c in between for c in (text[at],))) / 3
        return {name: value for name, value in found.items() if value}

    def _lies_in(self, entity: str, outer: str) -> bool:
        """True if the place lies in ``outer``: by its division code, or because its name begins with the other's."""
        if entity == outer or outer not in self.document.entities:
            return False
        one, other = self.document.entities[entity], self.document.entities[outer]
        trunk = other.code.rstrip("0")
        if one.code and trunk and len(trunk) < 6:
            trunk += "0" * (len(trunk) % 2)
            return one.code.startswith(trunk) and one.code != other.code
        return any(i.startswith(o) and len(i) > len(o) + 1 for i in one.names for o in other.names)

    def _carried(self, other: Mention) -> bool:
        """True if the mention opens its sentence or paragraph: 在青河, … or 青河…: what follows is about it."""
        sentence = self.sentence(other)
        return other.span.start - sentence.start <= 4

    def _told_before(self, place: Mention, other: Mention, away: int) -> dict[str, float]:
        """Whether the firm is the last one named before the project, and whether 公司 or 双方 beside the project points back to it."""
        if other.span.start > place.span.start or other.type is not Type.FIRM:
            return {}
        between = Span(other.span.end, max(other.span.end + 1, place.span.start))
        last = next(self.document.inside(between, Type.FIRM), None) is None
        sentence = self.sentence(place)
        words = self.document.text[sentence.start : place.span.start]
        points = bool(_POINTS_BACK.search(words)) and away < 0
        return {name: 1.0 for name, holds in {"last": last, "last.away": last and away < 0, "anaphor": points and last}.items() if holds}

    def _standing(self, other: Mention) -> dict[str, float]:
        entity = self.document.entities[other.entity]
        found = {f"kind:{entity.kind}": 1.0, f"type:{other.type}": 1.0}
        weight = self.home.weight.get(other.entity, 0.0)
        found["in.home"] = float(self._lies_in(other.entity, self.home.first))
        found["carried"] = float(self._carried(other))
        found |= {"home": float(self.home.first == other.entity), "weight": weight, "second": float(other.entity in self.home.ranked[1:2])}
        found["zone"] = float(any(_ZONE.search(name) for name in entity.names))
        found["county"] = float(entity.names[0].endswith(("县", "区", "镇", "乡", "旗")))
        found["province"] = float(entity.names[0].endswith(("省", "自治区", "国")))
        found["often"] = min(5, len(entity.mentions)) / 5
        return {name: value for name, value in found.items() if value}


def best(pairs: Iterator[tuple[str, Mention, dict[str, float]]]) -> dict[str, list[tuple[Mention, dict[str, float]]]]:
    """All pairs by entity."""
    grouped: dict[str, list[tuple[Mention, dict[str, float]]]] = {}
    for entity, mention, features in pairs:
        grouped.setdefault(entity, []).append((mention, features))
    return grouped
