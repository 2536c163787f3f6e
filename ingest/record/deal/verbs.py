"""Words of signing: where a sentence says that something was signed, and how real that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhaoshang.ontology.reading import Status

from .mask import Masked, pattern

_VERB = pattern(
    r"(?<!从)(?<!(?<!意)向)(?P<sign>签约|签订|签署|签定|签下|签字|签了|签)(?!证|名|到|批|收|率|字笔|署人|约?(?:任务|目标|个数|到开工|到投产))|(?P<reach>达成|敲定|缔结|谈成|谈妥|订下|订立)(?=了?[^，。；]{0,24}(?:协议|合同|合约|意向书|意向协议|备忘录|合作项目|战略合作|<C>(?=$|[，。；])))"
    r"|(?P<unveil>揭牌)"
    r"|(?P<ink>落了?笔|落了?款|落定)|(?P<partner>(?:成了?|成为|结为|结成)(?:了)?[^，。；]{0,4}战略合作(?:伙伴|夥伴)(?=[^。；]{0,30}协议))"
)
_CONTRACT = pattern(r"(?P<contract>(?:合同|协议)(?:总|计划)*(?:引资|投资|资金|金额|总额))(?=[^，。；]{0,5}<M>)")
"""No verb, but the word for what was signed and its sum: 引进项目86个，合同引资120亿元."""
_FALSE = re.compile(
    r"家庭医生|家庭医师|就业协议|三方协议|三方就业|用人单位|球员|球队|俱乐部|运动员|歌手|艺人|经纪|居民|村民|住户|拆迁|搬迁户|腾退|征收|贫困户|承诺书|责任书|责任状|军令状|签约医生|自贸协定|自由贸易协定|标签|书签|毕业生"
)
_AGREEMENT = re.compile("协议|备忘录|意向书|合同")
_COUNTED = pattern(r"<C>[^，。；]{0,6}$")
_COUNTS = pattern(r"的[^，。；{C}]{0,8}(?:项目|协议|合同)[^，。；{C}]{0,3}<C>|的有<C>|的[^，。；]{0,6}协议")
_DONE = re.compile(r"(?:已|已经|刚|既已)[^，。；]{0,3}$")
_PLANNED = re.compile(
    r"(?:拟|打算|届时|将|将于|计划|预计|争取|力争|有望|准备|即将|(?<![重主需首必])要|目标|确保|(?<![期等看])待|等[^，。；]{0,16}后?再|可望|希望|同意)[^，。；]{0,16}$"
)
_NEGATED = re.compile(r"(?:未|没有|没|尚未|还没|不|无)(?:在[^，。；]{0,6})?[^，。；]{0,3}$")
_CALLED_OFF = re.compile(r"取消|终止|作废|流产|搁置")


@dataclass(frozen=True, slots=True)
class Verb:
    """``[start, end)`` in the masked sentence; ``kind`` is sign, reach or unveil."""

    start: int
    end: int
    kind: str
    status: Status


def verbs(sentence: Masked) -> Iterator[Verb]:
    """Every word of signing in the sentence that is not about doctors, athletes, jobs or relocated people."""
    text = sentence.text
    if _FALSE.search(text):
        return
    said = list(_VERB.finditer(text))
    for found in said or _CONTRACT.finditer(text):
        kind = str(found.lastgroup)
        if kind == "ink" and not _signs(text, found.start(), found.end()):
            continue
        yield Verb(found.start(), found.end(), kind, status(text, found.start(), found.end()))


def _signs(text: str, start: int, end: int) -> bool:
    """True if 落笔 is about an agreement named before, or about projects that are counted."""
    return bool(_AGREEMENT.search(text, max(0, start - 24), start) or _COUNTED.search(text[:start]) or _COUNTS.match(text, end))


def status(text: str, start: int, end: int) -> Status:
    """How real the signing at ``[start, end)`` is: 拟, 将, 争取 and the like before it in its clause plan it; 未 denies it."""
    before = text[max(0, start - 22) : start]
    if _NEGATED.search(before) or _CALLED_OFF.search(text[end : end + 6]):
        return Status.CANCELLED
    return Status.PLANNED if _PLANNED.search(before) and not _DONE.search(before) else Status.HAPPENED
