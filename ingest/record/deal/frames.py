"""Who signed with whom where the text does not say A与B签: 签约双方是A和B, 一方都是A另一方依次为B、C, 乙方A甲方B, 签约的有：A和B；C和D."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhaoshang.ingest.document import Document, Type

from .hands import turned
from .mask import Masked, pattern
from .pairs import Party, orgs
from .verbs import Verb

_BOTH = pattern(r"(?P<both><X>|双方|签约方|两家)(?:分别)?(?:是|为|系)(?:来自)?(?P<a><O>)[^，。；]{0,10}?[和与同跟、及](?P<b><O>)")
_ONE_SIDE = pattern(
    r"一(?:方|头|边|端|家)(?:都|均)?(?:是|为)由?(?P<a><O>(?:[、和与及]<O>)*)(?:等[^，。；]{0,10}|组成的?联合体)?，(?:另?一(?:方|头|边|端|家)|对方)(?:依次|分别)?(?:都|均)?(?:是|为)(?P<list>(?:<O>[、和及与，]?)+)"
)
_WITH_OF = pattern(r"(?:^|[，、；：])(?:还有)?[与同跟](?P<b><O>)的[^，。；]{0,14}?<J>")
_LETTERED = pattern(r"[甲乙]方(?:是|为)?(?P<a><O>)，[甲乙]方(?:是|为)?(?P<b><O>)")
_CEREMONY = pattern(r"^(?:仪式|活动|会|大会)")
_AGREE = pattern(r"(?P<a><OX+>)[与同跟和](?P<b><OX+>)[^，。；]{0,16}?(?:约定|商定|签|携手|结成|结为|成为|达成|正式|牵手|合作)")
_LIST = re.compile(r"^[^，。；：]{0,14}(?:有|包括|为|是|如下|如)?：")
_ITEM = pattern(r"(?P<a><O>)(?:<P>)?(?:[（(][^）)]*[）)])?[与同跟和](?P<b><OX>)")


@dataclass(frozen=True, slots=True)
class Deal:
    """The parties of one agreement and the part of the sentence that tells of it."""

    parties: tuple[Party, ...]
    start: int
    end: int


def framed(document: Document, sentence: Masked, verb: Verb, left: int) -> list[Deal]:
    """The agreements of ``verb`` told by one of these figures, [] where none fits."""
    for rule in (_listed, _with_each, _one_side, _both, _at_ceremony, _row):
        if found := rule(document, sentence, verb, left):
            return found
    return [Deal(*deal) for deal in turned(document, sentence, verb, left)]


def _listed(document: Document, sentence: Masked, verb: Verb, left: int) -> list[Deal]:
    """签约的有：A和B，项目为C；D和E: the parts between semicolons behind a colon, without words of signing of their own."""
    text = sentence.text
    head = _LIST.match(text[verb.end :])
    if not head or "签" in text[verb.end + head.end() :]:
        return []
    for marks in ("；。", "，；。"):
        found = list(_pairs_of(document, sentence, verb.end + head.end(), marks))
        if len(found) >= 2:
            return found
    return list(_projects_of(document, sentence, verb.end + head.end()))


def _pairs_of(document: Document, sentence: Masked, begin: int, marks: str) -> Iterator[Deal]:
    """A和B in each part between ``marks``."""
    for part in re.compile(f"[^{marks}]+").finditer(sentence.text, begin):
        pair = _ITEM.search(sentence.text, *part.span())
        parties = tuple(orgs(document, sentence, pair.start(), pair.end())) if pair else ()
        if len(parties) >= 2:
            yield Deal(parties, *part.span())


def _projects_of(document: Document, sentence: Masked, begin: int) -> Iterator[Deal]:
    """签下的项目有：A投资M建X；B投资N建Y: each part one firm and its project; with whom they signed nobody needs to say."""
    parts = [m.span() for m in re.compile("[^；。]+").finditer(sentence.text, begin)]
    firms = [list(sentence.within(*part, Type.FIRM)) for part in parts]
    if len(parts) >= 2 and all(len(its) == 1 and any(sentence.within(*part, Type.PROJECT)) for its, part in zip(firms, parts, strict=True)):
        for (firm,), part in zip(firms, parts, strict=True):
            if firm.entity in document.entities:
                yield Deal((Party(firm.entity, firm),), *part)


def _with_each(document: Document, sentence: Masked, verb: Verb, left: int) -> list[Deal]:
    """A签了两个：同B的X项目，同C的Y项目."""
    found = list(_WITH_OF.finditer(sentence.text, verb.end))
    ours = list(orgs(document, sentence, left, verb.start))[-1:]
    deals = [Deal((*ours, *orgs(document, sentence, *m.span("b"))), m.start(), m.end()) for m in found] if ours else []
    return deals if len(deals) >= 2 and all(len(d.parties) == 2 for d in deals) else []


def _one_side(document: Document, sentence: Masked, verb: Verb, left: int) -> list[Deal]:
    found = _ONE_SIDE.search(sentence.text, left)
    if not found:
        return []
    one = list(orgs(document, sentence, *found.span("a")))
    others = list(orgs(document, sentence, *found.span("list")))
    return [Deal((*one, other), found.start(), len(sentence.text)) for other in others if one]


def _both(document: Document, sentence: Masked, verb: Verb, left: int) -> list[Deal]:
    """签约双方是A和B; 乙方A，甲方B."""
    found = []
    for match in [*_BOTH.finditer(sentence.text, left), *_LETTERED.finditer(sentence.text, left)]:
        meant = sentence.mentions.get(match.start())
        if meant and document.text[meant.span.start : meant.span.end] not in ("双方", "雙方", "三方", "两方"):
            continue
        parties = tuple(orgs(document, sentence, match.start("a"), match.end("b")))
        if len(parties) >= 2:
            found.append(Deal(parties, match.start(), _stop(sentence.text, match.end())))
    return found


def _at_ceremony(document: Document, sentence: Masked, verb: Verb, left: int) -> list[Deal]:
    """举行签约仪式，A与B约定: the parties of the clause behind the ceremony."""
    if not _CEREMONY.match(sentence.text[verb.end :]):
        return []
    match = _AGREE.search(sentence.text, verb.end)
    parties = tuple(orgs(document, sentence, match.start("a"), match.end("b"))) if match else ()
    return [Deal(parties, verb.end, _stop(sentence.text, verb.end))] if len(parties) >= 2 else []


_TWO = r"<OX>[与同跟](?:<P>(?=<O>))?<O>"
_PAIR, _ROW = pattern(_TWO), pattern(rf"(?:{_TWO}[、，])+(?:以及|还有)?{_TWO}")
_TO_VERB = re.compile(r"(?:[^，。；]{0,8}，)?(?:已经|已|也|还|都|则|先后|当场|现场|分别|两两|各自|结对|结好|正式)*$")


def _row(document: Document, sentence: Masked, verb: Verb, left: int) -> list[Deal]:
    """甲与乙、丙与丁已经两两结对，签了2份协议."""
    row = _ROW.search(sentence.text, left, verb.start)
    if row is None or not _TO_VERB.match(sentence.text[row.end() : verb.start]):
        return []
    pairs = [(tuple(orgs(document, sentence, *m.span())), m) for m in _PAIR.finditer(sentence.text, *row.span())]
    return [Deal(parties, *m.span()) for parties, m in pairs if len(parties) == 2]


def _stop(text: str, at: int) -> int:
    ends = [i for i in (text.find("；", at), text.find("。", at)) if i >= 0]
    return min(ends, default=len(text))
