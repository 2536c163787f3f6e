"""What an agreement promises, told apart from the words of signing: the credit that a bank will grant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhaoshang.ingest.document import Document
from zhaoshang.ontology.reading import Kind, Status
from zhaoshang.ontology.values import Money

from .ceremony import Occasions
from .drafts import Draft
from .mask import Masked, pattern

_BANK = re.compile(r"银行|农发行|农商行|[农工中建交]行|国开行|信用社|信用联社|[一-龥]行(?:[一-龥]{2,6}行)?$")
_CREDIT = pattern(
    r"(?:授信|融资|信贷|贷款|信用额度|资金支持|信贷支援|金融支持)[^。；{M}]{0,24}(?P<told><M>)"
    r"|(?P<first><M>)(?:人民币)?(?:以上)?的?[^，。；{M}]{0,14}(?:授信|融资|信贷|贷款|信用额度|资金支持|信贷支援|金融支持)"
)
_AHEAD = re.compile(r"今后|未来|将|提供|给予|约定|按照?协议|根据协议|承诺|答应|应允|意向|不低于|不少于|拟|准备|[三四五]年")
_SPENT = re.compile(
    r"已[^，。；]{0,10}(?:投放|发放|支持|提供|授信)|截至|截止|以来|去年|上年|年末|历年|各项贷款|贷款余额[^为]{0,4}$|注册|资产"
)
_MOST = 10
"""How many sentences behind the signing may tell what the bank promised."""


def promise(document: Document, occasions: Occasions, drafts: Sequence[Draft]) -> None:
    """Give each agreement with a bank the first credit that its own sentence, or one behind it, says the bank will grant."""
    pairs = [d for d in drafts if not d.is_total and d.status is Status.HAPPENED and _lender(document, d)]
    taken: set[int] = set()
    for place, draft in enumerate(pairs):
        if draft.values("amount"):
            continue
        stop = min(
            draft.sentence + _MOST, len(occasions.full) - 1, *(d.sentence for d in pairs[place + 1 :] if d.sentence > draft.sentence)
        )
        for number in range(draft.sentence, stop + 1):
            sentence = occasions.full[number]
            at = _credit(sentence)
            if at is not None and sentence.starts[at] not in taken:
                taken.add(sentence.starts[at])
                mention = sentence.mentions[at]
                draft.add("amount", str(mention.value), document, mention, 0.7, "amount.credit")
                break


def _lender(document: Document, draft: Draft) -> bool:
    parties = [document.entities[value] for value in draft.values("party") if value in document.entities]
    return any(p.kind in (Kind.COMPANY, Kind.BODY) and any(_BANK.search(n) for n in p.names) for p in parties)


def _credit(sentence: Masked) -> int | None:
    """Where the sum stands that the sentence promises as credit."""
    if not _AHEAD.search(sentence.text):
        return None
    for found in _CREDIT.finditer(sentence.text):
        at = found.start("told" if found["told"] else "first")
        if isinstance(sentence.mentions[at].value, Money) and not _SPENT.search(sentence.text[max(0, at - 40) : at]):
            return at
    return None
