"""How a total is broken down in the sentences behind it: 按类别分，园区建设22个，加工和养殖各11个; 长武县15.31亿元，渭城区11.87亿元."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from zhaoshang.ingest.document import Count, Mention, Type
from zhaoshang.ontology.reading import Status
from zhaoshang.ontology.values import Money

from .drafts import Draft
from .mask import Masked, pattern
from .totals import Total

_OPENS = pattern(
    r"^(?:据悉|据了解|据介绍|具体来看|具体看)?，?(?:其中|从[^，。；]{1,12}看|按[^，。；]{1,10}[分看算排]|分[^，。；]{1,8}看|在?(?:这|签约的?)?<C>[^，。；]{0,6}(?:里|中|当中)|把[^，。；]{2,16}(?:看|分)|换成|先看|再看|论"
    r"|(?:这|此)(?:一?[场批次轮]|当中|里面?)[里中]?|(?:签约|签订|签下|上述)[^，。；]{0,10}(?:项目|协议|合同)(?:里|中|当中)|(?:分开|拆开|细分|分类|具体|分别)[来地]?看)"
)
_SPLIT = re.compile(r"^(?:从[^，。；]{1,12}看|按[^，。；]{1,10}[分看算排]|分[^，。；]{1,8}看|(?:分开|拆开|细分|分类|具体|分别)[来地]?看)，")
"""Opens a sentence that is nothing but shares, whatever words of signing stand in it."""
_ITEM = pattern(
    r"(?P<what>[^，。；：、{C}]{1,28}?|[^，。；：{C}]{1,28}?)(?P<verb>(?:共|有|就|为|占|达|到|了)*)(?P<each>各)?(?:也有|各有)?(?P<count><C>)"
    r"(?:项目)?(?P<rest>[，、,（(]?(?:(?:计划|协议|合同|签约|预计)*(?:总)?(?:投资|金额|资金|引资)(?:总)?额?[^，。；、{MC}]{0,4})?(?P<sum><M>))?"
)
_FIRST = pattern(
    r"(?P<count><C>)(?:项目)?(?:则|都|均)?(?:是|为|属于?|归)(?P<what>[^，。；：{C}]{1,20}?)(?P<each>各)?"
    r"(?P<rest>[，、,（(](?:(?:计划|协议|合同|签约|预计)*(?:总)?(?:投资|金额|资金|引资)(?:总)?额?[^，。；、{MC}]{0,4})?(?P<sum><M>))?(?=[，。；、）)]|$)"
)
"""41项是外资，总投资5.05亿美元；15项是内资."""
_NOT = re.compile(
    r"企业|银行|客商|人|开工|动工|奠基|投产|落户|在谈|储备|谋划|竣工|上届|去年|同比|比上|增加|推介|发布|平台|岗位|国家|展|有望|续建|签字"
)
_BY_PLACE = pattern(r"(?P<place><P>|<F>)(?:市|县|区|的)?(?:共|签约|投资|引资|为)*(?P<sum><M>)(?=[，、；。和]|$)")
_PLACED = pattern(r"(?:^|[，。；：、])(?P<place><P>)(?:市|县|区)?(?:也?有|共|占了?|签约?)?$")
_SIZED = pattern(r"<M>(?:及?以上|级)|[过超上]<M>|[过超上][百十千]?[亿万]元|[百十千]?[亿万]元(?:及?以上|级)|强")
"""A share by size tells of the projects signed before, whatever its sentence opens with."""
_TOLD = re.compile(
    r"(?:项目|协议|合同|类|级|的)(?:就?有|共有|占到?了?|达到?|为|共)$|占到?了?$|属于?[^，。；]{1,8}的有?$|(?:余下|剩下|其余)的?$"
)
"""So does one that says that it is one: 基础设施类的有3个, 外资项目占到45项."""
_OTHERS = re.compile("在建|已建|建成|在谈|续建")
"""What is counted behind these are other projects than those signed."""
_UNITS = ("个", "项", "份", "宗")
_LEAST_PLACES = 3


def splits(sentence: Masked) -> bool:
    """True if the sentence says of itself that it parts what was told before."""
    return bool(_SPLIT.match(sentence.text))


def broken_down(sentence: Masked, whole: Draft) -> Iterator[tuple[Total, Mention | None]]:
    """The shares of the total ``whole`` that the sentence tells, each with the place whose share it is, if it is a place's."""
    text = sentence.text
    count = _count_of(whole)
    amounts = [value.split() for value in whole.values("amount")]
    amount = Money(Decimal(amounts[0][0]), amounts[0][1]) if amounts else None
    items = list(_ITEM.finditer(text))
    shares = _shares(sentence, items, count, whole.status)
    if not _OPENS.search(text):
        sized = (found for found in items if _is_share(text, found))
        first = _shares(sentence, _FIRST.finditer(text), count, whole.status)
        told = _adding_up(shares, count) or _adding_up(first, count) or _shares(sentence, sized, count, whole.status)
        yield from ((share, _whose(sentence, share)) for share in told)
        return
    if len(shares) >= 2 or "其中" in text:
        yield from ((share, _whose(sentence, share)) for share in shares)
    places = list(_BY_PLACE.finditer(text))
    sums = [sentence.mentions[m.start("sum")] for m in places]
    if len(places) >= _LEAST_PLACES and amount and all(_within(m, amount) for m in sums):
        for found, its in zip(places, sums, strict=True):
            place = sentence.mentions[found.start("place")]
            yield Total(found.start(), found.end(), None, its, True, False, whole.status, "total.share"), place


def _is_share(text: str, found: re.Match[str]) -> bool:
    """True if an item says of itself that it is some of the projects told before."""
    what = found["what"]
    told = _SIZED.search(what) or _TOLD.search(what + found["verb"]) or (found["sum"] and what.endswith("项目"))
    return bool(told) and not _OTHERS.search(text, 0, found.end("what"))


def adds_up(sentence: Masked, whole: Draft) -> Iterator[tuple[Total, Mention | None]]:
    """The shares that the total's own sentence goes on with, where they add up to it: 签约67个；招商引资39个，援建4个，其他24个."""
    count = _count_of(whole)
    told = (_shares(sentence, rule.finditer(sentence.text), count, whole.status) for rule in (_ITEM, _FIRST))
    found = next((added for shares in told if (added := _adding_up(shares, count))), [])
    if found and not _tells_more(sentence, found[0].at, count):
        yield from ((share, _whose(sentence, share)) for share in found)


def _count_of(whole: Draft) -> int:
    return max((int(value) for value in whole.values("count")), default=0)


def _shares(sentence: Masked, items: Iterable[re.Match[str]], most: int, state: Status) -> list[Total]:
    return [share for found in items for share in _counted(sentence, found, most, state)]


def _adding_up(shares: list[Total], count: int) -> list[Total]:
    """The neighbouring ones whose counts make up ``count`` together, [] where none do."""
    values = [s.count.value.value if s.count and isinstance(s.count.value, Count) else 0 for s in shares]
    for begin in range(len(values)):
        reach = list(itertools.accumulate(values[begin:]))
        if count in reach[1:]:
            return shares[begin : begin + reach.index(count) + 1]
    return []


def _tells_more(sentence: Masked, before: int, count: int) -> bool:
    """True if a greater total stands before the shares: then they are none of the smaller one's."""
    values = [m.value for m in sentence.within(0, before, Type.COUNT)]
    return any(isinstance(value, Count) and value.unit in _UNITS and value.value > count for value in values)


def _whose(sentence: Masked, share: Total) -> Mention | None:
    """The place that a share is named by: 丰顺县2个."""
    found = _PLACED.search(sentence.text[: share.at])
    return sentence.mentions[found.start("place")] if found else None


def _within(mention: Mention, whole: Money) -> bool:
    return isinstance(mention.value, Money) and mention.value.currency == whole.currency and mention.value.amount <= whole.amount


def _counted(sentence: Masked, found: re.Match[str], most: int, state: Status) -> Iterator[Total]:
    mention = sentence.mentions[found.start("count")]
    value = mention.value
    if not isinstance(value, Count) or value.unit not in _UNITS or value.value >= most or _NOT.search(found["what"] + value.noun):
        return
    amount = sentence.mentions[found.start("sum")] if found["sum"] else None
    if amount and not isinstance(amount.value, Money):
        amount = None
    times = 1 + len(re.findall(r"[、和与及]", found["what"])) if found["each"] else 1
    for _ in range(min(times, 4)):
        yield Total(found.start("count"), found.end(), mention, amount, True, False, state, "total.share")
