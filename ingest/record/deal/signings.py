"""From words of signing to records: parties, occasion, projects, sums, witnesses; and what two tellings of one signing have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhaoshang.ingest.document import Count, DateRange, Document, Mention, Type
from zhaoshang.ontology.reading import Kind, Record
from zhaoshang.ontology.values import Money

from .amounts import is_investment
from .ceremony import Occasions, date_of, place_of
from .drafts import RECENT, Draft, same
from .home import find_home
from .links import Links
from .mask import Masked, pattern
from .pairs import Party, sides, speaks_of_both
from .totals import Total, sub_totals, totals
from .verbs import Verb, verbs
from .witnesses import present


class Finder:
    """Walks over one document's sentences."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.home = find_home(document)
        self.links = Links(document, self.home)
        self.occasions = Occasions(document)
        self.drafts: list[Draft] = []

    def run(self) -> list[Draft]:
        """All drafts in the order of the text; the title's come last and only add what the body does not say."""
        order = range(len(self.occasions.full))
        heads = [number for number in order if self.occasions.is_headline(number)]
        for number in [number for number in order if number not in set(heads)]:
            self._sentence(number, False)
        for number in heads:
            self._sentence(number, True)
        for draft in self.drafts:
            self._attended(draft)
        return self.drafts

    def _attended(self, draft: Draft) -> None:
        """Who was present goes to the pair as well where its paragraph has no total to take them."""
        number = draft.sentence
        if draft.is_total or not self.occasions.by_sentence[number].is_event:
            return
        if not any(d.is_total and self.occasions.together(d.sentence, number) for d in self.drafts[:RECENT]):
            for mention in self.occasions.people_after(number):
                if mention.entity:
                    draft.add("signer", mention.entity, self.document, mention, 0.6, "signer.present")

    def _sentence(self, number: int, title: bool) -> None:
        sentence = self.occasions.full[number]
        left = 0
        for verb in verbs(sentence):
            left = max(left, max(sentence.text.rfind(mark, 0, verb.start) for mark in "；;") + 1)
            if any(d.sentence == number and d.at == verb.start for d in self.drafts[-RECENT:]):
                continue
            made = self._totals(number, sentence, verb, left) if verb.kind != "unveil" else []
            if not made:
                made = self._pairs(number, sentence, verb, left)
            made = [d for d in made if not self._told(d, title)]
            self.drafts += made
            left = verb.end if made else left
        if sentence.text.startswith("其中") and not any(d.sentence == number for d in self.drafts[-RECENT:]):
            self._later_subs(number, sentence)

    def _later_subs(self, number: int, sentence: Masked) -> None:
        before = [d for d in self.drafts[-RECENT:] if d.is_total and d.sentence == number - 1]
        if before:
            fake = Verb(0, 0, "sign", before[0].status)
            for total in sub_totals(sentence, before[0].status):
                self.drafts.append(self._total(number, sentence, fake, total, before[0], 0))

    def _totals(self, number: int, sentence: Masked, verb: Verb, left: int) -> list[Draft]:
        made: list[Draft] = []
        for total in totals(sentence, verb):
            made.append(self._total(number, sentence, verb, total, made[0] if made else None, left))
        return made

    def _total(self, number: int, sentence: Masked, verb: Verb, total: Total, main: Draft | None, left: int) -> Draft:
        draft = Draft(number, total.at, total.rule, total.status, True, evidence=[sentence.span])
        self._values(draft, total)
        if total.sub and main:
            inner = list(sentence.within(total.at, total.end, Type.PLACE))
            parties = {m.entity: m for m in inner if self._is_region(m.entity)}
            for entity, mention in parties.items():
                draft.add("party", entity, self.document, mention, 0.7, "party.sub")
            for role in ("place", "date") if parties else ("party", "place", "date"):
                for filler in main.fillers.get(role, {}).values():
                    draft.fillers.setdefault(role, {})[filler.value] = filler
            return draft
        self._setting(draft, number, sentence, verb, period=total.period)
        self._total_parties(draft, number, sentence, verb, left)
        stop = max(total.end, verb.end)
        if pattern(r"[，、：](?:比如|例如|包括|如|其中有|有|涵盖)").search(sentence.text, stop):
            stop = len(sentence.text)
        for mention in sentence.within(left, stop, Type.PROJECT):
            draft.add("project", mention.entity, self.document, mention, 0.8, "project.listed")
        if not total.period:
            self._signers(draft, number, sentence)
        return draft

    def _values(self, draft: Draft, total: Total) -> None:
        if total.count and isinstance(total.count.value, Count):
            draft.add("count", str(total.count.value.value), self.document, total.count, 0.85, total.rule)
        if total.amount and isinstance(total.amount.value, Money):
            draft.add("amount", str(total.amount.value), self.document, total.amount, 0.85, total.rule)

    def _is_region(self, entity: str) -> bool:
        return entity in self.document.entities and self.document.entities[entity].kind is Kind.REGION

    def _total_parties(self, draft: Draft, number: int, sentence: Masked, verb: Verb, left: int) -> None:
        groups = sides(self.document, sentence, verb, left)
        found = [
            p
            for group in groups
            for p in group
            if self._is_region(p.entity) or pattern(r"[与和同]").search(sentence.text, left, verb.start)
        ]
        for party in found:
            draft.add("party", party.entity, self.document, party.mention, 0.75, "party.subject")
        if not found and not self.occasions.by_sentence[number].is_fair and (mention := self._ours(number)):
            draft.add("party", mention.entity, self.document, mention, 0.6, "party.home")

    def _ours(self, number: int) -> Mention | None:
        """Whose total it is where no party is named: home's; in a digest, that of the first place of the paragraph or of its headline."""
        if not self.occasions.is_digest:
            return next((m for m in self.document.mentions if m.entity == self.home.first and m.type is Type.PLACE), None)
        for earlier in range(number, max(-1, number - 3), -1):
            sentence = self.occasions.full[earlier]
            places = [m for m in sentence.within(0, len(sentence.text), Type.PLACE) if self._is_region(m.entity)]
            named = [m for m in places if not self.document.entities[m.entity].names[0].endswith("国")]
            if named:
                return named[0]
        return None

    def _pairs(self, number: int, sentence: Masked, verb: Verb, left: int) -> list[Draft]:
        if verb.kind == "unveil" and not self._unveils_firm(sentence, verb):
            return []
        groups = sides(self.document, sentence, verb, left)
        if not groups and speaks_of_both(sentence, verb, left):
            groups = [self._both(number)]
        if len(groups) == 1 and len(groups[0]) == 1 and (us := self._left_out(number, sentence, groups[0][0], verb, left)):
            groups = [[us, *groups[0]]]
        stop = min([i for i in (sentence.text.find(m, verb.end) for m in "；;") if i >= 0], default=len(sentence.text))
        projects = list(sentence.within(verb.end, stop, Type.PROJECT)) or list(sentence.within(left, verb.start, Type.PROJECT))[-1:]
        made: list[Draft] = []
        for place, group in enumerate(groups or ([[]] if projects else [])):
            its = projects[place : place + 1] if len(groups) == len(projects) > 1 else projects if len(groups) < 2 else []
            if len(group) + bool(its) >= 2:
                made.append(self._pair(number, sentence, verb, group, its, (left, stop)))
        return made

    def _left_out(self, number: int, sentence: Masked, party: Party, verb: Verb, left: int) -> Party | None:
        """Our own side where a sentence says only 与X签订 or 县政府与X签订: home."""
        at = sentence.index(party.mention)
        with_it = at > left and sentence.text[at - 1] in "与和同跟向"
        official = re.search(r"(?:市|县|区|省|州|镇|当地|园区)(?:人民)?政府|我[市县区省州镇]|管委会", sentence.text[left : verb.start])
        ours = self._ours(number) if with_it or official else None
        if official and official.group().startswith("当地"):
            places = [m for m in sentence.within(0, verb.start, Type.PLACE) if self._is_region(m.entity)]
            ours = places[-1] if places else ours
        return Party(ours.entity, ours) if ours and ours.entity != party.entity else None

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
        self._setting(draft, number, sentence, verb, period=False)
        self._pair_amount(draft, sentence, verb, bounds[1], bool(projects))
        self._signers(draft, number, sentence)
        return draft

    def _pair_amount(self, draft: Draft, sentence: Masked, verb: Verb, stop: int, with_project: bool) -> None:
        for at in range(verb.end, stop):
            mention = sentence.mentions.get(at)
            if mention and isinstance(mention.value, Money):
                if not with_project and not is_investment(sentence, at):
                    draft.add("amount", str(mention.value), self.document, mention, 0.7, "amount.pair")
                return

    def _unveils_firm(self, sentence: Masked, verb: Verb) -> bool:
        before = sentence.text[max(0, verb.start - 24) : verb.start]
        return bool(pattern("<F>[”]?(?:共同|正式|在<P>|[^，。；]{0,4})*$").search(before))

    def _both(self, number: int) -> list[Party]:
        """The two who met: the last two organisations of different kinds named before in the paragraph, else home and the last firm."""
        found: dict[str, Party] = {}
        for earlier in range(number - 1, max(-1, number - 5), -1):
            for mention in self.occasions.full[earlier].within(0, len(self.occasions.full[earlier].text), Type.FIRM, Type.PLACE):
                if mention.entity in self.document.entities and (mention.type is Type.FIRM or mention.entity == self.home.first):
                    found.setdefault(mention.type, Party(mention.entity, mention))
        return list(found.values()) if len(found) == 2 else []

    def _setting(self, draft: Draft, number: int, sentence: Masked, verb: Verb, period: bool) -> None:
        if period:
            return
        occasion, goes_on = self.occasions.by_sentence[number], self.occasions.goes_on(number)
        place = place_of(self.document, sentence, verb.end + 4) or (occasion.place if goes_on else None)
        date = date_of(sentence, verb.end) or (occasion.date if goes_on else None)
        if place:
            draft.add("place", place.entity, self.document, place, 0.75, "place.occasion")
        if date and isinstance(date.value, DateRange) and date.value.start:
            draft.add("date", str(date.value.start), self.document, date, 0.8, "date.occasion")

    def _signers(self, draft: Draft, number: int, sentence: Masked) -> None:
        """Those present go to the total where there is one, else to the pair; who signs or witnesses in the sentence itself, to both."""
        occasion = self.occasions.by_sentence[number]
        event = self.occasions.people_after(number) if occasion.is_event and draft.is_total else []
        for mention in [*present(sentence), *event]:
            if mention.entity:
                draft.add("signer", mention.entity, self.document, mention, 0.65, "signer.present")

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
                return True
        return title and not draft.is_total and len(draft.values("party")) < 2


def find_signings(document: Document) -> Iterator[Record]:
    """The records, with evidence; a total without party, count and amount, or a pair with nothing but a place, is none."""
    for draft in sorted(Finder(document).run(), key=lambda d: (d.sentence, d.at)):
        roles = {role: tuple(fillers.values()) for role, fillers in draft.fillers.items() if fillers}
        if draft.is_total or len(roles.get("party", ())) >= 2 or (roles.get("party") and roles.get("project")):
            evidence = tuple(document.quote(span) for span in draft.evidence)
            yield Record("signing", roles, draft.status, evidence, min(f.confidence for fs in roles.values() for f in fs), draft.rule)
