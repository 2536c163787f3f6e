"""How a person, place or day stands to a signing: the features by which scorers tell who was there, where and when it was."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from zhaoshang.ingest.document import DateRange, Document, Mention, Type
from zhaoshang.ontology.reading import Kind

from .acts import acts_of, row_of, strongest
from .attendance import Attendance
from .ceremony import Occasions, date_of, place_of
from .drafts import Draft
from .home import Home
from .mask import pattern
from .sensed import of_signing
from .settingwords import around, day_words, region_words
from .witnesses import SIGNING_EVENT

_NEAR, _LEAD, _MOST = 14, 4, 60
"""How many sentences around a signing are looked at, how many of the article's first ones, and how many mentions at most."""
_GAPS = (
    ("before.far", -6),
    ("before.some", -3),
    ("before.two", -2),
    ("before", -1),
    ("same", 0),
    ("after", 1),
    ("after.some", 3),
    ("after.far", 99),
)


class SettingView:
    """The candidates of one document's signings and their features."""

    def __init__(self, document: Document, occasions: Occasions, home: Home, drafts: Sequence[Draft]) -> None:
        self.document = document
        self.occasions = occasions
        self.home = home
        self.drafts = drafts
        self._rows: dict[int, tuple[int, int]] = {}
        self._rules: dict[tuple[int, int, Type], Mention | None] = {}
        self.attendance = Attendance(document, occasions, drafts)
        self._about: dict[int, tuple[str, ...]] = {}
        self._own: dict[tuple[int, Type], dict[str, float]] = {}
        self._parts: dict[tuple[int, Type], tuple[list[str], ...]] = {}
        self._posts: dict[str, set[str]] = {}
        for post in (m for m in document.mentions if m.type is Type.POST and m.entity):
            inner = document.inside(post.span, Type.FIRM, Type.BODY, Type.PLACE)
            self._posts.setdefault(post.entity, set()).update(m.entity for m in inner if m.entity)
        self._fair = any(occasion.is_fair for occasion in occasions.by_sentence[:3])

    def candidates(self, draft: Draft, *types: Type) -> Iterator[tuple[str, Mention, dict[str, float]]]:
        """(value, its mention, features) for every mention of ``types`` near the signing or at the article's head."""
        count = len(self.document.sentences)
        order = [
            *range(max(0, draft.sentence - _NEAR), min(count, draft.sentence + _NEAR + 1)),
            *range(min(_LEAD, max(0, draft.sentence - _NEAR))),
        ]
        taken = 0
        for number in sorted(order, key=lambda n: abs(n - draft.sentence)):
            for mention in self.document.inside(self.document.sentences[number], *types):
                value = self._value(mention)
                if value and taken < _MOST:
                    taken += 1
                    yield value, mention, self._alone(number, mention) | self._together(draft, number, mention, value)

    def row(self, mention: Mention) -> tuple[int, int]:
        """The sentence, and the row of names in it, that a person stands in."""
        start = mention.span.start
        if start not in self._rows:
            number = bisect_right(self.document.sentences, start, key=lambda s: s.start) - 1
            at = self.occasions.full[number].index(mention)
            self._rows[start] = number, row_of(self.occasions.full[number], at) if at >= 0 else -start
        return self._rows[start]

    def _value(self, mention: Mention) -> str:
        if mention.type is Type.DATE:
            day = mention.value
            return str(day.start) if isinstance(day, DateRange) and day.start and day.end is None and day.start.month else ""
        entity = self.document.entities.get(mention.entity)
        wanted = (Kind.OFFICIAL, Kind.EXECUTIVE) if mention.type is Type.PERSON else (Kind.REGION,)
        return mention.entity if entity and entity.kind in wanted else ""

    def _alone(self, number: int, mention: Mention) -> dict[str, float]:
        key = (mention.span.start, mention.type)
        if key not in self._own:
            found = {"bias", *self._told(number)}
            sentence = self.occasions.full[number]
            at = sentence.index(mention)
            if at < 0:
                at = bisect_right(sentence.starts, mention.span.start) - 1
                outer = sentence.mentions.get(min(at, len(sentence.text) - 1))
                found.add(f"nested:{outer.type if outer else 'none'}")
            found |= self._person(number, at) if mention.type is Type.PERSON else set(around(sentence, at, mention))
            if mention.type is Type.PLACE:
                found |= set(region_words(self.document.entities[mention.entity], self.home))
                found |= {"rule.held"} if place_of(self.document, sentence) is mention else set()
            if mention.type is Type.DATE:
                found |= {"rule.day"} if date_of(sentence) is mention else set()
                found |= set(day_words(mention, self.document))
            self._own[key] = dict.fromkeys(sorted(found), 1.0)
            acts = [name for name in found if name.startswith("act:") and "|" not in name]
            sides = [name for name in found if name.startswith(("left:", "right:", "rule."))]
            self._parts[key] = acts, sides, [name for name in found if name in ("first", "title", "rank:0", "rank:1")]
        return self._own[key]

    def _told(self, number: int) -> tuple[str, ...]:
        """What the sentence and its paragraph are about."""
        if number not in self._about:
            text, occasion = self.occasions.full[number].text, self.occasions.by_sentence[number]
            signs = {"sent.sign": "签" in text, "sent.event": bool(SIGNING_EVENT.search(text)), "para.signs": self.occasions.signs(number)}
            stands = {
                "title": self.occasions.is_headline(number),
                "first": number <= 1,
                "event": occasion.is_event,
                "fair": occasion.is_fair,
            }
            self._about[number] = tuple(name for name, holds in (signs | stands).items() if holds)
        return self._about[number]

    def _person(self, number: int, at: int) -> set[str]:
        sentence = self.occasions.full[number]
        parts, there = self.attendance.parts(number)
        acts = set(acts_of(sentence, parts, at))
        governing = strongest({its for where, its in acts if where != "sentence"})
        found = {f"act.{where}:{its}" for where, its in acts} | {f"act:{governing}"}
        found |= {f"act:{governing}|{name}" for name in self._told(number)}
        left, right = sentence.text[max(0, at - 8) : at], sentence.text[at + 1 : at + 4]
        found |= {"post"} if pattern(r"<T>(?:、?<N>)*、?$").search(left) else set()
        found |= {"leaders"} if re.search("领导", left) else set()
        found |= {"press"} if re.search(r"记者|通讯员|编辑|责编|（$", left) or re.match(r"摄|文$|报道", right) else set()
        found |= {"rule.present"} if at in sentence.mentions and sentence.mentions[at].span.start in there else set()
        return found

    def _together(self, draft: Draft, number: int, mention: Mention, value: str) -> dict[str, float]:
        away = number - draft.sentence
        gap = next(name for name, most in _GAPS if away <= most)
        apart = self.occasions.paragraph_of(number) != self.occasions.paragraph_of(draft.sentence)
        kind = self._kind(draft)
        found = {f"gap:{gap}", f"gap:{gap}|apart" if apart else f"gap:{gap}|same", f"kind:{kind}"}
        found |= {"alone"} if len(self.drafts) == 1 else {"many"} if len(self.drafts) > 4 else set()
        if away == 0:
            found.add("ahead" if mention.span.start < self.occasions.full[number].starts[draft.at] else "behind")
        acts, sides, ranks = self._parts[mention.span.start, mention.type]
        if mention.type is Type.PERSON:
            found |= self._of_party(draft, value) | self.attendance.features(draft, value, kind, acts)
            where = "same" if away == 0 else "close" if not apart else "next" if -4 <= away <= 4 else "far"
            found |= {f"{name}|{kind}" for name in acts} | {f"{name}|{where}" for name in acts} | {f"{kind}|{where}"}
        else:
            found |= {f"is.party|{kind}"} if value in draft.values("party") else set()
            rule = self.occasions.by_sentence[draft.sentence]
            if ruled := self._ruled(draft, mention.type):
                found.add("ruled" if self._value(ruled) == value else "ruled.other")
            carried = rule.place if mention.type is Type.PLACE else rule.date
            if carried and self._value(carried) == value:
                found |= {"carried", "carried.on" if self.occasions.goes_on(draft.sentence) else "carried.off"}
            near = "near" if -1 <= away <= 1 else "far"
            found |= {f"{name}|{near}" for name in sides}
            found |= {f"{name}|fair" for name in found if name.startswith(("is.party", "carried"))} if rule.is_fair or self._fair else set()
            found |= {f"{name}|{kind}" for name in ranks}
        return dict.fromkeys(sorted(found), 1.0) | of_signing(self.document, self.occasions, draft, mention)

    def _ruled(self, draft: Draft, wanted: Type) -> Mention | None:
        """The place or day that the sentence gives, or that the story carries on."""
        key = draft.sentence, draft.at, wanted
        if key not in self._rules:
            self._rules[key] = self._rule(draft, wanted)
        return self._rules[key]

    def _rule(self, draft: Draft, wanted: Type) -> Mention | None:
        number = draft.sentence
        sentence, occasion, on = self.occasions.full[number], self.occasions.by_sentence[number], self.occasions.goes_on(number)
        if wanted is Type.DATE:
            return date_of(sentence, draft.at + 2) or (occasion.date if on else None)
        return place_of(self.document, sentence, draft.at + 6) or (occasion.place if on else None)

    def _kind(self, draft: Draft) -> str:
        """A total, a pair beside the total of its occasion, a pair by itself, or a firm unveiled."""
        if draft.is_total or draft.rule.endswith("unveil"):
            return "total" if draft.is_total else "unveil"
        counted = any(d.is_total and not d.is_period and abs(d.sentence - draft.sentence) <= _NEAR for d in self.drafts)
        return "pair.counted" if counted else "pair"

    def _of_party(self, draft: Draft, person: str) -> set[str]:
        """Whether the person's posts are those of a party, or of another organisation."""
        offices, parties = self._posts.get(person, set()), draft.values("party")
        official = self.document.entities[person].kind is Kind.OFFICIAL
        kinds = {self.document.entities[p].kind for p in parties if p in self.document.entities}
        if offices & parties:
            return {"of.party"}
        if official:
            home = "official.home" if self.home.first in offices or not offices else "official.else"
            return {home, *({"official.region"} if Kind.REGION in kinds else ())}
        return {"executive.else" if offices else "executive.bare"}
