"""How a firm, body or place stands to a project: the features by which the scorers choose investors and locations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import islice

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.values import Span

from .home import Home
from .mask import Masked, bounded, mask, pattern

_BETWEEN: tuple[tuple[str, str], ...] = (
    ("invest", r"投资|出资|增资"),
    ("build", r"建设|建立|新建|兴建|打造|设立|建|筹建|开发"),
    ("sign", r"签|协议|合同"),
    ("move", r"落户|入驻|落地|选址|落点|位于|坐落|来到"),
    ("at", r"在|于"),
    ("de", r"的"),
    ("with", r"与|和|同|跟"),
    ("sum", r"<M>"),
    ("plan", r"拟|将|计划|愿|有意|打算"),
    ("of", r"旗下|公司|企业|集团"),
    ("by", r"由"),
    ("visit", r"考察|参观|走访|来到|拜访|会见"),
    ("say", r"说|介绍|表示"),
    ("project", r"<J>"),
)
_LEFT: tuple[tuple[str, str], ...] = (
    ("at", r"(?:在|于)$"),
    ("move", r"(?:落户|位于|选址|入驻|落地|落点|坐落于|落户于|放在|放到|到|来)(?:在|于|了)?$"),
    ("with", r"(?:与|和|同|跟)$"),
    ("by", r"由$"),
    ("list", r"、$"),
    ("begin", r"(?:^|[，。；：])$"),
    ("from", r"(?:来自|赴|前往|从)$"),
    ("say", r"(?:希望|邀请|推介|介绍)$"),
)
_RIGHT: tuple[tuple[str, str], ...] = (
    ("invest", r"^(?:拟|将|计划|也|还|再|已|共同|联合|等|合作)*(?:投资|出资|增资|增加)"),
    ("plan", r"^(?:拟|将|计划|愿意|愿|有意|打算|欲|提出)"),
    ("build", r"^(?:投资)?(?:建设|建立|新建|兴建|打造|设立|建|筹建|开发)"),
    ("with", r"^(?:与|和|同|跟)"),
    ("sign", r"^[^，。；]{0,6}签"),
    ("de", r"^的"),
    ("project", r"^(?:的)?<J>"),
    ("firm", r"^<F>"),
    ("post", r"^(?:<T>|<N>)"),
    ("list", r"^、"),
    ("move", r"^(?:落户|入驻|选址)"),
)
_POINTS_BACK = re.compile(r"公司|集团|企业|双方|后者|该厂|厂方|董事长|总经理|总裁|负责人|其")
_MOST_PLACES, _MOST_NEAR = 40, 60
_ZONE = re.compile(r"(?:开发区|高新区|园区|工业园|产业园|新区|经开区|新城|片区|保税区|示范区|合作区|管委会)$")


_BUILD = "(?:投资|建设|建立|新建|兴建|打造|设立|筹建|开发|共建|合作|建|上|设)"
_BUILT = "(?:落户|落地|选址|位于|坐落|落点|入驻|放在|设在|建在|投向|布局)"
_FIGURES: tuple[tuple[str, str], ...] = (
    ("at.build", rf"在@[^；。]{{0,30}}?{_BUILD}[^；。@]{{0,24}}?#"),
    ("moved.to", rf"#[^；。]{{0,24}}?{_BUILT}(?:于|在|到)?(?:<P>)?@"),
    ("sign.with", r"[与和同、]@[^；。]{0,10}?签[^；。]{0,16}?#"),
    ("signs", r"@(?:<P>)?[^；。]{0,16}?签[^；。]{0,16}?#"),
    ("of", r"@(?:的|市|县|区)?(?:<F>)?#"),
    ("at.begin", r"(?:^|[；。])(?:[^，。；]{0,4})在@[^；。]{0,60}#"),
    ("begin", r"(?:^|[，；。])@[^；。]{0,60}#"),
    ("builds", rf"@[^；。]{{0,12}}?{_BUILD}[^；。]{{0,20}}?#"),
    ("of.its", r"@(?:投资|建设|投建|承建|打造|开发|引进|兴建)?的[^；。，]{0,4}#"),
    ("by", r"由@[^；。，]{0,16}#|#[^；。]{0,16}由@"),
    ("built.by", rf"#[^；。]{{0,12}}@(?:独资|全额)?{_BUILD}"),
    ("is.going", r"@(?:<T>|<N>)*[^；。，]{0,8}(?:拟|将|计划|愿意|有意|提出|打算|考虑|准备|同意|决定)[^；。]{0,40}#"),
    ("same.part", r"@[^；。]{0,80}#|#[^；。]{0,80}@"),
    ("same.clause", r"@[^；。，]{0,40}#|#[^；。，]{0,40}@"),
    ("outer", r"@<P>"),
    ("inner", r"<P>@"),
    ("lead", r"@(?:市|县|区)?(?:人民)?政府|@(?:市|县)?委"),
)
"""Figures of speech with ``@`` for the firm or place and ``#`` for the project; the nearest other project breaks them."""


@cache
def _figures() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((f"figure:{name}", pattern(text)) for name, text in _FIGURES)


@cache
def _compiled() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    table = [("between", n, t) for n, t in _BETWEEN] + [("left", n, t) for n, t in _LEFT] + [("right", n, t) for n, t in _RIGHT]
    return tuple((where, f"{where}:{name}", pattern(text)) for where, name, text in table)


class Links:
    """The features of every pair of a project and a firm, body or place of one document."""

    def __init__(self, document: Document, home: Home) -> None:
        self.document = document
        self.home = home
        self._masks: dict[Span, Masked] = {}
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
        return spans[max(0, bisect_right(spans, mention.span.start, key=lambda s: s.start) - 1)]

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
                        yield other.entity, other, self._features(place, other, near - number)

    def far(self, *types: Type) -> Iterator[tuple[str, Mention, dict[str, float]]]:
        """The same for the two regions that the article is most about, whether or not they are named near any project."""
        for entity in self.home.ranked[:2]:
            mention = self._first(entity)
            if mention and mention.type in types:
                features = {"bias": 1.0, "far": 1.0} | self._standing(mention)
                yield entity, mention, features | _tied(features)

    def _first(self, entity: str) -> Mention | None:
        if entity not in self._firsts:
            self._firsts[entity] = next((m for m in self.document.mentions if m.entity == entity and m.type is Type.PLACE), None)
        return self._firsts[entity]

    def _features(self, place: Mention, other: Mention, away: int) -> dict[str, float]:
        found = {f"away:{away}": 1.0, "bias": 1.0} | self._standing(other) | self._told_before(place, other, away)
        sentence = self.masked(self.sentence(other))
        at = sentence.index(other)
        text = sentence.text
        if at < 0:
            return found | {"nested": 1.0, "nested.here": float(place.span.overlaps(other.span))}
        parts = {"left": text[max(0, at - 12) : at], "right": text[at + 1 : at + 16], "between": ""}
        if away == 0:
            here = sentence.index(place)
            if here >= 0:
                found |= self._distance(text, at, here) | _drawn(text, at, here)
                parts["between"] = text[min(at, here) + 1 : max(at, here)]
        found |= {name: 1.0 for where, name, rule in _compiled() if rule.search(parts[where])} | self._crossed(parts, found)
        return found | _tied(found)

    def _crossed(self, parts: dict[str, str], found: dict[str, float]) -> dict[str, float]:
        """Order matters for what stands between: 投资 behind the firm and before the project, or the other way round."""
        side = "before" if "before" in found else "after"
        return {f"{side}:{name}": 1.0 for where, name, rule in _compiled() if where == "between" and rule.search(parts["between"])}

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


_TIES = frozenset(f"figure:{name}" for name in ("at.build", "moved.to", "of", "sign.with", "signs", "at.begin"))


_ACTS = frozenset(f"figure:{name}" for name in ("of", "of.its", "by", "built.by", "is.going", "builds", "signs"))


def _tied(found: dict[str, float]) -> dict[str, float]:
    """What several signs say together: a figure that ties the two, and a small place in the project's own part of the sentence."""
    tied = bool(_TIES & found.keys()) and "figure:same.part" in found
    small = bool({"zone", "county", "in.home"} & found.keys())
    signs = {"tied": tied, "tied.small": tied and small, "near.small": small and "figure:same.part" in found}
    signs |= {"tied.clause": tied and "figure:same.clause" in found, "loose": not tied and "figure:same.part" not in found}
    signs["loose.home"] = signs["loose"] and "home" in found
    acts = bool(_ACTS & found.keys()) and "figure:same.part" in found
    signs |= {"acts": acts, "acts.alone": acts and "rivals" not in found, "acts.before": acts and "before" in found}
    signs["mere"] = "figure:same.part" in found and not acts and not tied
    return {name: 1.0 for name, holds in signs.items() if holds}


def _drawn(text: str, at: int, here: int) -> dict[str, float]:
    """Which figures hold between the mention at ``at`` and the project at ``here``."""
    marked = "".join("@" if i == at else "#" if i == here else c for i, c in enumerate(text))
    low, high = max(0, min(at, here) - 24), max(at, here) + 24
    return {name: 1.0 for name, rule in _figures() if rule.search(marked[low:high])}


def best(pairs: Iterator[tuple[str, Mention, dict[str, float]]]) -> dict[str, list[tuple[Mention, dict[str, float]]]]:
    """All pairs by entity."""
    grouped: dict[str, list[tuple[Mention, dict[str, float]]]] = {}
    for entity, mention, features in pairs:
        grouped.setdefault(entity, []).append((mention, features))
    return grouped
