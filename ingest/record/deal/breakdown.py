"""Adds the shares of a total that its own sentence or those behind it tell."""

from __future__ import annotations

from collections.abc import Iterable

from zhaoshang.ingest.document import Document, Mention

from .ceremony import Occasions
from .drafts import RECENT, Draft
from .mask import Masked
from .shares import adds_up, broken_down, splits
from .tally import Tally
from .totals import Total, sub_totals
from .verbs import Verb

_SHARES = 7
"""How many sentences behind a total may still break it down."""


class Breakdown:
    """Adds to the ``drafts`` of one document, which grow as it is read."""

    def __init__(self, document: Document, occasions: Occasions, tally: Tally, drafts: list[Draft]) -> None:
        self._document = document
        self._occasions = occasions
        self._tally = tally
        self._drafts = drafts

    def behind(self, number: int, sentence: Masked, title: bool) -> None:
        """The shares that a sentence tells without a signing of its own, or that its own total goes on with."""
        here = [d for d in self._drafts[-RECENT:] if d.sentence == number]
        if not here:
            self._shares(number, sentence)
        elif not title and here[-1].values("count") and not here[-1].main:
            self._parts(number, sentence, here[-1], adds_up(sentence, here[-1]))

    def parted(self, number: int, sentence: Masked) -> bool:
        """True if the sentence is nothing but shares of the last total, by what it opens with or by their sum."""
        whole = self._whole(number)
        if whole is None or not splits(sentence):
            return bool(whole and self._parts(number, sentence, whole, adds_up(sentence, whole)))
        return self._shares(number, sentence)

    def _whole(self, number: int) -> Draft | None:
        """The total that a sentence may break down."""
        near = (d for d in reversed(self._drafts[-RECENT:]) if d.is_total and not d.main and number - d.sentence <= _SHARES)
        return next((d for d in near if self._occasions.together(d.sentence, number)), None)

    def _shares(self, number: int, sentence: Masked) -> bool:
        """A sentence without a signing of its own may break the last total down: True if it does."""
        whole = self._whole(number)
        if whole is None:
            return False
        told = [*broken_down(sentence, whole)] or [
            (t, None) for t in sub_totals(sentence, whole.status) if sentence.text.startswith("其中")
        ]
        return self._parts(number, sentence, whole, told)

    def _parts(self, number: int, sentence: Masked, whole: Draft, told: Iterable[tuple[Total, Mention | None]]) -> bool:
        """Add the shares; True if there are any."""
        before = len(self._drafts)
        for total, place in told:
            draft = self._tally.total(number, sentence, Verb(0, 0, "sign", whole.status), total, whole, 0)
            if place and place.entity in self._document.entities:
                draft.add("party", place.entity, self._document, place, 0.7, "party.share")
            self._drafts.append(draft)
        return len(self._drafts) > before
