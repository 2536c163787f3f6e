"""The parties that a sentence does not name: our own side in 与X签订, and the two who met in 双方签署."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Kind

from .ceremony import Occasions
from .mask import Masked, pattern
from .pairs import Party
from .tally import Tally
from .verbs import Verb

_BOTH = re.compile(r"双方|雙方|两家")
_PLACES = re.compile(r"[两兩](?:市|地|县|縣|区|區|省|州|国|國|城)")
_MET = pattern(r"(?P<a><O>)[^，。；{FBPJ}]{0,14}[与和同跟](?P<b><O>)")
_OFFICIAL = pattern(
    r"(?:^|[，。；：与和同跟由]|代表|<D>)(?:市|县|区|省|州|镇|当地|园区)(?:人民)?政府|我[市县区省州镇]|(?:^|[，。；：与和同跟由]|园区|<D>)管委会|<X>(?:人民)?政府"
)
_LANDED = pattern(
    r"<F>[^，。；]{0,12}(?:落户|落地|入驻|落子|进驻|选址)(?:于|在|到)?(?P<place><P>)"
    r"|[{FB}](?:<T>|<N>|<G>|、|一行|高管|带队|率队)*(?:专程|再次)?(?:到|来|赴|走进|来到|抵达)(?:了)?(?P<seen><P>)"
)
_PRESS = ("社", "报", "网", "台", "频道")
_BACK = 5
"""How many sentences back the two who met may have been named."""


class Unnamed:
    """Fills in what one document's sentences of signing leave out."""

    def __init__(self, document: Document, occasions: Occasions, tally: Tally) -> None:
        self.document = document
        self.occasions = occasions
        self.tally = tally

    def our_side(self, number: int, sentence: Masked, party: Party, verb: Verb, left: int) -> Party | None:
        """Our own side where a sentence says only 与X签订 or 县政府与X签订: home."""
        at = sentence.index(party.mention)
        with_it = at > left and sentence.text[at - 1] in "与和同跟向"
        official = _OFFICIAL.search(sentence.text[left : verb.start])
        alone = self._by_itself(sentence, party, verb, left)
        ours = self.tally.ours(number) if with_it or official or alone else None
        if landed := _LANDED.search(sentence.text, left, verb.start):
            ours = sentence.mentions[landed.start("place" if landed["place"] else "seen")]
        if official and "当地" in sentence.original(left + official.start(), left + official.end()).of(self.document.text):
            places = [m for m in sentence.within(0, verb.start, Type.PLACE) if self.tally.is_region(m.entity)]
            ours = places[-1] if places else ours
        return Party(ours.entity, ours) if ours and ours.entity != party.entity else None

    def _by_itself(self, sentence: Masked, party: Party, verb: Verb, left: int) -> bool:
        """True for 由A投资的X项目5月签约 and A签下X项目: a firm and its project, and nobody with whom."""
        company = self.document.entities[party.entity].kind is Kind.COMPANY
        before = any(True for _ in sentence.within(left, verb.start, Type.PROJECT)) and re.match(
            r"(?:仪式|活动)|[，。；]|$", sentence.text[verb.end :]
        )
        behind = pattern(r"(?:了|下)?[^，。；{OJ}]{0,12}<J>").match(sentence.text, verb.end)
        return company and bool(before or behind)

    def both(self, number: int, sentence: Masked, verb: Verb, left: int) -> list[Party]:
        """The two who met, where the subject is 双方 or 两市; [] where the sentence says nothing of the kind or nobody is found."""
        start = sentence.starts[left]
        words = self.document.text[start : sentence.starts[verb.start]]
        if _PLACES.search(words):
            return self._places(number, start)
        if not _BOTH.search(words):
            return []
        behind = _MET.search(sentence.text, verb.end)
        ends = [sentence.mentions[behind.start(name)] for name in ("a", "b")] if behind else []
        return [Party(m.entity, m) for m in ends] if self._are_two(ends) else self._met(number, start)

    def _before(self, number: int, start: int) -> Iterator[Mention]:
        """The organisations named before ``start``, the last first, those inside posts among them."""
        for earlier in range(number, max(-1, number - _BACK - 1), -1):
            found = [
                m for m in self.document.inside(self.document.sentences[earlier], Type.FIRM, Type.BODY, Type.PLACE) if m.span.end <= start
            ]
            yield from (m for m in reversed(found) if m.entity in self.document.entities)

    def _places(self, number: int, start: int) -> list[Party]:
        ours = self.tally.ours(number)
        named = [m for m in self._before(number, start) if self.tally.is_region(m.entity) and not self.tally.is_wide(m.entity)]
        other = next((m for m in named if ours and m.entity != ours.entity and not self._related(m, ours)), None)
        return [Party(ours.entity, ours), Party(other.entity, other)] if ours and other else []

    def _related(self, one: Mention, other: Mention) -> bool:
        """True if one place's division lies in the other's."""
        mine, its = (self.document.entities[m.entity].code.rstrip("0") for m in (one, other))
        return bool(mine and its and (mine.startswith(its) or its.startswith(mine)))

    def _met(self, number: int, start: int) -> list[Party]:
        for earlier in range(number, max(-1, number - 3), -1):
            sentence = self.occasions.full[earlier]
            pairs = [m for m in _MET.finditer(sentence.text) if sentence.starts[m.end()] <= start]
            for match in reversed(pairs):
                ends = [sentence.mentions[match.start(name)] for name in ("a", "b")]
                if self._are_two(ends):
                    return [Party(m.entity, m) for m in ends]
        ours = self.tally.ours(number)
        if ours and (titled := self._titled()):
            return [Party(ours.entity, ours), Party(titled.entity, titled)]
        guests = (
            m for m in self._before(number, start) if self.document.entities[m.entity].kind is not Kind.REGION and not self._is_press(m)
        )
        guest = next(guests, None)
        return [Party(ours.entity, ours), Party(guest.entity, guest)] if ours and guest else self._places(number, start)

    def _are_two(self, ends: list[Mention]) -> bool:
        known = [m for m in ends if m.entity in self.document.entities and not self._is_press(m)]
        return len(known) == 2 and known[0].entity != known[1].entity

    def _titled(self) -> Mention | None:
        """The one firm or body that the title names."""
        article = self.document.article
        if not article.titled or not article.paragraphs:
            return None
        named = {
            m.entity: m for m in self.document.inside(article.paragraphs[0], Type.FIRM, Type.BODY) if m.entity in self.document.entities
        }
        return next(iter(named.values())) if len(named) == 1 and not self._is_press(next(iter(named.values()))) else None

    def _is_press(self, mention: Mention) -> bool:
        return self.document.entities[mention.entity].names[0].endswith(_PRESS)
