"""Firms, bodies and places as the networks and a grammar of suffixes propose them, with the networks' usual slips repaired.

The slips (measured on this genre): a conjunction glued on (…有限公司暨, 佳木斯市与), 的 inside a name, a name cut before its
suffix (新材料, 电脑) or before a bracketed place ((深圳)有限公司), a post and a person glued behind it (佳木斯市长丛丽带队).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from zhaoshang.ingest.document import Type
from zhaoshang.ingest.gazetteer.load import book
from zhaoshang.ontology.values import Span

from .bodies import behind_places, led_by_places
from .candidate import Candidate
from .firm_grammar import grow_firms
from .kinds import suffix_of, type_of
from .places import Known
from .posts import Post
from .table import words
from .view import View

_LABELS = {"ORG": "org", "LOC": "loc", "COMMERCIAL": "commercial"}
_HEAD_GLUE = re.compile(
    r"^(?:[台港侨外民国央]企(?=[\u4e00-\u9fff]{4,}(?:公司|集团|厂)$)|(?:本地|当地|知名|龙头|大型|上市|行业)*(?:企业|公司|民企|央企|国企|龙头|巨头)(?=[\u4e00-\u9fff]{4,}(?:公司|集团)$)|以及|由|和(?!记|邦|而泰|佳|兴|顺|信)|与|及|暨|在|向|对|对接|了|到|赴|来|从|等|是|为|让|把|给|被|跟|同(?!方|捷|仁|济|程|花顺|兴|创|辉|享|力|煤|德|益|和|盛|昌|泰|景|里)|包括|其中|如|像|走访|考察|拜访|参观|会见|该|本|这家|一家|两家|多家|的|当地|国内|同时|随后|先后|分别|、|，|,|“|”|\"|（|\()+"
)
_TAIL_GLUE = re.compile(
    r"(?:以及|暨|与|和|及|等地|等|的|在|已|将|向|对|等企业|方面|总部|成功|签约|落户|合作|一行|负责人|有关负责人|相关负责人|代表|分别|均|、|，|,|“|”|\"|）|\))+$"
)
_LEGAL = re.compile(
    r"(?:\((?:[\u4e00-\u9fff]{2,6})\))?(?:控股|发展|投资|股份)?(?:集团)?(?:股份)?(?:有限责任|有限|总)?公司|集团|株式会社|合作社"
)
_SEAT = re.compile(r"(?<=会)[（(]([\u4e00-\u9fff]{2,6})[)）]")
_BRANCH = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:分行|支行|分公司|分局)(?=[\u4e00-\u9fff，。、；]|$)")
_PLACE_BRACKET = re.compile(r"[（(][\u4e00-\u9fffA-Za-z]{2,12}[)）]$")
_JOINT = re.compile(
    r"(?<=公司|集团|银行|证券|协会|商会|大学|学院|.委|政府)(?:与|和|及|暨|同|跟|、)|的|以及|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])"
)


@cache
def _generic() -> re.Pattern[str]:
    """Names made of general words alone (上市公司)."""
    longest = sorted(words("generic_firm_words"), key=lambda w: (-len(w), w))
    return re.compile(f"(?:{'|'.join(longest)})*(?:有限公司|公司|集团|企业|银行|合作社)|{_UNNAMED}")


_UNNAMED = (
    r"(?:中国|上海|本土|本地)(?:上市|大型|民营|国有|知名)?(?:公司|企业)"
    r"|(?:.{0,6}[一二两三四五六七八九十百几数多\d]+[余多]?家.*|.*(?:[^第]一|[子母])(?:公司|企业)|.*母厂)"
    r"|(?:航空|保险|芯片|机械|化工|钢铁|纺织|服装|制药|食品|建材|电子|农产品|蔬菜|产业|农业|电力|通信|汽车|造纸|水泥|家具)*(?:公司|集团|企业|工厂|厂)"
)
"""八家公司, 佳木斯一公司, 越南子公司, 航空公司: kinds and numbers of firms."""


def find_organisations(view: View, posts: Sequence[Post], places: Iterable[Known]) -> list[Candidate]:
    """Proposals for firms and bodies; several for one place where the sources differ. A place of the gazetteer is neither."""
    spans = [(w.start, w.end, _LABELS[w.label], "lac") for w in view.words if w.label in _LABELS]
    spans += [(n.start, n.end, _LABELS[n.label], "cutword") for n in view.names if n.label in _LABELS]
    spans += [(a, b, "org", source) for a, b, source in grow_firms(view)]
    spans += [(p.span.start, p.core, "org", "rule:unit") for p in posts if _names_unit(view.text, p)]
    places = list(places)
    cores = [post.core for post in posts]
    known = {(k.span.start, k.span.end) for k in places}
    behind = {k.span.start: k.span.end for k in sorted(places, key=lambda k: k.span.end)}
    found: list[Candidate] = []
    for start, end, label, source in spans:
        for a, b in _repaired(view.text, start, end, cores):
            if (a, b) not in known and not _is_act(view.text, a, behind.get(a, a), b):
                found += _typed(view.text, a, b, label, source)
    found += behind_places(view.text, places)
    return found + led_by_places(view.text, found, places)


_ACT = re.compile(
    r"(?:投资)?(?:建设|投资|发展|开发|兴业|创业|合作|制造|生产|销售|旅游|考察|设立|兴建)|[\u4e00-\u9fff]{0,3}(?:上市|大型|重点|龙头|骨干|知名|中小|民营|国有|优秀|工业|科技)企业"
    r"|[\u4e00-\u9fff]{0,3}(?:上市|大型|重点|龙头|骨干|知名|中小|民营|国有|优秀)公司|(?:工业|科技)公司"
)
_AT = re.compile(r"[在于到来赴]$")


_SOCIETY = re.compile(r"(?:商会|协会|联合会|总会|会馆|联谊会|促进会|学会|公会|会议所|联盟|大学|研究院)$")


def _names_unit(text: str, post: Post) -> bool:
    """A post that executives hold has a firm or body for its unit, any other one where the unit is a society: 香港物流商会|会长."""
    return post.core - post.span.start >= 2 and (post.side == "x" or bool(_SOCIETY.search(text, post.span.start, post.core)))


def _is_act(text: str, start: int, place: int, end: int) -> bool:
    """True for 在[青河建设]厂房, where a place and a verb look like a firm, and for 青河上市公司, which names none."""
    said = _ACT.fullmatch(text, place, end) if start < place < end else None
    return bool(said) and (text.endswith(("公司", "企业"), start, end) or bool(_AT.search(text, max(0, start - 1), start)))


_BEFORE_NAME = ("", "，", "。", "；", "：", "\n", "“", "（", "(")


def _balanced(name: str) -> bool:
    return name.count("(") == name.count(")") and name.count("（") == name.count("）") and name[0] not in ")）"


def _repaired(text: str, start: int, end: int, cores: list[int]) -> Iterator[tuple[int, int]]:
    """The name or names inside ``[start, end)``: cut at glue, before a post, and with what was cut off put back."""
    core = bisect_right(cores, start)
    if core < len(cores) and cores[core] < end:
        end = cores[core]
    pieces = []
    for cut in _JOINT.finditer(text, start, end):
        pieces.append((start, cut.start()))
        start = cut.end()
    pieces.append((start, end))
    for a, b in pieces:
        if text[a : a + 1] == "和" and text[max(0, a - 1) : a] in _BEFORE_NAME:  # ，和硕集团: no conjunction follows a mark
            yield a, _extended(text, a + max(2, _stripped(text[a:b])[1]))
        head, tail = _stripped(text[a:b])
        a, b = a + head, a + tail
        if b - a >= 2:
            whole = _extended(text, b)
            yield a, whole
            if whole != b and text[whole - 2 : whole] in ("分行", "支行", "公司"):
                yield a, b


@lru_cache(maxsize=8192)
def _stripped(name: str) -> tuple[int, int]:
    """Where the name begins and ends in itself without blanks and glue."""
    start, end = 0, len(name)
    while start < end and name[start] in " \u3000":
        start += 1
    while start < end and name[end - 1] in " \u3000":
        end -= 1
    while start < end and (found := _HEAD_GLUE.match(name[start:end])) and end - start - found.end() >= 2:
        start += found.end()
    if start < end and (found := _TAIL_GLUE.search(name[start:end])) and found.start() >= 2:
        end = start + found.start()
    return start, end


def _extended(text: str, end: int) -> int:
    """Put a legal form (and a bracketed place before it) back that the network cut off."""
    if found := _LEGAL.match(text, end):
        end = found.end()
    if text.startswith(("（", "("), end) and (found := _SEAT.match(text, end)) and found.group(1) in book().names:
        end = found.end()
    if found := _BRANCH.match(text, end):
        end = found.end()
    return end


def _typed(text: str, start: int, end: int, label: str, source: str) -> Iterator[Candidate]:
    for found in _types(text[start:end], label):
        sources = {source} if source.startswith("rule:") else {source, f"{source}:{label}"}
        yield Candidate(Span(start, end), found, frozenset(sources))


@lru_cache(maxsize=8192)
def _types(name: str, label: str) -> tuple[Type, ...]:
    """As what a name is proposed that a source calls ``label``: firm, body, both or neither."""
    if (
        len(name) > 40
        or not _balanced(name)
        or "\n" in name
        or not any(c.isalpha() for c in name)
        or _generic().fullmatch(name)
        or name in words("not_firms")
    ):
        return ()
    _, kind, weight = suffix_of(_PLACE_BRACKET.sub("", name))
    by_suffix = type_of(kind)
    types = {by_suffix} if by_suffix and (weight >= 3 or label != "loc" or by_suffix is Type.PLACE) else set()
    if label == "loc" and (not types or len(name) >= 4):
        types |= {Type.PLACE, Type.FIRM} if len(name) >= 4 and by_suffix is not Type.PLACE else {Type.PLACE}
    return tuple(sorted((types or {Type.FIRM}) - {Type.PLACE}))
