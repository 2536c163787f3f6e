"""The occasion that a signing belongs to: where and when it was, who was there, and whether it is a fair of many places.

Where and when are states that sentences change as one reads on: 赴青河 moves the story to 青河, 12日 to that day, and what follows
without a place or date of its own is still there. In a digest of unrelated news no state outlives its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from zhaoshang.ingest.document import DateRange, Document, Mention, Type
from zhaoshang.ontology.reading import Kind
from zhaoshang.ontology.values import Span

from .mask import Masked, bounded, mask, pattern
from .witnesses import GOES_ON_AT, SIGNING_EVENT, present

_HELD = r"(?:举行|召开|举办|开幕|落幕|闭幕|启动|签约|签署|签订|签|揭牌|达成|举)"
_PLACE = pattern(
    rf"(?:在|于)(?P<place><P>)(?:<P>)?[^，。；]{{0,30}}?{_HELD}|{_HELD}(?:于|在)(?P<late><P>)|走进<P>[^，。；]{{0,20}}(?:在)(?P<walk><P>)"
)
_MOVED = pattern(
    r"(?:在|赴|抵达|来到|到达|转赴|转往|飞抵|前往|到|访问|来|莅|落地)(?:<P>)?(?P<place><P>)(?![、和与及]<P>)(?!投资|设立|建设|落户|发展|布局|有|兴|新|工作|建|的|等地)"
    r"(?=[^，。；]{0,24}(?:举行|召开|举办|考察|访问|拜访|会见|会谈|座谈|开展|洽谈|酒店|宾馆|会议|国际|推介|招商|对接|签|集中)|[，。]|$)"
)
_EVENT = re.compile(
    r"签约仪式|签约活动|集中签约|推介会|洽谈会|恳谈会|座谈会|大会|论坛|年会|博览会|说明会|发布会|交易会|签字仪式|投资会|对接会|仪式"
)
_GOES_ON = re.compile(
    r"会上|会议上|现场|活动上|仪式上|推介会|说明会|会后|会谈后|期间|当天|当日|此次|本次|大会|同日|签约仪式|当晚|随后|之后|同时|此外|另外|见证|双方|其中"
)
_FAIR = re.compile(
    r"博览会|投资贸易洽谈会|贸易洽谈会|东博会|进博会|西洽会|广交会|交易会|投资年会|年会|世博会|厦洽会|投洽会|第[一二三四五六七八九十\d]+届"
)
_MOST_PEOPLE = 80
_CARRIED = 3
"""For how many paragraphs a place or day lasts."""


@dataclass(slots=True)
class Occasion:
    """``place`` and ``date`` are mentions in force; ``people`` who attended, chaired, spoke or witnessed up to here in this occasion."""

    place: Mention | None = None
    date: Mention | None = None
    people: list[Mention] = field(default_factory=list)
    is_event: bool = False
    is_fair: bool = False
    signs: bool = False


def place_of(document: Document, sentence: Masked, before: int = 10_000) -> Mention | None:
    """The place where the sentence says something was held, signed or visited before index ``before``; None where it names several."""
    for rule, names in ((_PLACE, ("place", "late", "walk")), (_MOVED, ("place",))):
        found = [m for m in rule.finditer(sentence.text) if m.start() < before]
        for match in reversed(found):
            mention = sentence.mentions[match.start(next(n for n in names if match[n]))]
            if mention.entity in document.entities and document.entities[mention.entity].kind is Kind.REGION:
                return mention
    return None


def date_of(sentence: Masked, before: int = 10_000, month: bool = True) -> Mention | None:
    """The last date before masked index ``before`` that names one day (or, if ``month``, one month), not a span of time."""
    dates = [
        (m, m.value) for i, m in sorted(sentence.mentions.items()) if m.type is Type.DATE and i < before and isinstance(m.value, DateRange)
    ]
    good = [m for m, v in dates if isinstance(v, DateRange) and v.start and v.end is None and v.start.month and (month or v.start.day)]
    good = [m for m in good if not _quoted(sentence.text, sentence.index(m))]
    good = [m for m in good if not sentence.text[sentence.index(m) + 1 :].startswith(("以来", "起", "前", "份以来", "之前", "底前"))]
    return good[-1] if good else None


def _quoted(text: str, at: int) -> bool:
    """True inside quotation marks: what a speaker calls 今天 dates nothing."""
    return text.count("“", 0, at) > text.count("”", 0, at)


class Occasions:
    """The occasion in force at each sentence of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.by_sentence: list[Occasion] = []
        self.full = [mask(document, bounded(span), first=Type.FIRM) for span in document.sentences]
        self._told: list[bool] = []
        self._signing: dict[Span, bool] = {}
        self._paragraphs = [self._paragraph(span) for span in document.sentences]
        self.is_digest = _digest(document)
        self._walk()

    def _walk(self) -> None:
        current = Occasion()
        since_place = since_date = 0
        for number, sentence in enumerate(self.full):
            fresh = number > 0 and self._paragraphs[number] != self._paragraphs[number - 1]
            since_place, since_date = since_place + fresh, since_date + fresh
            place, date = place_of(self.document, sentence), date_of(sentence, month=False)
            self._told.append(bool(place or date) or (not fresh and number > 0 and self._told[-1]))
            event = bool(_EVENT.search(sentence.text))
            if fresh and self.is_digest:
                current = Occasion()
            since_place, since_date = (0 if place else since_place), (0 if date else since_date)
            current = Occasion(
                place or (current.place if since_place <= _CARRIED or current.is_event else None),
                date or (current.date if since_date <= _CARRIED or current.is_event else None),
                [*current.people, *present(sentence, self.signs(number))][-_MOST_PEOPLE:],
                current.is_event or event,
                (current.is_fair and not fresh) or bool(_FAIR.search(sentence.text) and event),
                current.signs or "签" in sentence.text,
            )
            self.by_sentence.append(current)

    def signs(self, number: int) -> bool:
        """True if the sentence's paragraph names a signing event, or goes on with the one that the paragraph before names."""
        paragraph = self._paragraphs[number]
        if paragraph is None or self.is_digest:
            return False
        if paragraph not in self._signing:
            named = bool(SIGNING_EVENT.search(paragraph.of(self.document.text)))
            at = bisect_right(self.document.article.paragraphs, paragraph.start, key=lambda p: p.start) - 2
            before = self.document.article.paragraphs[at] if at >= 0 else None
            on = bool(
                before and SIGNING_EVENT.search(before.of(self.document.text)) and GOES_ON_AT.search(paragraph.of(self.document.text))
            )
            self._signing[paragraph] = named or on
        return self._signing[paragraph]

    def paragraph_of(self, number: int) -> Span | None:
        """The paragraph of sentence ``number``."""
        return self._paragraphs[number]

    def together(self, one: int, other: int) -> bool:
        """True if the two sentences stand in one paragraph or in neighbouring ones of one story."""
        return self._paragraphs[one] == self._paragraphs[other] or (not self.is_digest and abs(one - other) <= 8)

    def is_headline(self, number: int) -> bool:
        """True for the article's title and, in a digest, for the short lines that head its news."""
        paragraph = self._paragraphs[number]
        if paragraph is None:
            return False
        first = self.document.article.titled and paragraph == self.document.article.paragraphs[0]
        return first or (self.is_digest and is_head(self.document, paragraph))

    def people_after(self, number: int) -> list[Mention]:
        """Those present at the occasion of sentence ``number``, those that the rest of its paragraph names included."""
        last = number
        while last + 1 < min(number + 40, len(self.by_sentence)) and self._paragraphs[last + 1] == self._paragraphs[number]:
            last += 1
        return self.by_sentence[last].people

    def goes_on(self, number: int) -> bool:
        """True if the sentence's paragraph dates or places itself, or its words go on with what was told before."""
        return (
            self._told[number]
            or bool(_GOES_ON.search(self.full[number].text))
            or number <= 2
            or (self.by_sentence[number].is_event and not self.is_digest)
        )

    def _paragraph(self, sentence: Span) -> Span | None:
        spans = self.document.article.paragraphs
        at = bisect_right(spans, sentence.start, key=lambda p: p.start) - 1
        return spans[at] if at >= 0 and sentence.start < spans[at].end else None


def _digest(document: Document) -> bool:
    """True for a bulletin of unrelated news: headlines of its own between the paragraphs."""
    bodies = document.article.paragraphs[1:]
    heads = [p for p in bodies if is_head(document, p)]
    return len(heads) >= 3 and len(heads) * 3 >= len(bodies)


def is_head(document: Document, paragraph: Span) -> bool:
    """True for a short paragraph without a full stop."""
    return len(paragraph) <= 32 and not paragraph.of(document.text).rstrip().endswith(("。", "！", "：", "；", "”", "）"))
