"""Officials and executives without a post, by the company that they keep.

Names in one row are of one kind; who stands behind a firm's or an office's name is of it; who leads a team out, inspects or is
listed among those present is an official. Bystanders (a villager, a student) are neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from zhaoshang.ingest.document import Mention
from zhaoshang.ingest.table import read_table
from zhaoshang.ontology.reading import Kind

from .sides import is_civil, of_owner

_LEADS = re.compile(
    r"(?:一行|率队|率团|率领|带队|带领|调研|会见|会晤|强调|主持|赴|深入|督导|检查|出席|陪同|要求|宣布|指出|代表[省市县区]委"
    r"|(?:[^，。；]{0,24}(?:到来|来访|一行|莅临)[^，。；]{0,8})?表示(?:热烈|诚挚|衷心)*(?:的)?欢迎)"
)
_COURTEOUS = re.compile(r"先生|女士|博士|小姐")
_SPEAKS = re.compile(r"(?:说|表示|介绍|告诉|认为|透露|坦言|建议|称|、|一行|代表|签)")


def by_company(text: str, own: list[Mention], kinds: Mapping[str, Kind], units: Mapping[int, str]) -> Kind | None:
    """The kind of somebody without a post; None for a bystander."""
    first = min(own, key=lambda m: m.span.start)
    for m in own:
        before, after = text[max(0, m.span.start - 14) : m.span.start], text[m.span.end : m.span.end + 6]
        if before.endswith(_bystanders()):
            return None
        if m.span.start in units or (before.endswith("的") and m.span.start - 1 in units):
            return of_owner(units.get(m.span.start) or units[m.span.start - 1])
        if _COURTEOUS.match(after) or before.endswith(_CALLINGS):
            return Kind.EXECUTIVE
        if headed := _headed(text, m):
            return headed
        if row := _row_before(text, m, kinds) or _row_behind(text, m):
            return row
    if any(_LEADS.match(text, m.span.end) or text[m.span.start - 1 : m.span.start] in ("由", "以") for m in own):
        return Kind.OFFICIAL
    return Kind.EXECUTIVE if any(_SPEAKS.match(text, m.span.end) for m in own) or len(own) > 2 or first.score > 2 else None


_CALLINGS = ("客商", "企业家", "乡贤", "商人", "侨商", "台商", "港商", "创业者", "实业家", "富商", "首富", "投资人", "经销商")
_HEADED = re.compile(
    r"(?:领导|负责同志|(?:陪同|参加|出席|随同|在座|作陪|同行|参与)(?:[会调考座活接洽参][\u4e00-\u9fff]{1,3})?的?)(?:还|另|分别|主要)?(?:有|为|是|包括)?[：:]?"
    r"(?:[\u4e00-\u9fff·]{2,4}、)*$"
)


def _headed(text: str, mention: Mention) -> Kind | None:
    """市领导：林知远、崔沐阳; 参加会见的还有林知远、崔沐阳: officials."""
    before = text[max(0, mention.span.start - 60) : mention.span.start]
    found = _HEADED.search(before)
    return Kind.OFFICIAL if found and not is_civil(before[max(0, found.start() - 6) : found.end()]) else None


_ROW = re.compile(r"(?:[\u4e00-\u9fff·]{2,16}、)+$")


_LEADERS = re.compile(
    r"(?:、[\u4e00-\u9fff·]{2,8}){0,15}等?(?:[省市州县区旗镇]|开发区|高新区|园区|[省市州县区]级|党政军?|有关|相关|主要|老)*领导"
)


_PRESENT = re.compile(
    r"(?:、[\u4e00-\u9fff·]{2,4}){0,15}等?(?:一同|一起|一道|分别|分段|分头|共同|先后|全程|陪同|随同|也|均)*"
    r"(?:参加|出席|陪同|随同|参与|在座|调研|同行|会见|作陪|宣布)"
)


def _row_behind(text: str, mention: Mention) -> Kind | None:
    """张传宏、牟发明等领导, 王兴宇、李亚隆等市领导, 崔沐阳、柳如松参加会见: officials."""
    found = _LEADERS.match(text, mention.span.end) or _PRESENT.match(text, mention.span.end)
    return Kind.OFFICIAL if found else None


def _row_before(text: str, mention: Mention, kinds: Mapping[str, Kind]) -> Kind | None:
    """The kind of the nearest known name in the row joined by 、 that ``mention`` continues."""
    row = _ROW.search(text, max(0, mention.span.start - 60), mention.span.start)
    items = row.group().split("、")[-2::-1] if row else []
    for item in items:
        found = next((kinds[item[-size:]] for size in range(len(item), 1, -1) if item[-size:] in kinds), None)
        if found:
            return found
        if item.endswith(("领导", "负责人")):
            return Kind.OFFICIAL
    return None


@cache
def _bystanders() -> tuple[str, ...]:
    return tuple(row[0] for _, row in read_table(Path(__file__).parent / "bystanders.tsv", 1))
