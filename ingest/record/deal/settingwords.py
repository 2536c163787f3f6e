"""The words beside a place or a day that say whether something was held there and then: 在X举行, X讯, X会展中心, X上午."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhaoshang.ingest.document import DateRange, Document, Mention, Type
from zhaoshang.ontology.reading import Entity

from .home import Home
from .mask import Masked, pattern

_HELD = r"举行|召开|举办|开幕|落幕|闭幕|启幕|开启|启动|收官|揭开|拉开|办了|承办|开场|开张|登场"
_MEETING = r"洽谈会|博览会|推介会|恳谈会|交流会|对接会|农高会|东博会|西洽会|交易会|说明会|座谈会|论坛|大会|年会|签约|仪式"
_VENUE = r"酒店|宾馆|饭店|大酒店|会展中心|会议中心|博览中心|国博|国际会议|展览中心|礼堂|会堂|展馆|大厦|会场|展览馆"
_PLACE: tuple[tuple[str, str, str], ...] = (
    ("left", "at", r"(?:在|于)(?:<P>)?$"),
    ("left", "go", r"(?:赴|抵达|来到|到达|到了?|前往|飞抵|走进|莅|访问|转赴|抵|去|来)(?:<P>)?$"),
    ("left", "from", r"(?:来自|从|离开|由)$"),
    ("left", "list", r"、$"),
    ("left", "with", r"[与和同跟]$"),
    ("left", "begin", r"(?:^|[，。；：])$"),
    ("left", "inner", r"<P>$"),
    ("left", "report", r"(?:社|网|报)$"),
    ("right", "held", rf"^(?:<P>)?[^，。；]{{0,30}}?(?:{_HELD})"),
    ("right", "held.next", rf"^[^。；]{{0,50}}?(?:{_HELD})"),
    ("right", "meeting", rf"^[^，。；]{{0,16}}?(?:{_MEETING})"),
    ("right", "venue", rf"^[^，。；]{{0,10}}?(?:{_VENUE})"),
    ("right", "signed", r"^[^，。；]{0,12}?(?:签|揭牌)"),
    ("right", "wire", r"^(?:<D>|[^，。；]){0,6}[电讯]"),
    ("right", "office", r"^(?:市|县|区|省)?(?:人民政府|政府|委|管委会)|^<T>|^<N>"),
    ("right", "firm", r"^(?:<F>|<B>)"),
    ("right", "outer", r"^<P>"),
    ("right", "project", r"^[^，。；]{0,8}(?:项目|客商|企业|商会)"),
    ("right", "list", r"^、"),
    ("right", "fair", r"^[^，。；]{0,24}(?:博览会|洽谈会|交易会|展览会|农高会|高交会)"),
)
_DATE: tuple[tuple[str, str, str], ...] = (
    ("left", "begin", r"(?:^|[。；])[^，。；]{0,4}$"),
    ("left", "wire", r"(?:<P>|社|网|报|讯)$"),
    ("left", "until", r"(?:截至|截止|到|从|自|至|定于|将于|计划)$"),
    ("left", "at", r"(?:在|于)$"),
    ("left", "from", r"(?:<D>|[—-]|至)$"),
    ("right", "wire", r"^[^，。；]{0,4}[电讯]|^消息|^，?记者|^[^，。；]{0,8}获悉|^[^，。；]{0,10}报道"),
    ("right", "since", r"^(?:以来|起|份以来|后|以后|开始)"),
    ("right", "until", r"^(?:前|之前|底前|止|底|末|至|[—-])"),
    ("right", "day", r"^(?:上午|下午|晚|中午|当天|傍晚)"),
    ("right", "held", rf"^[^。；]{{0,60}}?(?:{_HELD})"),
    ("right", "signed", r"^[^。；]{0,60}?签"),
    ("right", "signed.close", r"^[^，。；]{0,24}?签"),
    ("right", "opened", r"^[^。；]{0,60}?(?:开幕|启幕|揭开|拉开)"),
    ("right", "closed", r"^[^。；]{0,60}?(?:闭幕|落幕|收官)"),
    ("right", "period", r"^[^，。；]{0,8}(?:共|累计|全市|全省|全县|已)"),
    ("right", "build", r"^[^，。；]{0,20}?(?:开工|投产|竣工|动工|建成|成立|运行)"),
    ("right", "clock", r"^\s*\d{1,2}[:：]\d{2}|^\s*来源"),
)


@cache
def _compiled(kind: Type) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    table = _DATE if kind is Type.DATE else _PLACE
    return tuple((side, f"{side}:{name}", pattern(rule)) for side, name, rule in table)


def around(sentence: Masked, at: int, mention: Mention) -> Iterator[str]:
    """The names of all that the words beside masked index ``at`` say."""
    sides = {"left": sentence.text[max(0, at - 12) : at], "right": sentence.text[at + 1 : at + 70]}
    yield from (name for side, name, rule in _compiled(mention.type) if rule.search(sides[side]))
    if mention.type is Type.DATE and isinstance(mention.value, DateRange) and mention.value.start:
        yield f"exact:{'day' if mention.value.start.day else 'month'}"
        yield "quoted" if sentence.text.count("“", 0, at) > sentence.text.count("”", 0, at) else "said"


_AGO = (("future", -1), ("today", 0), ("yesterday", 1), ("days", 4), ("weeks", 31), ("months", 186))


def day_words(mention: Mention, document: Document) -> Iterator[str]:
    """How the text writes the day (昨天, 9月8日, 8日), and how long before the article's own day it is."""
    words, day, published = mention.span.of(document.text), mention.value, document.article.published
    yield f"form:{'relative' if re.search('[今昨当前]', words) else 'year' if '年' in words else 'month' if '月' in words else 'day'}"
    start = day.start if isinstance(day, DateRange) else None
    if start and start.day and start.month and published and published.day and published.month:
        ago = 372 * (published.year - start.year) + 31 * (published.month - start.month) + published.day - start.day
        yield f"ago:{next((name for name, most in _AGO if ago <= most), 'long')}"


def region_words(entity: Entity, home: Home) -> Iterator[str]:
    """How great the region is, how often named, and how much the article is about it."""
    if entity.id in home.ranked:
        yield f"rank:{min(3, home.ranked.index(entity.id))}"
    name = entity.names[0]
    yield "small" if name.endswith(("县", "区", "镇", "乡", "旗", "园")) else "great" if name.endswith(("省", "国")) else "middle"
    if len(entity.mentions) >= 4:
        yield "often"
