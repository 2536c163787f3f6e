"""Sites: the places of an article where one project may be named, each with the forms that its words allow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.values import Span

from .mask import Masked, mask, pattern, pieces, readable
from .phrases import Phrase, by_head, parts
from .slots import by_slot
from .table import words

_TAIL = re.compile(r"(?:(?:建设|投资|合作|开发)?(?:项目|工程)|建设)$")
_BRACKET = re.compile(r"[（(][^（()）]*[）)](?:项目)?$")
_SIZE = re.compile(
    r"^(?:年产|日产)?[\d.]+(?:[×xX*]\d+)?(?:余|多)?(?:万|亿)?(?:吨|套|只|台|辆|支|件|平方米|兆瓦|千瓦|GW|MW|立方米|吨/年|头|米|片|双|台套)(?:[/／]年)?(?:的)?"
)
_ADJECTIVE = re.compile(r"^(?:大型|首个|第一个|全国首个|新|高端|现代化|超大型|国家级|世界级|一流|全新|其|的|以及)(?:的)?")


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
    for span in (piece for whole in document.sentences for piece in pieces(whole)):
        sentence = mask(document, span, Type.COUNT, Type.DATE, Type.PROJECT, Type.DEIXIS, Type.GROUP, plain=_may_be_project(document))
        found += _in_sentence(document, sentence)
    return found


_ORGANISED = (
    "院",
    "所",
    "酒店",
    "学校",
    "馆",
    "公司",
    "企业",
    "小区",
    "社区",
    "口岸",
    "新区",
    "保税区",
    "景区",
    "旅游区",
    "超市",
    "百货",
    "商城",
)
"""Heads that name firms, bodies and places far more often than projects."""


@cache
def _project_heads() -> tuple[str, ...]:
    return tuple(w for kind in ("works", "public") for w in words("heads", kind) if not w.endswith(_ORGANISED))


def _may_be_project(document: Document) -> Callable[[Mention], bool]:
    """A network's firm, body or place that ends in the head of a plant, park or road may as well be a project (跨境冷链分拨中心)."""
    heads = _project_heads()

    def plain(mention: Mention) -> bool:
        return mention.type in (Type.FIRM, Type.BODY, Type.PLACE) and mention.span.of(document.text).endswith(heads)

    return plain


def _in_sentence(document: Document, sentence: Masked) -> Iterator[Site]:
    groups: dict[int, list[Phrase]] = {}
    text = sentence.text
    for phrase in [*by_head(text), *by_slot(text)]:
        members = parts(text, phrase) if phrase.kind != "slot" else [(phrase.start, phrase.end)]
        for start, end in members:
            own = phrase.kind == "slot" or end == phrase.end or _kindred(text, start, end)
            if not own and not (len(members) >= 2 and _sibling(text, start, end)):
                continue
            end -= text.endswith("等", start, end)
            head, made = (phrase.head, phrase.made) if end == phrase.end else ("", phrase.made if own else "list.sibling")
            kind = phrase.kind if own else "slot"
            groups.setdefault(end, []).append(Phrase(start, min(phrase.core, end), end, head, kind, phrase.opened, made))
    sites = [site for end in sorted(groups) if (site := _site(document, sentence, groups[end]))]
    parts_of_one = [m.span() for m in _IN_ONE.finditer(text)]
    sites = [s for s in sites if not any(a <= s.start and s.end < b for a, b in parts_of_one)]
    yield from (s for s in sites if not any(_inside(s, o) for o in sites))


def _inside(site: Site, other: Site) -> bool:
    """True if ``other`` is the longer name at the same place, and not merely a list that holds this one."""
    if site is other or not other.span.overlaps(site.span):
        return False
    if site.span == other.span:
        return site.phrase.kind == "slot" and other.phrase.kind != "slot"
    return other.span.covers(site.span) and "、" not in other.sentence.text[other.start : other.end]


_VERBAL = re.compile(
    r"^(?:将|拟|主要|或|因|而|凡|可|共|了|既|这|该|其)|(?:的|了|等)$|进行|实现|提高|推动|促进|加强|完善|推进|发展|建设$|服务|表示|企业|产业$|领域|行业|部门|[，。；：！？]"
)


def _sibling(text: str, start: int, end: int) -> bool:
    """True if a member of a list whose last member is a plant, park or the like may itself name one without a head of its own."""
    member = text[start:end]
    plain = pattern(r"<OTNMCDGX>").sub("", member)
    return 4 <= len(member) <= 24 and len(plain) >= 3 and not _VERBAL.search(member)


def _kindred(text: str, start: int, end: int) -> bool:
    """True if the member of a list ends in a head of its own."""
    return text.endswith(_own_heads(), start + 1, end)


@cache
def _own_heads() -> tuple[str, ...]:
    return tuple(word for kind in ("works", "public", "act") for word in words("heads", kind))


def _site(document: Document, sentence: Masked, phrases: list[Phrase]) -> Site | None:
    ranked = sorted(phrases, key=lambda p: (p.opened == "slot", p.start))
    best = _main(sentence, ranked)
    if best.end - best.start < 1:
        return None
    starts = {best.start} | {p.start for p in ranked if p.opened == "name"} | _near(sentence, ranked, best)
    made = next((p.made for p in phrases if p.made != "head"), best.made)
    ordered = [best.start, *sorted(starts - {best.start})]
    forms = list(dict.fromkeys(f for start in ordered for f in variants(document, sentence, start, best.end)))
    forms = [f for f in forms if len(f) > 1 and _balanced(f) and not is_generic(f) and not _EVENT.search(f)]
    told = sentence.text[best.start : best.end]
    if _is_kind(told) or (told.endswith("项目") and "、" not in told and _PLURAL.search(sentence.text, max(0, best.start - 6), best.start)):
        return None
    if best.kind == "slot" and _NO_LIST.match(sentence.text, best.end):
        return None
    forms = [f for f in forms if f not in words("heads")] or forms
    if not forms:
        return None
    first = sentence.mentions.get(best.start)
    span = sentence.original(best.start, best.end)
    chosen = Phrase(best.start, best.core, best.end, best.head, best.kind, best.opened, made)
    return Site(sentence, best.start, best.end, chosen, tuple(forms), span, first.entity if first else "")


_EVENT = re.compile(
    r"(?:座谈|恳谈|洽谈|推介|说明|对接|博览|交易|发布|年|大)会(?:暨|上|期间|项目)|^会|仪式|开幕式|[首本]届|第.{1,3}届|(?:协议|合同|意向)(?:和|及|与).*项目$|年内|月份"
)
"""Words of an event, not of what was signed there: 说明会暨经贸合作项目(签约仪式)."""
_IN_ONE = re.compile(r"集[^，。；]{2,80}?(?:于|为)?一体")
"""What a park gathers (集厂房、中试楼、服务平台为一体) is no project by itself."""
_HALLS = re.compile(r"(?:租赁|租下|购买|建设|新建|租)?(?:全部|标准|标准化|[丙丁]类|部分|定制)*(?:厂房|车间)")
_PLURAL = re.compile(r"(?:\d+|[二两三四五六七八九十百]+|多|几|一批)[余多]?(?:个|项|大|宗|批)$")
_NO_LIST = re.compile(r"^[^，。；：]{0,60}?(?:等)?[一二两三四五六七八九十\d]*大?(?:展区|板块|领域|行业|方面|专业|产品|学科)")
_PLACE_OR_TIME = pattern(r"^(?:<P>|<X>|<G>|[“”·]|\d{2,4}年度?|第?[一二三四]季度|[春夏秋冬]季|[\d十一二]+月份?)+")


def _is_kind(text: str) -> bool:
    """True if the phrase says but of which place or season its projects are: 宜昌市专业招商重点项目, “重量级”项目."""
    if _HALLS.fullmatch(text) or "期" in text:
        return "期" not in text
    rest = _PLACE_OR_TIME.sub("", text)
    owned = pattern(r"^<F>").sub("", rest)
    kind = rest != text or (owned != rest and not owned.startswith(("项目", "工程", "投资")))
    return kind and is_generic((owned if owned != rest else rest).replace("“", "").replace("”", ""))


def _main(sentence: Masked, ranked: list[Phrase]) -> Phrase:
    """The beginning that is most likely right: behind the nearest border of any kind."""
    bordered = [p for p in ranked if p.opened != "name"]
    return max(bordered or ranked, key=lambda p: p.start)


def _near(sentence: Masked, ranked: list[Phrase], best: Phrase) -> set[int]:
    """A beginning before one more 的 where only names or a few characters stand before it (西南地区的测试基地)."""
    return {p.start for p in ranked if p.opened not in ("name", "slot") and p.start < best.start and best.start - p.start <= 8}


def variants(document: Document, sentence: Masked, start: int, end: int) -> Iterator[str]:
    """The forms of the name that begins at ``start``: as printed; without 项目; without the firm or place, size or adjective before it."""
    text = document.text
    while start < end:
        whole = sentence.original(start, end).of(text)
        yield from _tails(whole)
        size = _SIZE.match(whole) or _ADJECTIVE.match(whole)
        if sentence.text[start] in _name_letters() and sentence.text[start + 1 : start + 2] not in tuple("至到—－-~经"):
            start += 1
            while start < end and sentence.text[start] == "的":
                start += 1
        elif size and size.end() < len(whole):
            start += size.end()
        else:
            return


@cache
def _name_letters() -> str:
    return "".join(chr(0xE000 + ord(k)) for k in "FBP")


def _tails(whole: str) -> Iterable[str]:
    whole = whole.lstrip("和与及暨的、—-")
    yield _unquoted(whole)
    if (plain := readable(whole)) != whole:
        yield _unquoted(plain)
    for rule in (_TAIL, _BRACKET):
        short = rule.sub("", whole)
        if len(short) >= 2 and short != whole:
            yield _unquoted(short)


def _unquoted(form: str) -> str:
    return form[1:-1] if form[:1] == "“" and form[-1:] == "”" and "“" not in form[1:] else form


def _balanced(form: str) -> bool:
    return all(form.count(a) == form.count(b) for a, b in ("（）", "()", "“”", "《》")) and form[0] not in "）)”》"


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(
        f"(?:{'|'.join(map(re.escape, words('generic')))}|项目|工程|[的等、和与及]|第?[一二三四五六七八九十\\d]+"
        f"(?:季度|年|月|亿|万|千万|百亿)?元?(?:以上|以下)?)*"
    )


def is_generic(form: str) -> bool:
    """True if the form's words tell no project from another."""
    return bool(_generic().fullmatch(form))
