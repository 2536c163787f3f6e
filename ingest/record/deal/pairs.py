"""Who signed with whom: the parties around one word of signing, pair by pair where the text tells the pairs apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Kind

from .mask import Masked, pattern
from .parting import split
from .standing import with_office
from .verbs import Verb

_ORG = (Type.FIRM, Type.BODY, Type.PLACE)
_NOT_PARTY_LEFT = re.compile(r"(?:[在于赴驻由为的从进离返回抵飞莅下转经到]|来自|前往|走进|落户|选址|包括|投资|建设)$")
_WITH = re.compile(r"[与和同跟及暨向]$|以及$|、$")
# Places without a name and those who report sign nothing.
_NOBODY = re.compile(
    r"^各|各(?:主要|大|地)|^(?:区县|县区|市县|市州|县市区?|旗县|功能区|行委)$|(?:新华|中新|通讯|报)社$|[日晚早]报$|电视台$|频道$"
)
_SUBJECTLESS = re.compile(r"(?:[会当][上场天]|先后|又|再|还|也|并|随后|已|现场|依次)*(?:分别)?[与同跟](?=[^，。；]*签)")
_ATTENDS = re.compile("出席|参加|到场|主持|见证|陪同|会见|在座|观看|在场")
"""Those who do so in an earlier clause do not sign by their offices."""
_THERE = re.compile(r"(?:出席|参加|见证|主持|观看)了?")


@dataclass(frozen=True, slots=True)
class Party:
    """A party: the entity's id, the words, and the person who signed or stood for it, if named with it."""

    entity: str
    mention: Mention
    person: Mention | None = None


def sides(document: Document, sentence: Masked, verb: Verb, left: int) -> list[list[Party]]:
    """The groups of parties of ``verb``, one for each agreement; ``left`` bounds the words that belong to it."""
    start = _clause_start(sentence.text, verb.start, left)
    there = [m.end() for m in _THERE.finditer(sentence.text, start, verb.start)]
    start = max([start, *there])
    here = list(orgs(document, sentence, start, verb.start))
    direct = _behind(document, sentence, verb)
    if re.search(r"代表(?:公司|企业|集团|本公司)", sentence.text[left : verb.start]):
        here = _for_firm(document, sentence, left, verb.start) + here
    stands = [Party(*found) for found in with_office(document, sentence, start, verb.start)]
    if stands and sentence.index(stands[0].mention) < min((sentence.index(p.mention) for p in here), default=verb.start):
        here = stands + here
    alone = "分别" in sentence.text[start : verb.start] and bool(_SUBJECTLESS.match(sentence.text, start))
    if (len(here) + len(direct) < 2 or alone) and not there:
        here = _with_subject(document, sentence, here, start, left, verb)
    groups = split(document, sentence, here, start, verb)
    if len(groups) == 1:
        groups[0].extend(p for p in direct if p.entity not in {q.entity for q in groups[0]})
    return [group for group in groups if group]


def _for_firm(document: Document, sentence: Masked, left: int, end: int) -> list[Party]:
    """代表公司: the last firm named before, alone or in a post."""
    for at in range(end - 1, left - 1, -1):
        mention = sentence.mentions.get(at)
        inner = [mention] if mention and mention.type is Type.FIRM else list(document.inside(mention.span, Type.FIRM)) if mention else []
        for firm in inner:
            return list(_party(document, firm, mention or firm, None))
    return []


def _clause_start(text: str, at: int, left: int) -> int:
    cut = max(text.rfind(mark, left, at) for mark in "，,：")
    if text.startswith(("，分别", "，各自", "，依次"), cut) and not text.startswith("，分别是", cut):
        cut = max(text.rfind(mark, left, cut) for mark in "，,：")
    return max(cut + 1, left)


def orgs(document: Document, sentence: Masked, start: int, end: int) -> Iterator[Party]:
    """The organisations that stand as parties in the range: not 在X, not the place that a firm's or project's name begins with."""
    for at in range(start, end):
        mention = sentence.mentions.get(at)
        if mention is None:
            continue
        if mention.type in _ORG and not _is_setting(sentence, at):
            yield from _party(document, mention, mention, _person_behind(sentence, at))
        elif mention.type is Type.POST:
            inner = [m for m in document.inside(mention.span, *_ORG) if m is not mention]
            if inner:
                yield from _party(document, _most(inner), mention, _person_behind(sentence, at))
        elif mention.type is Type.DEIXIS and mention.entity:
            yield from _party(document, mention, mention, None)


def _most(inner: Sequence[Mention]) -> Mention:
    """The organisation a post belongs to: the last firm or body in it, else the last place."""
    firms = [m for m in inner if m.type is not Type.PLACE]
    return firms[-1] if firms else inner[-1]


def _party(document: Document, mention: Mention, shown: Mention, person: Mention | None) -> Iterator[Party]:
    entity = document.entities.get(mention.entity)
    if entity and entity.kind in (Kind.COMPANY, Kind.BODY, Kind.REGION) and not _NOBODY.search(entity.names[0]):
        yield Party(mention.entity, shown, person)


def _person_behind(sentence: Masked, at: int) -> Mention | None:
    found = pattern(r"(?:<T>、?)*(?P<person><N>)").match(sentence.text, at + 1)
    if found is None and at in sentence.mentions and sentence.mentions[at].type is Type.POST:
        found = pattern(r"(?P<person><N>)").match(sentence.text, at + 1)
    return sentence.mentions[found.start("person")] if found else None


_DATELINE = pattern(r"^(?:<P>)?(?:<D>|[\d年月日]){0,3}(?:（[^）]{1,24}）|<N>){0,2}(?:电|讯|消息)(?![子气网站机器池])")
"""Behind the agency and the city that send an article: 新华社青河五月九日电."""
_PARENT = pattern(
    "(?:集团)?(?:旗下|下属|所属|麾下|的?(?:全资|控股)?子公司|投资设立)(?:企业|公司)?的?(?:全资|控股)?(?:子公司)?(?:——)?[{FB}]"
)
"""Behind a firm whose daughter signs."""
_DATED = 30


def _is_setting(sentence: Masked, at: int) -> bool:
    text, mention = sentence.text, sentence.mentions[at]
    if at < _DATED and _DATELINE.match(text[at + 1 : at + 40]):
        return True
    if mention.type is Type.PLACE and text[at - 1 : at] == "、":
        first = at
        while first >= 2 and text[first - 1] == "、" and (m := sentence.mentions.get(first - 2)) and m.type is Type.PLACE:
            first -= 2
        if re.search(r"(?:赴|在|到|前往|走进|来自)$", text[max(0, first - 3) : first]):
            return True
    before, after = text[max(0, at - 4) : at], text[at + 1 : at + 3]
    if mention.type is Type.PLACE and (
        pattern(r"^(?:的?<F>|<J>|<P>|<B>)").match(after) or re.match(r"客商|籍|举行|召开|[大名]企|总[理统]", after)
    ):
        return True
    if mention.type is Type.PLACE and after == "企业" and before.endswith(("与", "和", "同", "跟", "、")):
        return True
    if mention.type in (Type.FIRM, Type.BODY) and _PARENT.match(text, at + 1):
        return True
    if pattern("<J>").match(after) and mention.type is not Type.FIRM:
        return True
    if mention.type is Type.PLACE and re.match(r"(?:企业)?(?:\d|[五百]+强)", after):
        return True
    if before.endswith("由") and re.match(r"[^，。；]{0,40}[与同跟和]", text[at + 1 :]):
        return False
    return (bool(_NOT_PARTY_LEFT.search(before)) and mention.type is not Type.FIRM) or bool(re.search(r"(?:包括|来自|旗下|在|于)$", before))


def _behind(document: Document, sentence: Masked, verb: Verb) -> list[Party]:
    """签约X, 签署《A B协议》: parties right behind the verb."""
    text = sentence.text
    named = pattern(r"(?:了)?《(?P<list><O>(?:[、与和\s　·—－–-]*<O>)+)").match(text, verb.end)
    found = named or pattern(
        r"(?:给)?(?:了)?《?(?P<list><O>(?:[、与和 ]?<O>)*)(?!项目)(?=[^的]{0,14}(?:协议|备忘录|合同|意向书|$|[，。 ]))"
    ).match(text, verb.end)
    if not found:
        return []
    return [p for at in range(*found.span("list")) for m in [sentence.mentions.get(at)] if m for p in _party(document, m, m, None)]


def _with_subject(document: Document, sentence: Masked, here: list[Party], start: int, left: int, verb: Verb) -> list[Party]:
    """Adds the subject of an earlier clause of the same sentence part: A…，与B签订."""
    text = sentence.text
    clause = text[start : verb.start]
    earlier: list[Party] = []
    end = start
    while end > left and not earlier:
        begin = _clause_start(text, end - 1, left)
        earlier = list(orgs(document, sentence, begin, end))
        if not here and len(earlier) > 1 and _ATTENDS.search(text, begin, end):
            earlier = [p for p in earlier if p.mention.type is not Type.POST]
        end = begin
    known = {p.entity for p in here}
    if len(here) == 1 and not re.search(r"[与和同跟向]", clause):
        return here
    return [p for p in earlier if p.entity not in known][: 2 if not here else 1] + here if earlier else here


_AGREED = pattern(
    r"(?P<a><OX+>)(?:[^，。；、{OTNX}]{0,4})[与同跟和](?P<b><OX+>)(?:签订|签署|签约)?的[^，。；、]{0,12}(?:协议|合同|合作|备忘录)"
)


def agreements(document: Document, sentence: Masked, start: int) -> list[list[Party]]:
    """Behind a colon or 分别是: A与B的协议，C与D的协议; the parties of each, [] where there are fewer than two agreements."""
    found = _AGREED.finditer(sentence.text, start)
    groups = [list(orgs(document, sentence, match.start(), match.end("b"))) for match in found]
    return [g for g in groups if len(g) >= 2] if len(groups) >= 2 else []
