"""Phrases that end like a project's name and are none: kinds of projects, events, halls, the parts of an exhibition."""

from __future__ import annotations

import re
from functools import cache

from .forms import balanced
from .mask import pattern, readable
from .table import words

_EVENT = re.compile(
    r"(?:座谈|恳谈|洽谈|推介|说明|对接|博览|交易|发布|年|大)会(?:暨|上|期间|项目)|^会(?!展)|仪式|开幕式|[首本]届|第.{1,3}届|(?:协议|合同|意向)(?:和|及|与).*项目$|年内|月份"
)
"""Words of an event, not of what was signed there: 说明会暨经贸合作项目(签约仪式)."""
_HALLS = re.compile(r"(?:租赁|租下|购买|建设|新建|租)?(?:全部|标准|标准化|[丙丁]类|部分|定制)*(?:厂房|车间)")
_PHASE = re.compile(r"第?[一二三四五]期(?:扩建)?(?:项目|工程)?")
_PLURAL = re.compile(r"(?:\d+|[二两三四五六七八九十百]+|多|几|一批)[余多]?(?:个|项|大|宗|批)$")
_NO_LIST = re.compile(r"^[^，。；：]{0,60}?(?:等)?[一二两三四五六七八九十\d]*大?(?:展区|板块|领域|行业|方面|专业|产品|学科)")
_PLACE_OR_TIME = pattern(r"^(?:<P>|<X>|<G>|[“”·]|\d{2,4}年度?|第?[一二三四]季度|[春夏秋冬]季|[\d十一二]+月份?)+")

_QUOTED = pattern(r"“<P>”(?:项目|工程)$")


def is_kind(text: str) -> bool:
    """True if the phrase says but of which place or season its projects are: 宜昌市专业招商重点项目, “重量级”项目."""
    if _HALLS.fullmatch(text) or "期" in text:
        return "期" not in text
    rest = _PLACE_OR_TIME.sub("", text)
    owned = pattern(r"^<F>").sub("", rest)
    if (owned != rest and owned.startswith(words("heads", "act"))) or _QUOTED.search(text):
        return False
    kind = rest != text or (owned != rest and not owned.startswith(("项目", "工程", "投资")))
    return kind and is_generic((owned if owned != rest else rest).replace("“", "").replace("”", ""))


def bare_phase(form: str) -> bool:
    """True for a phase that is named by its number alone: 二期, 三期项目."""
    return bool(_PHASE.fullmatch(form))


def names_event(form: str) -> bool:
    """True if the form holds words of an event."""
    return bool(_EVENT.search(form))


def counts_many(text: str, start: int) -> bool:
    """True if a number of projects stands before ``start``: then what follows is their kind (9个中医药项目)."""
    return bool(_PLURAL.search(text, max(0, start - 6), start))


def lists_no_projects(text: str, end: int) -> bool:
    """True if the list that the phrase before ``end`` stands in is one of trades or halls: A、B、C等六大展区."""
    return bool(_NO_LIST.match(text, end))


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(
        f"(?:{'|'.join(map(re.escape, words('generic')))}|项目|工程|专案|[的等、和与及]|第?[一二两三四五六七八九十\\d]+"
        f"(?:季度|年|月|亿|万|千万|百亿)?元?(?:以上|以下)?)*"
    )


def is_generic(form: str) -> bool:
    """True if the form's words tell no project from another."""
    return bool(_generic().fullmatch(form))


_SAID = re.compile(
    r"办成|列入|列为|办得|已|正在|正|也|将|位于|落户|落地|开工|投产|建成|选址|占地|计划|预计|总投资|投资|主要|由|是|为|打造|负责"
)


def goes_on(rest: str) -> bool:
    """True if what stands behind a name's head is said of it: 数据中心｜办成…, 开发区｜列入…."""
    return bool(_SAID.match(rest))


def is_name(form: str) -> bool:
    """True for a form that may be a project's name, whatever characters it is written in."""
    plain = readable(form)
    return len(form) > 1 and balanced(form) and (bare_phase(plain) or not is_generic(plain)) and not names_event(plain)
