"""Counts (11个项目, 签约项目35个, 一行11人) and quantities that are no counts (50万吨, 3GW, 200亩)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from zhaoshang.ingest.document import Count, Mention, Type
from zhaoshang.ontology.values import Span

from .fold import fold
from .lexicon import alternation, words
from .numerals import CHINESE, DIGITS, parse_number

_ONE = rf"(?:{DIGITS}|{CHINESE})"
_NUMBER = rf"(?:{_ONE} ?[多余几]?(?:[十百千]?[万亿])?[多余]?)"
_LIMIT = 10**7


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured amount that is no count and no money: 50万吨 is (500000, 吨)."""

    span: Span
    value: Decimal | None
    unit: str


@cache
def _grammar() -> re.Pattern[str]:
    noun = alternation(words("counted"))
    return re.compile(
        rf"(?<![\d.零〇一二两三四五六七八九十百千万亿第前首数几/])(?<!\d,)(?<!(?<!以)上)(?=[\d零〇一二两三四五六七八九十百千])"
        rf"(?:(?P<low>{_ONE} ?[万亿]?)(?:-+|~|至|到)(?={_ONE}))?(?P<number>{_NUMBER}) ?"
        rf"(?:(?P<quantity>(?:{alternation(words('units'))})(?![a-zA-Z]))"
        rf"|(?P<unit>{alternation(words('classifiers'))})(?!半|体|性|级|化|月|亿|多小时|小时|百分点|工作日|方面|台阶|层次|环节|字)(?P<tail>(?:(?!签(?!约))[^\s\d,，。；;、:(]){{0,10}}?(?:{noun}))?"
        rf"|[大]?(?P<bare>[\u4e00-\u9fff]{{0,4}}?(?:项目|企业|客商|合同|协议|嘉宾)))"
    )


@cache
def _noun() -> tuple[re.Pattern[str], re.Pattern[str]]:
    noun = alternation(words("counted"))
    return re.compile(rf"({noun})$"), re.compile(rf"({noun})(?:共计?|合计|总计|总数|数量?|达到?|有|为|约|逾|超过?|近|已|累计|[: ])*$")


def find_counts(text: str) -> list[Mention]:
    """The counts in ``text``, in order: mentions of Type.COUNT with a `Count`, from the number to the noun counted if it follows.

    A noun before the number (签约项目35个) is in the value and not in the span. Ordinals, ranges, 一个 and 一批 are no
    counts, nor are 两个 and the like without a noun of the list ``counted.tsv``.
    """
    return [mention for item in _scan(fold(text)) if isinstance(mention := item, Mention)]


def find_quantities(text: str) -> list[Quantity]:
    """The measured amounts in ``text``, in order."""
    return [item for item in _scan(fold(text)) if isinstance(item, Quantity)]


def _scan(plain: str) -> Iterator[Mention | Quantity]:
    for match in _grammar().finditer(plain):
        value = parse_number(match["number"])
        if match["quantity"]:
            yield Quantity(Span(*match.span()), None if match["low"] else value, match["quantity"])
        elif value is not None and not match["low"] and 0 < value < _LIMIT and value == int(value):
            count = _count(plain, match, int(value))
            if count:
                yield Mention(Span(match.start(), match.start() + len(match.group().rstrip())), Type.COUNT, count, sources=("rule:count",))


def _count(plain: str, match: re.Match[str], value: int) -> Count | None:
    after, before = _noun()
    tail = match["tail"] or match["bare"] or ""
    found = after.search(tail) if tail else before.search(plain[max(0, match.start() - 10) : match.start()])
    noun = found.group(1) if found else ""
    number, unit = match["number"], match["unit"] or ""
    if not unit and (not number[0].isdigit() or re.search(r"强|大|年|[\d点]", tail[:1])):
        return None
    if unit in ("人", "位") and not noun and plain[max(0, match.start() - 2) : match.start()] == "一行":
        noun = "一行"
    if not noun and (number in ("一", "两") or not (number[0].isdigit() or len(number) > 1)):
        return None
    return None if number == "一" else Count(value, unit, noun)
