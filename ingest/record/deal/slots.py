"""Phrases that name projects by where they stand, whatever their last word: the members of 签约A、B、C等11个项目, X in 就X达成意向.

Every rule is a pattern over a masked sentence whose group ``list`` holds one name or several, joined by 、.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .bounds import lefts
from .mask import pattern
from .phrases import Phrase

_LIST = r"(?P<list>[^，。；：！？,;:!?\s]{2,120}?)"
_MANY = r"(?:\d+|[一二两三四五六七八九十百]+|多|几|一批|数)[多余几]?(?:个|项|宗|大)"
_KINDS = r"[^，。；、\d]{0,14}?(?:项目|工程|意向)"
_RULES: tuple[tuple[str, str], ...] = (
    ("list.signed", rf"(?:签约|签订|签署|签下|签)(?:了|的)?(?:包括)?{_LIST}(?:等|在内)(?:的)?{_MANY}{_KINDS}"),
    ("list.signed.kind", rf"签约(?:了)?包括{_LIST}等{_KINDS}{_MANY}"),
    ("list.talked", rf"(?:洽谈|推进|商谈|谈判|对接|磋商|争取|引进|推动|实施|建设)+(?:了)?{_LIST}等(?:{_MANY})?{_KINDS}"),
    ("list.including", rf"(?:包括|涵盖|涉及|中有|共有|，有|，如|例如){_LIST}(?:等|等在内|在内)的?{_MANY}{_KINDS}"),
    ("list.agreed", rf"(?:签订|签署|签下|签约|达成)(?:了)?{_LIST}等[^，。；、]{{0,10}}?(?:协议|合同|意向书|意向)"),
    ("list.of", r"(?:项目|工程)(?:主要|分别)?(?:包括|有|为|是)(?P<list>[^，。；：！？,;:!?\s]{2,120}?)(?:等)?(?=[，。；]|$)"),
    ("list.then", rf"(?:^|[，。；：]){_LIST}等(?:{_MANY})?{_KINDS}[^，。；]{{0,12}}(?:开工|签约|落户|竣工|投产|集中|顺利|正式)"),
    ("list.such", rf"(?:，|、|：)(?:比如|例如|譬如|包括|如){_LIST}等(?=[，。；]|$)"),
    (
        "list.counted",
        rf"(?:建设|新建|开工|实施|推进){_LIST}(?:\d+|[两三四五六七八九十]+)(?:个|条|座)(?:[^，。；、\d]{{0,10}}?(?:项目|工程)|{{heads}})",
    ),
    ("list.dash", rf"——{_LIST}——"),
    ("intent.about", r"就(?P<list>[^，。；、\s]{3,20}?)(?:项目)?(?:达成|签订|签署|签下)(?:了)?(?:合作|投资|初步)*(?:意向|协议|共识)"),
    ("intent.develop", r"共同(?:开发|打造|建设|推进)(?P<list>[^，。；、\s]{3,16})(?=[，。；]|$)"),
    ("make", r"(?:先上一期|上一期)?，(?:投资|总投资)<M>，(?:做|上|主营|主要生产|生产)(?P<list>[^，。；、\s]{3,16})(?=[，。；]|$)"),
    ("phase", r"的?(?P<list>[一二三四五]期[^，。；、\s在]{0,6}?)(?=项目|工程|眼下|正在|已|将|预计|今年|明年|即将)"),
    ("road", r"(?P<list>[^，。；、：\s]{2,12}(?:至|到)[^，。；、：\s]{2,10}?(?:高速公路|高速|铁路|公路|(?<!阶)段))"),
)


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, pattern(text.replace("{heads}", "抽水蓄能电站|电站|水库|大桥|高速公路|铁路"))) for name, text in _RULES)


def by_slot(text: str) -> Iterator[Phrase]:
    """Every phrase that a rule's place makes a candidate; the kind is ``slot`` and ``made`` the rule's name."""
    for name, rule in _compiled():
        for found in rule.finditer(text):
            for start, end in _members(text, *found.span("list")):
                begin = _trimmed(text, start, end) if name.startswith("any") else start
                yield Phrase(begin, end, end, "", "slot", "slot", name)


def _trimmed(text: str, start: int, end: int) -> int:
    """Behind the last stop word of the range, if something is left behind it."""
    near = [left.start for left in lefts(text, end - 2) if left.kind != "name" and start < left.start <= end - 3]
    return max(near, default=start)


def _members(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth, begin = 0, start
    for index in range(start, end + 1):
        if index == end or (text[index] == "、" and depth == 0):
            if index - begin >= 1:
                yield begin, index
            begin = index + 1
        elif text[index] in "（(“《":
            depth += 1
        elif text[index] in "）)”》":
            depth -= 1
