"""Who signed with whom where the sentence turns the signing round: 代表A签字的是甲，代表B签字的是乙, A签下协议，对方是B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.document import Document, Type
from zhaoshang.ontology.reading import Kind

from .mask import Masked, pattern
from .pairs import Party, orgs
from .verbs import Verb

_BY_HAND = re.compile(r"(?:了)?(?:协议|文本|合同|约)?的(?:一方|双方|代表)?，?(?:分别|还|则|都)*(?:是|有|为)")
_OTHER = pattern(r"(?:对方|合作方|另一方|另一头|合作伙伴|签约方|投资方|合作伙伴)(?:则)?(?:是|为)(?P<b><O>)")
_TWO = pattern(r"(?P<a><O>)[与同和跟](?P<b><O>)(?=[、，；。]|$)")
_MOST = 4


def turned(document: Document, sentence: Masked, verb: Verb, left: int) -> list[tuple[tuple[Party, ...], int, int]]:
    """(parties, start, end) of each agreement told in one of these ways, [] where none fits."""
    text = sentence.text
    subjects = list(orgs(document, sentence, left, verb.start))[-1:] or list(_places(document, sentence, left, verb.start))[-1:]
    if (other := _OTHER.search(text, verb.end)) and subjects:
        return [((*subjects, *orgs(document, sentence, *other.span("b"))), left, other.end())]
    return _by_hand(document, sentence, verb, left)


def _places(document: Document, sentence: Masked, start: int, end: int) -> Iterator[Party]:
    """The places of the range: 在X签约，投资方是A."""
    for mention in sentence.within(start, end, Type.PLACE):
        if mention.entity in document.entities and document.entities[mention.entity].kind is Kind.REGION:
            yield Party(mention.entity, mention)


def _by_hand(document: Document, sentence: Masked, verb: Verb, left: int) -> list[tuple[tuple[Party, ...], int, int]]:
    """签字的是甲和乙: the organisations that the people who signed stand for."""
    said = _BY_HAND.match(sentence.text, verb.end)
    if not said:
        return []
    if two := list(_TWO.finditer(sentence.text, said.end())):
        pairs = [tuple(orgs(document, sentence, m.start("a"), m.end("b"))) for m in two]
        return [(pair, m.start(), m.end()) for pair, m in zip(pairs, two, strict=True) if len(pair) == 2]
    named: dict[str, Party] = {}
    for party in orgs(document, sentence, left, len(sentence.text)):
        at = sentence.index(party.mention)
        if party.person or sentence.text[max(0, at - 3) : at].endswith(("代表", "一方", "方是")):
            named.setdefault(party.entity, party)
    return [(tuple(named.values()), left, len(sentence.text))] if 2 <= len(named) <= _MOST else []
