"""Firms by whose name a project is called (青岛普加智能 and 普加电子商务物流中心), and firms that act together (甲、乙与丙共同出资)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.gazetteer import candidates
from zhaoshang.ontology.reading import Entity, Kind

_LEAST, _MOST = 2, 40
_COMMON = re.compile(
    r"^(?:中国|国际|国家|全国|世界|中华|华[东北南中西]|东[北南]|西[北南]|[东西南北中]部|中原|中部|环球|全球|海峡|两岸|长三角|珠三角|京津冀"
    r"|新能|新材|生物|智能|数字|绿色|现代|农业|旅游|文化|科技|电子|电商|汽车|物流|冷链|医药|食品|光伏|风电|装备|高端|商贸|大数)"
)
"""Words that many names begin with and that tell no firm from another."""
_JOINED = re.compile(r"(?:[、和与及]|以及|联合|（[^（）]{1,12}）)+")
_AS_ONE = re.compile(r"(?:共同|联合|合资|携手|[双三四]方(?:拟)?)[^，。；与]{0,8}(?:出资|投资|建设|组建|设立|兴建|开发|打造|成立|共建)")
_SHARED_OUT = re.compile(r"分别|依次|各自")


@lru_cache(maxsize=4096)
def _stem(name: str) -> str:
    """The name behind the place that it begins with; the whole name where it begins with none."""
    for size in (7, 6, 5, 4, 3, 2):
        if len(name) > size + 1 and candidates(name[:size]):
            return name[size:].lstrip("市省县区（()）")
    return name


def called_by(project: Entity, firm: Entity) -> bool:
    """True if a name of the project begins with what the firm is called by."""
    return any(_shared(_stem(p), _stem(f)) for p in project.names for f in firm.names)


def _shared(project: str, firm: str) -> bool:
    size = next((i for i, (a, b) in enumerate(zip(project, firm, strict=False)) if a != b), min(len(project), len(firm)))
    return size >= _LEAST and not _COMMON.match(project) and len(project) > size


class Namesakes:
    """The firms of a document by the first two characters of what they are called by, so that each project looks at few."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._firms: dict[str, list[Entity]] = {}
        self._places: dict[str, list[Mention]] = {}
        for firm in (e for e in document.entities.values() if e.kind is Kind.COMPANY):
            for start in {_stem(name)[:_LEAST] for name in firm.names}:
                self._firms.setdefault(start, []).append(firm)
        for mention in document.mentions:
            if mention.type in (Type.FIRM, Type.PROJECT):
                self._places.setdefault(mention.entity, []).append(mention)

    def of(self, project: str) -> list[tuple[str, Mention]]:
        """The firm by whose name the project is called, with its first mention outside the project's name; none where several might be."""
        named = self._document.entities[project]
        near = {e.id: e for name in named.names for e in self._firms.get(_stem(name)[:_LEAST], [])[:_MOST]}
        found = [(e.id, m) for e in near.values() if called_by(named, e) and (m := self._first(e.id, project))]
        return found if len(found) == 1 else []

    def _first(self, firm: str, project: str) -> Mention | None:
        inside = [m.span for m in self._places.get(project, [])[:_MOST]]
        return next((m for m in self._places.get(firm, [])[:_MOST] if not any(s.covers(m.span) for s in inside)), None)


def together(document: Document, mention: Mention) -> list[Mention]:
    """The firms and bodies joined to ``mention`` in one row in its sentence; none where it does not say that they act as one."""
    sentence = document.sentence_at(mention.span.start)
    words = sentence.of(document.text)
    if _SHARED_OUT.search(words) or not _AS_ONE.search(words):
        return []
    row = [m for m in islice(document.inside(sentence, Type.FIRM, Type.BODY), _MOST) if m.entity]
    if mention not in row:
        return []
    at = row.index(mention)
    right = _run(document.text, row[at:])
    left = _run(document.text, row[at::-1])
    return [*left, *right]


def _run(text: str, row: list[Mention]) -> list[Mention]:
    """The mentions that follow the first one with nothing but joining words between each two."""
    found: list[Mention] = []
    for one, other in pairwise(row):
        low, high = sorted((one.span, other.span), key=lambda s: s.start)
        if not _JOINED.fullmatch(text[low.end : high.start]):
            break
        found.append(other)
    return found
