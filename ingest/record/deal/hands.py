"""Who signed with whom where the sentence turns the signing round: 与A签约的是B, 代表A签字的是甲，代表B签字的是乙, A签下协议，对方是B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.document import Document, Type
from zhaoshang.ontology.reading import Kind

from .mask import Masked, pattern
from .pairs import Party, orgs
from .verbs import Verb

_NAMED = pattern(
    r"[与和同跟](?P<b><O>)[^，。；{O}]{0,8}签(?:约|订|署|字|下)?[^，。；{O}]{0,8}的(?:企业|公司|单位|客商|银行)?，?(?:还|也|分别|另)*(?:是|有|为|包括)(?P<a><O>(?:[、和与及]<O>)*)"
)
_BY_HAND = re.compile(r"(?:了)?(?:协议|文本|合同|约)?的(?:一方|双方|代表)?，?(?:分别|还|则|都)*(?:是|有|为)")
_OTHER = pattern(r"(?:对方|合作方|另一方|另一头|合作伙伴|签约方|投资方|合作伙伴)(?:则)?(?:是|为)(?P<b><O>)")
_SEVERAL = pattern(
    r"(?:了|下|约)?(?:\d+|[两二三四五六七八九十几]|<C>)家(?:企业|公司)?：(?P<list><O>(?:[、和与及]<O>)+)|<C>(?:企业|公司)?：(?P<more><O>(?:[、和与及]<O>)+)"
)
_SIGNED_FIRMS = pattern(r"(?:的)?(?:企业|单位|公司)(?:有|包括|为|是|分别是)：?(?P<list><O>(?:[、和与及]<O>)+)")
_TWO = pattern(r"(?P<a><O>)[与同和跟](?P<b><O>)(?=[、，；。]|$)")
_MOST = 4


def turned(document: Document, sentence: Masked, verb: Verb, left: int) -> list[tuple[tuple[Party, ...], int, int]]:
    """(parties, start, end) of each agreement told in one of these ways, [] where none fits."""
    text = sentence.text
    for match in _NAMED.finditer(text, left):
        if match.start() < verb.start < match.end():
            return [((*orgs(document, sentence, *match.span("b")), *orgs(document, sentence, *match.span("a"))), left, len(text))]
    if firms := _SIGNED_FIRMS.match(text, verb.end):
        return [(tuple(orgs(document, sentence, *firms.span("list"))), left, len(text))]
    subjects = list(orgs(document, sentence, left, verb.start))[-1:] or list(_places(document, sentence, left, verb.start))[-1:]
    if (several := _SEVERAL.match(text, verb.end)) and subjects:
        listed = orgs(document, sentence, *several.span("list" if several["list"] else "more"))
        return [((*subjects, one), left, several.end()) for one in listed]
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
