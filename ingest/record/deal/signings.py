"""From words of signing to records: the pairs of parties that signed, the totals of occasions, and which tellings are of one signing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Kind, Record
from zhaoshang.ontology.values import Money

from .alone import Alone
from .amounts import is_investment
from .breakdown import Breakdown
from .ceremony import Occasions
from .drafts import RECENT, Draft, same
from .frames import Deal, framed
from .home import find_home
from .links import Links
from .listed import list_projects
from .mask import Masked, pattern
from .pairs import Party, agreements, sides
from .promised import promise
from .setting import settle
from .settingview import SettingView
from .standing import by_hand
from .tally import Tally
from .totals import signed_count, totals
from .unnamed import Unnamed
from .verbs import Verb, verbs

_EVENT = re.compile("(?:仪式|活动|大会)[^。；]*(?:签|落笔)")
"""The name of a ceremony, and behind it what was signed."""
_NAMED, _JOINED = re.compile("仪式|活动|大会|现场|专场"), re.compile("[与同和跟及、给]|携手|牵手|代表|签约[^，。]{0,4}$")
"""Places in the name of a ceremony (甲·乙推介会暨签约仪式) sign nothing by that."""


class Finder:
    """Walks over one document's sentences."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.occasions = Occasions(document)
        self.tally = Tally(document, self.occasions, find_home(document))
        self.unnamed = Unnamed(document, self.occasions, self.tally)
        self.drafts: list[Draft] = []
        self.breakdown = Breakdown(document, self.occasions, self.tally, self.drafts)

    @cached_property
    def links(self) -> Links:
        """What stands around the projects; most articles of signings never ask."""
        return Links(self.document, self.tally.home)

    def run(self) -> list[Draft]:
        """All drafts, with where, when and in whose presence they were signed."""
        drafts = self.found()
        settle(self.view(drafts), drafts)
        return drafts

    def found(self) -> list[Draft]:
        """All drafts in the order of the text; the title's come last and only add what the body does not say."""
        order = range(len(self.occasions.full))
        heads = [number for number in order if self.occasions.is_headline(number)]
        titles = frozenset(heads)
        for number in (number for number in order if number not in titles):
            self._sentence(number, False)
        for number in heads:
            self._sentence(number, True)
        self.drafts += [*Alone(self.document, self.occasions, lambda: self.links).drafts(self.drafts)]
        list_projects(self.document, self.occasions, lambda: self.links, self.drafts)
        promise(self.document, self.occasions, self.drafts)
        return self.drafts

    def view(self, drafts: list[Draft]) -> SettingView:
        """What stands around the drafts."""
        return SettingView(self.document, self.occasions, self.tally.home, drafts)

    def _sentence(self, number: int, title: bool) -> None:
        sentence = self.occasions.full[number]
        if not title and self.breakdown.parted(number, sentence):
            return
        left = 0
        for verb in verbs(sentence):
            left = max(left, max(sentence.text.rfind(mark, 0, verb.start) for mark in "；;") + 1)
            if any(d.sentence == number and d.at == verb.start for d in self.drafts[-RECENT:]):
                continue
            named = len(agreements(self.document, sentence, verb.end))
            made = [] if verb.kind == "unveil" else self._totals(number, sentence, verb, left)
            made = [d for d in made if not named or d.values("count") not in ({str(named)}, set())]
            made += self._pairs(number, sentence, verb, left, bool(made))
            made = [d for d in made if not self._told(d, title)]
            self.drafts += made
            left = verb.end if made else left
        self._counts(number, sentence, title)
        self.breakdown.behind(number, sentence, title)

    def _counts(self, number: int, sentence: Masked, title: bool) -> None:
        """100个签约项目: a count that says itself that its projects were signed."""
        for at, mention in sorted(sentence.mentions.items()):
            if mention.type is Type.COUNT and "签约" in mention.span.of(self.document.text):
                total = signed_count(sentence, at)
                draft = self.tally.total(number, sentence, Verb(at, at + 1, "sign", total.status), total, None, 0)
                if not self._told(draft, title):
                    self.drafts.append(draft)

    def _totals(self, number: int, sentence: Masked, verb: Verb, left: int) -> list[Draft]:
        made: list[Draft] = []
        for total in totals(sentence, verb):
            made.append(self.tally.total(number, sentence, verb, total, made[0] if made else None, left))
        return made

    def _pairs(self, number: int, sentence: Masked, verb: Verb, left: int, counted: bool) -> list[Draft]:
        """The pairs of ``verb``; where a total ``counted`` them, only such as are told apart."""
        if verb.kind == "unveil" and not self._unveils_firm(sentence, verb):
            return []
        if told := framed(self.document, sentence, verb, left):
            return [self._deal(number, sentence, verb, deal, left) for deal in told]
        groups = agreements(self.document, sentence, verb.end) or sides(self.document, sentence, verb, left)
        if sum(map(len, groups)) > 1 and _NAMED.match(sentence.text, verb.end) and not _JOINED.search(sentence.text, left, verb.start):
            groups = []
        if counted and (len(groups) < 2 or not any(self.document.entities[p.entity].kind is Kind.COMPANY for p in groups[-1])):
            return []
        if not groups and (two := by_hand(self.document, sentence, verb, left)):
            groups = [[Party(*standing) for standing in two]]
        if not groups and (met := self.unnamed.both(number, sentence, verb, left)):
            groups = [met]
        if len(groups) == 1 and len(groups[0]) == 1 and (us := self.unnamed.our_side(number, sentence, groups[0][0], verb, left)):
            groups = [[us, *groups[0]]]
        stop = min([i for i in (sentence.text.find(m, verb.end) for m in "；;") if i >= 0], default=len(sentence.text))
        projects = list(sentence.within(verb.end, stop, Type.PROJECT)) or list(sentence.within(left, verb.start, Type.PROJECT))[-1:]
        if _EVENT.match(sentence.text, verb.end):
            projects = []
        made: list[Draft] = []
        for place, group in enumerate(groups or ([[]] if projects else [])):
            its = projects[place : place + 1] if len(groups) == len(projects) > 1 else projects if len(groups) < 2 else []
            if len(group) + bool(its) >= 2:
                made.append(self._pair(number, sentence, verb, group, its, (left, stop)))
        return made

    def _deal(self, number: int, sentence: Masked, verb: Verb, deal: Deal, left: int) -> Draft:
        """The pair of a deal told by a figure, home with a party that stands alone."""
        ours = self.tally.ours(number) if len(deal.parties) == 1 else None
        parties = [Party(ours.entity, ours), *deal.parties] if ours and ours.entity != deal.parties[0].entity else deal.parties
        return self._pair(number, sentence, verb, parties, list(sentence.within(deal.start, deal.end, Type.PROJECT)), (left, deal.end))

    def _pair(
        self, number: int, sentence: Masked, verb: Verb, group: Sequence[Party], projects: list[Mention], bounds: tuple[int, int]
    ) -> Draft:
        draft = Draft(number, verb.start, f"pair.{verb.kind}", verb.status, False, evidence=[sentence.span])
        for party in group:
            draft.add("party", party.entity, self.document, party.mention, 0.8, "party.pair")
            if party.person:
                draft.add("signer", party.person.entity, self.document, party.person, 0.8, "signer.party")
        for mention in projects[:3]:
            draft.add("project", mention.entity, self.document, mention, 0.75, "project.signed")
        self._pair_amount(draft, sentence, verb, bounds[1], bool(projects))
        return draft

    def _pair_amount(self, draft: Draft, sentence: Masked, verb: Verb, stop: int, with_project: bool) -> None:
        for at in range(verb.end, stop):
            mention = sentence.mentions.get(at)
            if mention and isinstance(mention.value, Money):
                planned = "投资" in sentence.text[max(verb.end, at - 12) : at]
                if not with_project and not planned and not is_investment(sentence, at):
                    draft.add("amount", str(mention.value), self.document, mention, 0.7, "amount.pair")
                return

    def _unveils_firm(self, sentence: Masked, verb: Verb) -> bool:
        before = sentence.text[max(0, verb.start - 24) : verb.start]
        return bool(pattern("<F>[”]?(?:共同|正式|在<P>|[^，。；]{0,4})*$").search(before))

    def _told(self, draft: Draft, title: bool) -> bool:
        """True if another draft says the same; what is new is added to it."""
        for other in self.drafts[-RECENT:]:
            if same(draft, other, title):
                for role, fillers in draft.fillers.items():
                    if role in ("count", "amount", "date") and other.values(role):
                        continue
                    for value, filler in fillers.items():
                        if role != "party" or not title:
                            other.fillers.setdefault(role, {}).setdefault(value, filler)
                draft.main = other.main or other
                return True
        return title and not draft.is_total and (len(draft.values("party")) < 2 or self._has_pair())

    def _has_pair(self) -> bool:
        """True if the body told of an agreement: then a headline of other names is about the same one."""
        return not self.occasions.is_digest and any(not d.is_total and len(d.values("party")) >= 2 for d in self.drafts)


def find_signings(document: Document) -> Iterator[Record]:
    """The records, with evidence; a total without party, count and amount, or a pair with nothing but a place, is none."""
    for draft in sorted(Finder(document).run(), key=lambda d: (d.sentence, d.at)):
        roles = {role: tuple(fillers.values()) for role, fillers in draft.fillers.items() if fillers}
        if draft.is_total or len(roles.get("party", ())) >= 2 or (roles.get("party") and roles.get("project")):
            evidence = tuple(document.quote(span) for span in draft.evidence)
            yield Record("signing", roles, draft.status, evidence, min(f.confidence for fs in roles.values() for f in fs), draft.rule)
