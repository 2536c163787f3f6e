"""Totals: how many projects or contracts a ceremony, a fair or a period brought, for how much; and their sub-totals."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhaoshang.ingest.document import Count, Mention
from zhaoshang.ontology.reading import Status
from zhaoshang.ontology.values import Money

from .mask import Masked, pattern
from .periods import held, of_period
from .verbs import Verb, status

_NOUN = r"(?:项目|协议|合同|合约|意向|订单|工程|合作|大单)"
_COUNT_AFTER = pattern(r"(?:[^，。；{CM}]|<M>(?=以上|级|项目)){0,60}?(?P<count><C>)")
_EVENT_COUNT = pattern(r"(?:仪式|活动|大会|现场)[^。；{CMJ}]{0,60}?(?P<count><C>)")
"""签约仪式也排在这一天，收成是28个项目: a count behind the name of the ceremony, in a clause without a word of signing."""
_ELSE = re.compile("签|落笔|开工|动工|投产|竣工|推介|发布|考察|洽谈|对接")
_COUNT_BEFORE = pattern(r"(?P<count><C>)[^，。；{CM}]{0,24}$")
_COUNT_EARLIER = pattern(r"(?P<count><C>)(?:项目)?[，、]?[^，。；{CM}]{0,6}$")
_AMOUNT = pattern(
    r"(?P<label>签约|协议|合同|总投资|投资|引资|总额|金额|总金额|资金|合计|总计|成交|采购|规模)?[^，。；{M}]{0,12}(?P<sum><M>)"
)
_LABELLED = pattern(r"(?P<label>签约|协议|合同|投资|引资|总额|金额|资金|合计|总计|成交|采购|规模)[^，。；{M}]{0,10}(?P<sum><M>)")
_PLAIN = pattern(r"(?:合起来|加起来|合计|总计|共计|总共|一共|共|计|涉及资金|涉及|折合|揽金|吸金)?(?P<sum><M>)(?=资金|[，。；（(]|$)")
_SUM_OF = pattern(r"(?P<label>投资|引资|金额|总额|签约额|合同|协议)[^，。；{M}]{0,8}(?P<sum><M>)的$")
_BARE_SUM = pattern(r"(?:了)?[^，。；{MC}]{0,10}(?P<sum><M>)")
_SUB_ITEM = pattern(
    r"(?P<what>[^，。；]{0,24}?)(?P<count><C>)(?:项目)?[，、,（(]?(?:(?:计划|协议|合同|签约)?(?:总)?(?:投资|金额|签约)?(?:总)?(?:额)?[^，。；{M}]{0,6}(?P<sum><M>))?"
)
_NOT_TOTAL = re.compile(r"任务|资本|产值|收入|税|就业|平方米|亩|吨|企业[^，。；项]{0,4}$")
_NOT_SUM = re.compile("任务|目标|平均|每[个份]|首期|预计|预期|有望|才|刚")
"""Between the word of signing and a sum: a goal, a mean, a hope."""
_OF_ONE = pattern(r"(?:人民币)?的(?:<O>)?[^，。；、{M}]{0,10}<J>")
"""Behind a sum that is one project's: 总投资10亿元的X."""


@dataclass(frozen=True, slots=True)
class Total:
    """``at`` is where it stands in the masked sentence; ``sub`` a part of another total; ``period`` without one day."""

    at: int
    end: int
    count: Mention | None
    amount: Mention | None
    sub: bool
    period: bool
    status: Status
    rule: str


def totals(sentence: Masked, verb: Verb) -> Iterator[Total]:
    """The total that belongs to ``verb``, and its sub-totals behind 其中."""
    text = sentence.text
    stop = _stop(text, verb.end)
    main = _main(sentence, verb, stop)
    if main:
        yield main
    if main or _colon(text, verb.end) >= 0:
        yield from _subs(sentence, verb, max(main.end if main else 0, verb.end))


def sub_totals(sentence: Masked, state: Status) -> Iterator[Total]:
    """The sub-totals of a sentence that begins with 其中 and goes on from a total before it."""
    yield from _subs(sentence, Verb(0, 0, "sign", state), 0)


def signed_count(sentence: Masked, at: int) -> Total:
    """The total of a count that holds the word of signing itself: 100个签约项目."""
    verb = Verb(at, at + 1, "sign", status(sentence.text, at, at))
    amount = _amount(sentence, verb, at + 1, _stop(sentence.text, at), counted=True)
    end = _position(sentence, amount) + 1 if amount else at + 1
    period = of_period(sentence, at)
    return Total(at, end, sentence.mentions[at], amount, False, period, verb.status, "total.count")


def _stop(text: str, start: int) -> int:
    """Where the total's own words end: at 其中, at a colon before its shares, a semicolon or the end of the sentence."""
    inner = _INNER.search(text, start)
    ends = [inner.start() if inner else -1, text.find("；", start), text.find(";", start), _colon(text, start)]
    return min([i for i in ends if i >= 0], default=len(text))


_INNER = pattern(r"其中|(?<=[，；])(?:这|这些|项目)?当中|(?<=[，；])(?:内?含|包含|里[面头])(?=[^，。；{C}]{1,10}<C>)")
"""What a total's shares stand behind."""
_HOLDS = pattern(r"(?<=，)(?P<what>[^，。；、：{C}]{1,16}?)(?:占到?了?|就?有)(?P<count><C>)(?P<sum>)(?=[，。；、]|$)")
"""A share without such a word: 外资龙头项目占了4个."""


_SHARED = pattern(r"：(?=[^，。；：、{C}]{1,12}<C>[^。：]{0,40}[；，][^，。；：{C}]{1,12}<C>)")


def _colon(text: str, start: int) -> int:
    """The colon behind which a total is broken down (61项：外资13项，…；内资48项), -1 where none is."""
    found = _SHARED.search(text, start)
    return found.start() if found else -1


def _main(sentence: Masked, verb: Verb, stop: int) -> Total | None:
    text = sentence.text
    count = _count(sentence, verb, stop)
    start = text.index(chr(0xE000 + ord("C")), verb.end) + 1 if count and _position(sentence, count) > verb.start else verb.end
    amount = _amount(sentence, verb, start, stop, counted=count is not None)
    if count is None and amount is None:
        return None
    ends = [_position(sentence, m) + 1 for m in (count, amount) if m]
    period = of_period(sentence, verb.start) and not held(text[: verb.end + 4])
    return Total(verb.start, max(ends), count, amount, False, period, verb.status, "total.count" if count else "total.amount")


def _position(sentence: Masked, mention: Mention) -> int:
    return sentence.index(mention)


def _count(sentence: Masked, verb: Verb, stop: int) -> Mention | None:
    text = sentence.text
    after = _COUNT_AFTER.match(text, verb.end, stop)
    if after and _is_deals(sentence, after.start("count")):
        return sentence.mentions[after.start("count")]
    event = _EVENT_COUNT.match(text, verb.end, stop)
    if event and _is_deals(sentence, event.start("count")) and not _ELSE.search(text[verb.end : event.end() + 12]):
        return sentence.mentions[event.start("count")]
    before = (_COUNT_EARLIER if verb.kind == "contract" else _COUNT_BEFORE).search(text[: verb.start])
    if before and _is_deals(sentence, before.start("count")):
        return sentence.mentions[before.start("count")]
    return None


def _is_deals(sentence: Masked, at: int) -> bool:
    """True if the count at ``at`` counts projects, agreements or contracts."""
    value = sentence.mentions[at].value
    if not isinstance(value, Count) or value.unit not in ("个", "项", "份", "宗", "单", "桩", "件", ""):
        return False
    if value.unit == "个" and not value.noun and re.match(r"(?:已|成功|正式)?签约(?:$|[，。；、])", sentence.text[at + 1 :]):
        return True
    near = value.noun + sentence.text[max(0, at - 6) : at] + sentence.text[at + 1 : at + 14]
    return bool(re.search(_NOUN, near)) or (not value.noun and bool(re.search(r"签(?:约|订|署|下)?(?:了)?$", sentence.text[:at])))


def _amount(sentence: Masked, verb: Verb, start: int, stop: int, counted: bool) -> Mention | None:
    text = sentence.text
    if counted and (before := _SUM_OF.search(text[: _counted_at(text, verb)])):
        return _money(sentence, before.start("sum"))
    for number, (left, right) in enumerate(_clauses(text, start, stop) if counted else []):
        found = (_AMOUNT.match(text, left, right) if number == 0 else None) or _LABELLED.search(text, left, right)
        found = found or (_PLAIN.match(text, left, right) if number == 1 else None)
        if found and not _NOT_TOTAL.search(text[left : found.start("sum")]) and not _OF_ONE.match(text, found.end("sum")):
            return _money(sentence, found.start("sum"))
    if not counted:
        bare = _BARE_SUM.match(text, verb.end, stop)
        told = bare is not None and not _NOT_SUM.search(text, verb.end, bare.start("sum"))
        if bare and told and not _OF_ONE.match(text, bare.end("sum")) and not pattern("<J>|<F>").search(text, verb.end, bare.start("sum")):
            return _money(sentence, bare.start("sum"))
    return None


def _counted_at(text: str, verb: Verb) -> int:
    """Where the count before the verb stands."""
    return max(0, text.rfind(chr(0xE000 + ord("C")), 0, verb.start))


def _clauses(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The first three comma clauses from ``start``."""
    cuts = [start, *[m.end() for m in re.finditer(r"[，,]", text[:stop]) if m.end() > start], stop]
    return list(itertools.pairwise(cuts))[:3]


def _money(sentence: Masked, at: int) -> Mention | None:
    mention = sentence.mentions[at]
    return mention if isinstance(mention.value, Money) else None


def _subs(sentence: Masked, verb: Verb, start: int) -> Iterator[Total]:
    text = sentence.text
    inner = _INNER.search(text, start)
    begin = inner.end() if inner else _colon(text, verb.end) + 1
    for found in _SUB_ITEM.finditer(text, begin) if begin else _HOLDS.finditer(text, start):
        if not _plain_sub(found["what"]):
            continue
        count = sentence.mentions[found.start("count")]
        amount = _money(sentence, found.start("sum")) if found["sum"] else None
        if isinstance(count.value, Count) and count.value.unit in ("个", "项", "份", "宗"):
            yield Total(found.start(), found.end(), count, amount, True, False, verb.status, "total.sub")


def _plain_sub(what: str) -> bool:
    return not re.search(r"企业|银行|人|家|开工|投产|吨", what)
