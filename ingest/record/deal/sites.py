"""Sites: the places of an article where one project may be named, each with the forms that its words allow."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.values import Span

from .forms import variants
from .kinds import counts_many, goes_on, is_kind, is_name, lists_no_projects
from .mask import Masked, mask, pattern, pieces, readable
from .phrases import Phrase, by_head, parts
from .several import as_one, is_one, kindred, of_one
from .slots import LOOSE, by_slot
from .table import known, words


@dataclass(frozen=True, slots=True)
class Site:
    """``span`` is the longest form in the article, ``forms`` all of them, the fullest first; ``start`` and ``end`` bound it in ``masked``;
    ``cores`` are the beginnings of the forms; ``owner`` is the entity id of a firm, body or place that the name begins with, else ""."""

    sentence: Masked
    start: int
    end: int
    phrase: Phrase
    forms: tuple[str, ...]
    span: Span
    owner: str = ""


def find_sites(document: Document) -> list[Site]:
    """All sites in the order of the text."""
    found: list[Site] = []
    plain = _may_be_project(document)
    for span in (piece for whole in document.sentences for piece in pieces(whole)):
        sentence = mask(document, span, Type.COUNT, Type.DATE, Type.PROJECT, Type.DEIXIS, Type.GROUP, plain=plain)
        found += _in_sentence(document, sentence)
    return found


_ORGANISED = (
    "院", "所", "酒店", "学校", "馆", "公司", "企业", "小区", "社区", "口岸", "新区", "保税区", "景区", "旅游区", "超市", "百货", "商城",
)  # fmt: skip
"""Heads that name firms, bodies and places far more often than projects."""


@cache
def _project_heads() -> tuple[str, ...]:
    return tuple(w for kind in ("works", "public") for w in words("heads", kind) if not w.endswith(_ORGANISED))


def _may_be_project(document: Document) -> Callable[[Mention], bool]:
    """A network's firm, body or place that ends in the head of a plant, park or road may as well be a project (跨境冷链分拨中心)."""
    heads, text = _project_heads(), readable(document.text)

    def plain(mention: Mention) -> bool:
        return mention.type in (Type.FIRM, Type.BODY, Type.PLACE) and mention.span.of(text).endswith(heads)

    return plain


def _in_sentence(document: Document, sentence: Masked) -> Iterator[Site]:
    groups: dict[int, list[Phrase]] = {}
    text = sentence.text
    for phrase in [*by_head(text, _inner(document, sentence)), *by_slot(text)]:
        members = parts(text, phrase) if phrase.kind != "slot" else [(phrase.start, phrase.end)]
        if len(members) >= 2 and phrase.kind != "slot" and is_one(text, phrase.start, members):
            members = [(phrase.start, phrase.end)]
        for start, end in members:
            own = phrase.kind == "slot" or end == phrase.end or kindred(text, start, end)
            if not own and not (len(members) >= 2 and _sibling(text, start, end)):
                continue
            end -= text.endswith("等", start, end)
            head, made = (phrase.head, phrase.made) if end == phrase.end else ("", phrase.made if own else "list.sibling")
            kind = phrase.kind if own else "slot"
            if len(members) >= 2 and end == phrase.end and (of_one(text, phrase.start, start) or as_one(text, members)):
                groups.setdefault(end, []).append(Phrase(phrase.start, phrase.core, end, head, kind, "name", made))
            groups.setdefault(end, []).append(Phrase(start, min(phrase.core, end), end, head, kind, phrase.opened, made))
    sites = [site for end in sorted(groups) if (site := _site(document, sentence, groups[end]))]
    parts_of_one = [m.span() for m in _IN_ONE.finditer(text)]
    sites = [s for s in sites if not any(a <= s.start and s.end < b for a, b in parts_of_one)]
    yield from (s for s in sites if not any(_inside(s, o) for o in sites))


def _inner(document: Document, sentence: Masked) -> frozenset[int]:
    """The places of the masked sentence at which a word goes on, as far as a network has told the words."""
    if document.sense is None:
        return frozenset()
    words, starts = document.sense.starts, sentence.starts
    known = set(words[bisect_left(words, starts[0]) : bisect_right(words, starts[-1])])
    masked = sentence.mentions
    return frozenset(i for i in range(1, len(sentence.text)) if starts[i] not in known and i not in masked and i - 1 not in masked)


def _inside(site: Site, other: Site) -> bool:
    """True if ``other`` is the longer name at the same place, and not merely a list that holds this one."""
    if site is other or not other.span.overlaps(site.span):
        return False
    if _loose(site) != _loose(other):
        return _loose(site)
    runs_on = site.start == other.start and "list.sum" in (site.phrase.made, other.phrase.made)
    if other.phrase.kind == "slot" and site.phrase.kind != "slot" and goes_on(other.sentence.text[site.end : other.end]):
        return False
    if site.phrase.kind == "slot" and other.phrase.kind != "slot" and site.span.covers(other.span):
        return goes_on(site.sentence.text[other.end : site.end])
    if site.span == other.span or runs_on:
        return site.phrase.kind == "slot" and other.phrase.kind != "slot"
    return other.span.covers(site.span) and "、" not in other.sentence.text[other.start : other.end]


def _loose(site: Site) -> bool:
    return site.phrase.kind == "slot" and site.phrase.made in LOOSE


_VERBAL = re.compile(
    r"^(?:将|拟|主要|或|因|而|凡|可|共|了|既|这|该|其)|(?:的|了|等)$|进行|实现|提高|推动|促进|加强|完善|推进|发展|建设$|服务|表示|企业|产业$|领域|行业|部门|[，。；：！？]"
)


def _sibling(text: str, start: int, end: int) -> bool:
    """True if a member of a list whose last member is a plant, park or the like may itself name one without a head of its own."""
    member = text[start:end]
    plain = pattern(r"<OTNMCDGX>").sub("", member)
    return 4 <= len(member) <= 24 and len(plain) >= 3 and not _VERBAL.search(member)


def _site(document: Document, sentence: Masked, phrases: list[Phrase]) -> Site | None:
    ranked = sorted(phrases, key=lambda p: (p.opened == "slot", p.start))
    best = _main(sentence, ranked)
    if best.end - best.start < 1:
        return None
    starts = {best.start} | {p.start for p in ranked if p.opened in ("name", "slot")} | _near(sentence, ranked, best)
    made = next((p.made for p in phrases if p.made != "head"), best.made)
    ordered = [best.start, *sorted(starts - {best.start})]
    forms = list(dict.fromkeys(f for start in ordered for f in variants(document, sentence, start, best.end)))
    forms = [form for form in forms if is_name(form)]
    told = sentence.text[best.start : best.end]
    alone = best.kind == "slot" and len(told) == 1
    if (is_kind(told) and not alone and not _named_house(document, sentence, best)) or (
        told.endswith("项目") and "、" not in told and counts_many(sentence.text, best.start)
    ):
        return None
    if best.kind == "slot" and lists_no_projects(sentence.text, best.end):
        return None
    forms = [f for f in forms if f not in known("heads")] or forms
    if not forms:
        return None
    first = sentence.mentions.get(best.start)
    span = sentence.original(best.start, best.end)
    chosen = Phrase(best.start, best.core, best.end, best.head, best.kind, best.opened, made)
    return Site(sentence, best.start, best.end, chosen, tuple(forms), span, first.entity if first else "")


_HOUSE = re.compile(
    r"(?:景区|旅游区|酒店|宾馆|学校|医院|馆|商城|百货|超市|小镇|苑|小区|社区|家园|花园|广场|大厦|新村|剧院|公司|工业区|工业园区?|产业园区?|科技园|物流园|商品城|新城)$"
)


def _named_house(document: Document, sentence: Masked, phrase: Phrase) -> bool:
    """True for 项目 behind a house's name, taken for a firm, body or place (青河纪念馆项目), or a place of no gazetteer."""
    quoted = sentence.text[phrase.start] == "“"
    first = sentence.mentions.get(phrase.start + quoted)
    rest = sentence.text[phrase.start + quoted + 1 : phrase.end].removeprefix("”" if quoted else "")
    if first is None or rest not in ("项目", "建设项目", "工程", "专案"):
        return False
    entity = document.entities.get(first.entity)
    unknown = first.type is Type.PLACE and entity is not None and not entity.code and not _ZONE.search(entity.names[0])
    return unknown or bool(_HOUSE.search(readable(first.span.of(document.text))))


_ZONE = re.compile(r"[区县市镇乡省州带]$")
_IN_ONE = re.compile(r"集[^，。；]{2,80}?(?:于|为)?一体")
"""What a park gathers (集厂房、中试楼、服务平台为一体) is no project by itself."""


def _main(sentence: Masked, ranked: list[Phrase]) -> Phrase:
    """The beginning that is most likely right: behind the nearest border of any kind."""
    bordered = [p for p in ranked if p.opened != "name"]
    longer = [p for p in bordered if p.made != "phase"]
    return max(longer or bordered or ranked, key=lambda p: p.start)


def _near(sentence: Masked, ranked: list[Phrase], best: Phrase) -> set[int]:
    """A beginning before one more 的 where only names or a few characters stand before it (西南地区的测试基地)."""
    return {
        p.start
        for p in ranked
        if p.opened not in ("name", "slot")
        and p.start < best.start
        and best.start - p.start <= (14 if sentence.text.startswith("年产", p.start) else 8)
    }
