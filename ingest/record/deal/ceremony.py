"""The occasion that a signing belongs to: where and when it was held, who was there, and whether it is a fair of many places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhaoshang.ingest.document import DateRange, Document, Mention, Type
from zhaoshang.ontology.values import Span

from .links import Links
from .mask import Masked, mask, pattern

_HELD = r"(?:举行|召开|举办|开幕|落幕|闭幕|启动|签约|签署|签订|签|揭牌|达成|举)"
_PLACE = pattern(
    rf"(?:在|于)(?P<place><P>)(?:<P>)?[^，。；]{{0,30}}?{_HELD}|{_HELD}(?:于|在)(?P<late><P>)|走进<P>[^，。；]{{0,20}}(?:在)(?P<walk><P>)"
)
_EVENT = re.compile(
    r"签约仪式|签约活动|集中签约|推介会|洽谈会|恳谈会|座谈会|大会|论坛|年会|博览会|说明会|发布会|交易会|签字仪式|投资会|对接会|仪式"
)
_BACK = re.compile(
    r"^(?:在)?(?:会上|会议上|现场|活动上|仪式上|推介会|说明会|会后|会谈后|期间|当天|当日|此次|本次|大会|同日|签约仪式|当晚|座谈会)|会上|现场签|活动现场|仪式上"
)
_FAIR = re.compile(r"博览会|投资贸易洽谈会|贸易洽谈会|东博会|进博会|西洽会|广交会|交易会|投资年会|年会|世博会|厦洽会|投洽会")


@dataclass(slots=True)
class Occasion:
    """``place`` a region mention, ``date`` a date mention; ``people`` who attended, chaired, spoke or witnessed; ``sentence`` opened it."""

    sentence: int
    place: Mention | None = None
    date: Mention | None = None
    people: list[Mention] = field(default_factory=list)
    is_event: bool = False
    is_fair: bool = False
    signs: bool = False


def place_of(sentence: Masked) -> Mention | None:
    """The place where the sentence says something was held or signed: 在青河…举行."""
    found = _PLACE.search(sentence.text)
    if not found:
        return None
    name = next(n for n in ("place", "late", "walk") if found[n])
    return sentence.mentions[found.start(name)]


def date_of(sentence: Masked, before: int = 10_000) -> Mention | None:
    """The nearest date before masked index ``before`` that names a day or a month, not a period that something lasted."""
    dates = [m for i, m in sorted(sentence.mentions.items()) if m.type is Type.DATE and i < before and isinstance(m.value, DateRange)]
    exact = [m for m in dates if isinstance(m.value, DateRange) and m.value.start and m.value.start.month and m.value.end is None]
    return exact[-1] if exact else None


class Occasions:
    """The occasion in force at each sentence of a document."""

    def __init__(self, document: Document, links: Links) -> None:
        self.document = document
        self.links = links
        self.by_sentence: list[Occasion] = []
        self.full = [mask(document, span) for span in document.sentences]
        self._walk()

    def _walk(self) -> None:
        current = Occasion(-1)
        for number, sentence in enumerate(self.full):
            place, date, event = place_of(sentence), date_of(sentence), bool(_EVENT.search(sentence.text))
            fresh = number == 0 or self._paragraph(number) != self._paragraph(number - 1)
            if (event and (place or date)) or (fresh and (place or date) and not _BACK.search(sentence.text)):
                kept = current if current.is_event and not event and not place else None
                current = Occasion(number, place or (kept.place if kept else None), date or (None if not kept else kept.date), [], event)
            current.is_fair = current.is_fair or bool(_FAIR.search(sentence.text) and event)
            current.signs = current.signs or "签" in sentence.text
            current.people += present(sentence)
            self.by_sentence.append(current)

    def _paragraph(self, number: int) -> Span | None:
        start = self.document.sentences[number].start
        return next((p for p in self.document.article.paragraphs if p.start <= start < p.end), None)

    def same_paragraph(self, one: int, other: int) -> bool:
        """True if the two sentences stand in one paragraph."""
        return self._paragraph(one) == self._paragraph(other)


_PRESENT = re.compile(r"出席|参加|见证|主持|致辞|致词|讲话|签字|代表[^，。；]{0,20}签|观看签署|推介|发言|列席")
_ABSENT = re.compile(r"未出席|没有出席|委托")


def present(sentence: Masked) -> Iterator[Mention]:
    """The people of a sentence that says who attended, chaired, spoke or witnessed."""
    if _PRESENT.search(sentence.text) and not _ABSENT.search(sentence.text):
        for part in re.split(r"[；;]", sentence.text):
            if _PRESENT.search(part):
                begin = sentence.text.index(part)
                yield from sentence.within(begin, begin + len(part), Type.PERSON)
