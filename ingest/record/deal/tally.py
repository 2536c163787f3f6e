"""Totals as drafts, and what totals and pairs take from their occasion: place, day, witnesses, and whose they are if nobody is named."""

from __future__ import annotations

import re

from zhaoshang.ingest.document import Count, Document, Mention, Type
from zhaoshang.ingest.entity.regions import is_group
from zhaoshang.ontology.reading import Kind
from zhaoshang.ontology.values import Money

from .ceremony import Occasions
from .drafts import Draft
from .home import Home
from .mask import Masked, pattern
from .pairs import sides
from .totals import Total
from .verbs import Verb

_LISTS = re.compile(r"[，、：](?:比如|例如|包括|如|其中有|有|涵盖|分别是|分别为|分别有)")
_LISTS_NEXT = re.compile(r"[^，。；]{0,6}?(?:项目|协议|合同)?(?:主要)?(?:分别是|分别为|分别有|包括|为：|是：)")
"""What says that the projects behind a total are those that it counts."""
_FIRMS = pattern(r"[^，。；]{0,12}?<C>[^，。；]{0,6}，?(?:分别)?(?:包括|为|是|有)：?(?P<list>(?:<F>|<B>)(?:[、和与](?:<F>|<B>))+)")
"""集中签约项目5个，包括A、B、C: the firms of a total."""

_FROM = pattern("(?:[、和](?:<P>))*(?:等地|等省市?|等市)?的?(?:企业|客商|投资商|外商|台商)")
"""Behind places whose firms sign: 与江苏、浙江企业签约项目10个."""

_LEAD = 3
"""How many of the first sentences say what the article is about."""


class Tally:
    """Fills drafts with what one document says."""

    def __init__(self, document: Document, occasions: Occasions, home: Home) -> None:
        self.document = document
        self.occasions = occasions
        self.home = home

    def total(self, number: int, sentence: Masked, verb: Verb, total: Total, main: Draft | None, left: int) -> Draft:
        """The draft of ``total``; a sub-total takes from ``main`` what it leaves out. ``left`` bounds the words before ``verb``."""
        draft = Draft(number, total.at, total.rule, total.status, True, evidence=[sentence.span])
        self._values(draft, total)
        if total.sub and main:
            inner = [m for m in sentence.within(total.at, total.end, Type.PLACE) if not sentence.text[: sentence.index(m)].endswith("来自")]
            parties = {m.entity: m for m in inner if self.is_region(m.entity)}
            for entity, mention in parties.items():
                draft.add("party", entity, self.document, mention, 0.7, "party.sub")
            draft.main = main.main or main
            return draft
        draft.is_period = total.period
        self._total_parties(draft, number, sentence, verb, left)
        stop = max(total.end, verb.end)
        if _LISTS.search(sentence.text, stop) or _LISTS_NEXT.match(sentence.text, stop):
            stop = len(sentence.text)
        for mention in sentence.within(left, stop, Type.PROJECT):
            draft.add("project", mention.entity, self.document, mention, 0.8, "project.listed")
        return draft

    def _values(self, draft: Draft, total: Total) -> None:
        if total.count and isinstance(total.count.value, Count):
            draft.add("count", str(total.count.value.value), self.document, total.count, 0.85, total.rule)
        if total.amount and isinstance(total.amount.value, Money):
            draft.add("amount", str(total.amount.value), self.document, total.amount, 0.85, total.rule)

    def is_region(self, entity: str) -> bool:
        """True if ``entity`` is a region of the document."""
        return entity in self.document.entities and self.document.entities[entity].kind is Kind.REGION

    def _total_parties(self, draft: Draft, number: int, sentence: Masked, verb: Verb, left: int) -> None:
        groups = sides(self.document, sentence, verb, left)
        common = [p for p in groups[0] if all(p.entity in {q.entity for q in g} for g in groups)] if len(groups) > 1 else []
        groups = [common] if common else groups
        found = [
            p for group in groups for p in group if self.is_region(p.entity) or pattern(r"[与和同]").search(sentence.text, left, verb.start)
        ]
        found = [p for p in found if not self.is_wide(p.entity) and not _FROM.match(sentence.text, sentence.index(p.mention) + 1)] or found[
            :1
        ]
        if len(found) == 1 and (self._is_nation(found[0].entity) or self.is_wide(found[0].entity)):
            found = []
        for party in found:
            draft.add("party", party.entity, self.document, party.mention, 0.75, "party.subject")
        if firms := _FIRMS.match(sentence.text, verb.end):
            for listed in sentence.within(*firms.span("list"), Type.FIRM, Type.BODY):
                draft.add("party", listed.entity, self.document, listed, 0.7, "party.listed")
        if not found and (firm := self._titled_firm()):
            draft.add("party", firm.entity, self.document, firm, 0.6, "party.title")
        elif not found and (mention := self.ours(number)) and not self._only_hosts(number, mention.entity):
            draft.add("party", mention.entity, self.document, mention, 0.6, "party.home")

    def _titled_firm(self) -> Mention | None:
        """The firm that the title begins with, where it names no place: the article is about what that firm signed."""
        article = self.document.article
        if not article.titled or not article.paragraphs:
            return None
        first, *others = [*self.document.inside(article.paragraphs[0], Type.FIRM, Type.PLACE), None]
        begins = first is not None and first.type is Type.FIRM and first.span.start == article.paragraphs[0].start
        return first if begins and not any(m and m.type is Type.PLACE for m in others) else None

    def _is_nation(self, entity: str) -> bool:
        return "中国" in self.document.entities[entity].names

    def is_wide(self, entity: str) -> bool:
        """True for a group of places (长三角, 中东), which signs nothing itself."""
        return entity in self.document.entities and is_group(self.document.entities[entity])

    def _only_hosts(self, number: int, entity: str) -> bool:
        """True at a fair of many places, and where the article is about one that is held in the place."""
        occasions = self.occasions.by_sentence
        held = occasions[number].place
        return occasions[number].is_fair or (any(o.is_fair for o in occasions[:_LEAD]) and held is not None and held.entity == entity)

    def ours(self, number: int) -> Mention | None:
        """Whose total it is where no party is named: home's; in a digest, that of the first place of the paragraph or of its headline."""
        if not self.occasions.is_digest:
            first = next((e for e in self.home.ranked if not self._is_nation(e) and not self.is_wide(e)), "")
            return next((m for m in self.document.mentions if first and m.entity == first and m.type is Type.PLACE), None)
        for earlier in range(number, max(-1, number - 3), -1):
            sentence = self.occasions.full[earlier]
            places = [m for m in sentence.within(0, len(sentence.text), Type.PLACE) if self.is_region(m.entity)]
            named = [m for m in places if not self.document.entities[m.entity].names[0].endswith("国")]
            if named:
                return named[0]
        return None
