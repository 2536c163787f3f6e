"""Phrases that may name a project: what ends in the head of a plant, park, line, road or 项目, with each place where it may begin."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from zhaoshang.ingest.edges import beginning

from .bounds import lefts
from .table import choice, known, words

_NOT_BEHIND = (
    "经理|书|设计|部|办(?![成得好])|组|库|名单|清单|资金|数量|总数|数|总(?![投额造规面占])|审批|报批|管理|管委会|主任|业主|前期|对接|洽谈会|推介|讲解|团队|协调|经验|"
    "厂?[商家长门]|城市|城区|区域|村|镇|石|山|小学|书记|秘书|领导|规模|需求|准入|主体|份额|价格|占有|调查|换|化|监管|委员会|协会|商会|工作人员|工人|设有|门口"
)
_WHOLE = "(?!(?<=城)市)(?!(?<=港)口)(?!(?<=高速)物)"
"""The last character of a head may begin a longer word, and then is none: 物联网城市, 港口."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate in a masked sentence: ``[start, end)``; its head begins at ``core``; ``opened`` tells what stands before it;
    ``kind`` is the head's class of the lexicon, ``head`` its word; ``made`` names the rule."""

    start: int
    core: int
    end: int
    head: str
    kind: str
    opened: str
    made: str = "head"


@cache
def _heads() -> re.Pattern[str]:
    heads, acts = choice("heads"), choice("heads", "act")
    phase, work = "[一二三四五六]期", "(?:项目|工程|专案)"
    extra = rf"(?:[（(][^（()）]{{1,20}}[）)])?(?:第?{phase})?(?:(?:建设|建造|投资|{acts}|配套|示范)?{work})?(?:{phase})?"
    bare = rf"(?P<bare>(?:建设|建造|投资|{acts}|示范|配套)*(?:项目|工程|专案)(?:[一二三四五]期)?)"
    start = beginning(heads, acts, "建设|建造|投资|示范|配套|项目|工程|专案").removesuffix(")") + "|..段)"
    return re.compile(
        rf"{start}(?:(?P<head>(?:{heads})+(?:(?<=园)区|段)?|[^，。；、\s的在]{{2}}(?<![阶手片地时路全])段(?=[全正开建已在工主试顺进启同控，。、项和与及]|$))(?P<extra>{extra})(?!{_NOT_BEHIND}){_WHOLE}|{bare}(?!{_NOT_BEHIND}))"
    )


@lru_cache(maxsize=4096)
def _kind(head: str) -> str:
    for kind in ("works", "public", "act", "phase"):
        if any(head.endswith(word) or word in head for word in words("heads", kind)):
            return kind
    return "generic"


def by_head(text: str, inner: Container[int] = ()) -> Iterator[Phrase]:
    """Every phrase of the masked ``text`` that ends in a head; one for each place where it may begin, never ``inner`` to a word."""
    for found in _heads().finditer(text):
        core = found.start()
        for left in lefts(text, core, inner):
            start = _trim(text, left.start, core)
            if start < core or _bare(found.group(), left.kind):
                yield Phrase(start, core, found.end(), found.group(), _kind(found.group()), left.kind)


def _bare(head: str, opened: str) -> bool:
    """True if the head alone may name a project: 一座…的综合体, 二期扩建."""
    if len(head) >= 4 and head not in known("heads") and _kind(head) in ("works", "public"):
        return True
    return head[:2] in known("heads", "phase") if opened not in ("measure", "de") else _kind(head) != "generic"


_MARK = re.compile(
    r"[◆▲●■]|(?:[（(][\d一二三四五六七八九十]{1,3}[)）]|\d{1,2}(?:[.．](?!\d)|、)|[一二三四五六七八九十]{1,3}、|[一二三四五六七八九十]是)"
)


def _trim(text: str, start: int, core: int) -> int:
    """Without marks, joining words and closing brackets at its beginning."""
    if enumerated := _MARK.match(text, start, core):
        start = enumerated.end()
    while start < core and (text[start] in "、·—-的了）)”》」和与及暨" or text[start].isspace()):
        start += 1
    return start


def parts(text: str, phrase: Phrase) -> list[tuple[int, int]]:
    """The members of a list inside the phrase (A、B和C项目), outside brackets: their ranges; one range where it is no list."""
    depth, begin = 0, phrase.start
    found: list[tuple[int, int]] = []
    for index in range(phrase.start, phrase.end):
        depth += (text[index] in "（(“《") - (text[index] in "）)”》")
        if depth <= 0 and (text[index] == "、" or (text[index] in "和与" and _ended(text, begin, index))):
            found.append((begin, index))
            begin = index + 1
    return [*found, (begin, phrase.end)]


def _ended(text: str, begin: int, end: int) -> bool:
    """True if a name with a head of its own ends just before ``end``."""
    return text.endswith(_closing(), begin + 2, end)


@cache
def _closing() -> tuple[str, ...]:
    return (*words("heads", "works"), *words("heads", "public"), "项目", "工程", "专案")
