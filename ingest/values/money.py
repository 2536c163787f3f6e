"""Sums of money. A range, a size class, a price and a vague sum are found as such and have no amount."""

from __future__ import annotations

import re
from functools import cache

from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.values import Money, Span

from .fold import fold
from .lexicon import alternation, currencies, words
from .numerals import CHINESE, DIGITS, parse_number

_ONE = rf"(?:{DIGITS}|{CHINESE})"
_SCALE = r"(?:[十百千]?万亿|[十百千]?[万亿]|个亿)"
_SUM = rf"(?:{_ONE} ?[多余几]? ?(?:{_SCALE}(?:零?{_ONE}[多余]?[万亿]?)?)?|{_SCALE})[多余]?"
_BETWEEN = r" ?(?:-+|~|至|到) ?"
_BARE = re.compile(r".*(?:亿|[\d百千]万)[多余]?$")
_BARE_CUE = re.compile(
    r"(?:投资|总额|资金|金额|产值|协议|签约|注资|斥资|融资|引资|估值|营收|收入|税收|贷款|资产|交易额|成交额|利润|[投融引]资额|额)"
    r"(?:约|逾|超过?|近|达到?|为|高达|共|合计|总计|累计|突破|是|不低于|不少于|人民币)*$"
)
_BARE_TAIL = re.compile(r"(?:的?(?:大单|订单|投资|资金|采购))")
_CLASS_TAIL = re.compile(
    r"(?:[(]含[)])?(?:及?(?:以上|以下|级)的?[\u4e00-\u9fff]{0,8}?(?:项目|企业|产业|集群)|(?:及?(?:以上|以下))的?(?:有|为|共)?(?:\d|[一二两三四五六七八九十])+[个家项]"
    r"|及?以上者|(?:级|大|产业|重大|工业|重点|以上)?(?:项目|企业|产业集群|产业)(?:共|达|有|数量)?(?:\d|[一二两三四五六七八九十]+[个家项]))"
)
_CONVERSION = re.compile(r"[(,，、]?(?:大?约|折)?(?:合|折合|折算|相当于|相当|等值|等于)(?:大约|约)?(?:为|成)?(?:约)?")
_PRICE_TAIL = re.compile(r"(?:人民币)?(?:/|每|一)(?:吨|平方米|平米|亩|斤|公斤|千克|度|千瓦时|人|月|天|年|股|只|头|件|台|桶|㎡|瓦|W)")
_PRICE_HEAD = re.compile(
    r"每(?:吨|平方米|平米|亩|斤|公斤|度|千瓦时|人|月|股|只|头|件|台|桶|[\u4e00-\u9fff]{0,3}均)[\u4e00-\u9fff]{0,6}$|[亩人]均[\u4e00-\u9fff]{0,6}$"
)
_COMPOUND = re.compile(r"材料|前驱|正极|锂|乙丙|催化|电池|复合|体系|结构|杂交|里|桥|朱|村|镇|乡|区|化")
"""Behind 三元 or 二元 where it is a word of its own (三元材料, 三元催化器, 三元里) and no three yuan."""
_UNCOUNTED = re.compile(r"(?:[百千]?[万亿]|[百千])+[多余]?")
"""亿元, 千万元, 百亿元 without a number: a size, no sum."""
_LOOK = 14
"""How many characters before and after a sum can tell what it is."""


@cache
def _grammar() -> re.Pattern[str]:
    after, before = currencies()
    unit = rf"(?:{alternation(after)})(?!旦|月|素|宵|件|老|首|帅|器)(?: ?[(]人民币[^()]{{0,4}}[)]|人民币)?"
    initials = "".join(sorted({re.escape(form[0]) for form in before}))
    prefix = rf"(?:(?=[{initials}])(?:{alternation(before)}) ?(?:约|逾|超过?|近|达|为)? ?)"
    return re.compile(
        rf"(?<![\d.零〇一二两三四五六七八九十百千万第])(?<!\d,)(?=[\d零〇一二两三四五六七八九十百千万亿几数上{initials}])"
        rf"(?P<prefix>{prefix})?(?P<vague>好?几|数|上)?"
        rf"(?:(?P<low>{_ONE} ?{_SCALE}? ?(?:{unit})?){_BETWEEN})?(?P<sum>{_SUM}) ?(?P<unit>{unit})?"
    )


@cache
def _other_unit() -> re.Pattern[str]:
    return re.compile(rf" ?(?:{alternation((*words('units'), *words('classifiers')))}|[千百十万亿])")


def find_money(text: str) -> list[Mention]:
    """The sums in ``text``, in order: mentions of Type.MONEY whose span runs from the number to its currency.

    ``sources`` says what each is: ``rule:sum`` (value Money), ``rule:bare-sum`` (投资20亿, CNY),
    ``rule:conversion`` (the sum before it in another currency), ``rule:range``, ``rule:size-class`` (50亿元以上项目),
    ``rule:price`` (元/吨) and ``rule:vague`` (数十亿元): these last five have value None.
    """
    plain = fold(text)
    found: list[Mention] = []
    for match in _grammar().finditer(plain):
        rule = _kind(plain, match, found)
        if rule:
            value = _amount(match) if rule in ("sum", "bare-sum") else None
            rule = rule if value or rule not in ("sum", "bare-sum") else "vague"
            end = match.start() + len(match.group().rstrip())
            found.append(Mention(Span(match.start(), end), Type.MONEY, value, sources=(f"rule:{rule}",)))
    return found


def _kind(plain: str, match: re.Match[str], found: list[Mention]) -> str:
    """The rule's name for a number, "" if it is no sum of money."""
    head = plain[max(0, match.start() - _LOOK) : match.start()]
    if not match["unit"] and not match["prefix"]:
        return "bare-sum" if _is_bare_sum(plain, match, head) else ""
    if match["unit"] == "元" and match["sum"] in ("二", "三", "四", "多") and _COMPOUND.match(plain, match.end()):
        return ""
    if match["low"]:
        return "range"
    if match["vague"] or _UNCOUNTED.fullmatch(match["sum"]):
        return "size-class" if _CLASS_TAIL.match(plain, match.end()) else "vague"
    if _CLASS_TAIL.match(plain, match.end()):
        return "size-class"
    if _PRICE_TAIL.match(plain, match.end()) or _PRICE_HEAD.search(head):
        return "price"
    if found and _CONVERSION.fullmatch(plain[found[-1].span.end : match.start()]):
        return "conversion"
    return "sum"


def _is_bare_sum(plain: str, match: re.Match[str], head: str) -> bool:
    if match["low"] or match["vague"] or not _BARE.match(match["sum"]) or _other_unit().match(plain, match.end()):
        return False
    return bool(_BARE_CUE.search(head) or ("亿" in match["sum"] and _BARE_TAIL.match(plain, match.end())))


def _amount(match: re.Match[str]) -> Money | None:
    number = parse_number(match["sum"])
    if number is None or not number:
        return None
    after, before = currencies()
    unit = (match["unit"] or "").replace("(人民币)", "").strip()
    code = before[_word(match["prefix"], before)] if match["prefix"] else ""
    if not code or (unit and unit != "元" and unit in after):
        code = after.get(unit, code or "CNY")
    return Money(number.normalize() if number % 1 else number.quantize(type(number)(1)), code)


def _word(prefix: str, before: dict[str, str]) -> str:
    return max((form for form in before if prefix.startswith(form)), key=len)
