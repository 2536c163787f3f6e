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
_PARTNERS = pattern(r"[^。；]{0,24}?(?:是|为|有|包括|：)：?(?P<list>(?:<F>|<B>)(?:[、和与及]+(?:<F>|<B>))+)(?!的|之间)")
_OF_US = pattern(r"<O>的?$")
_WITH_US = pattern(r"[与同跟和](?P<us><O>|(?:市|县|区|省)(?:人民)?政府)$")
_WITH_THEM = pattern(r"[与同跟和](?:<C>|[两三四五六七八九十]+家[^，。；]{0,4})[^，。；]{0,8}$")
_TRADE = pattern(r"(?P<one>[买卖供需甲乙]方)(?:则)?(?:是|为)(?P<a><O+>)，(?:而)?(?:[买卖供需甲乙]方)(?:则)?(?:是|为)(?P<b><O+>)")
_STANDS = pattern(r"代表(?P<a><O>)")
_MOST = 4


def turned(document: Document, sentence: Masked, verb: Verb, left: int) -> list[tuple[tuple[Party, ...], int, int]]:
    """(parties, start, end) of each agreement told in one of these ways, [] where none fits."""
    text = sentence.text
    subjects = list(orgs(document, sentence, left, verb.start))[-1:] or list(_places(document, sentence, left, verb.start))[-1:]
    if (other := _OTHER.search(text, verb.end)) and subjects:
        return [((*subjects, *orgs(document, sentence, *other.span("b"))), left, other.end())]
    rules = (_traders, _listed_partners, _for_each, _by_hand)
    return next((found for rule in rules if (found := rule(document, sentence, verb, left))), [])


def _places(document: Document, sentence: Masked, start: int, end: int) -> Iterator[Party]:
    """The places of the range: 在X签约，投资方是A."""
    for mention in sentence.within(start, end, Type.PLACE):
        if mention.entity in document.entities and document.entities[mention.entity].kind is Kind.REGION:
            yield Party(mention.entity, mention)


def _traders(document: Document, sentence: Masked, verb: Verb, left: int) -> list[tuple[tuple[Party, ...], int, int]]:
    """签下采购协议，买方是A，卖方是B."""
    found = _TRADE.search(sentence.text, left)
    parties = tuple(orgs(document, sentence, found.start("a"), found.end("b"))) if found else ()
    return [(parties, left, found.end())] if found and len(parties) >= 2 else []


def _listed_partners(document: Document, sentence: Masked, verb: Verb, left: int) -> list[tuple[tuple[Party, ...], int, int]]:
    """A的签约对象有四家，分别是B、C…; 与A签协议的有：B、C; A同六家企业签字，它们是B、C: A with each of them."""
    said, before = _PARTNERS.match(sentence.text, verb.end), sentence.text[left : verb.start]
    if not said or "中" in sentence.text[verb.end : said.start("list")]:
        return []
    with_us, with_them = _WITH_US.search(before), _WITH_THEM.search(before)
    of_us = _OF_US.search(before) if sentence.text.startswith(("对象", "伙伴", "企业", "单位", "方"), verb.end) else None
    if not (with_us or with_them or of_us):
        return []
    stop = left + (with_us.end() if with_us else with_them.start() if with_them else len(before))
    us = tuple(orgs(document, sentence, left, stop))[-1:] if not with_us or len(with_us["us"]) == 1 else ()
    partners = list(orgs(document, sentence, *said.span("list")))
    if with_them and not us:
        return []
    return [((*us, p), sentence.index(p.mention), sentence.index(p.mention) + 1) for p in partners]


def _for_each(document: Document, sentence: Masked, verb: Verb, left: int) -> list[tuple[tuple[Party, ...], int, int]]:
    """甲代表A，乙代表B，共同签下: those that somebody stands for, where the clause of the word of signing names nobody."""
    last = sentence.text.rfind("，", left, verb.start) + 1
    if not last or any(True for _ in orgs(document, sentence, last, verb.start)):
        return []
    found = {p.entity: p for m in _STANDS.finditer(sentence.text, left, last) for p in orgs(document, sentence, *m.span("a"))}
    return [(tuple(found.values()), left, len(sentence.text))] if 2 <= len(found) <= _MOST else []


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
