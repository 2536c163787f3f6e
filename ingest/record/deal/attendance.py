"""What a document says of a person anywhere: how near to a signing he acts, whether he signed another one, what the title is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from zhaoshang.ingest.document import Document, Mention, Type

from .acts import Clause, acts_of, clauses, strongest
from .ceremony import Occasions
from .drafts import Draft
from .mask import readable
from .witnesses import present

_SIGNING = re.compile("签|携手|牵手|合作|协议")
"""In a title: then the article is about a signing, and who is named was there."""


class Attendance:
    """The people of one document, as features of persons and signings."""

    def __init__(self, document: Document, occasions: Occasions, drafts: Sequence[Draft]) -> None:
        self._document = document
        self._occasions = occasions
        article = document.article
        self.titled = bool(article.titled and article.paragraphs and _SIGNING.search(readable(article.paragraphs[0].of(document.text))))
        self._parts: dict[int, tuple[list[Clause], set[int]]] = {}
        self._acts: dict[str, set[str]] = {}
        self._named: dict[str, list[Mention]] = defaultdict(list)
        for mention in document.mentions:
            if mention.type is Type.PERSON and mention.entity:
                self._named[mention.entity].append(mention)
        self._signed: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            for value, filler in draft.fillers.get("signer", {}).items():
                if filler.rule == "signer.party":
                    self._signed[value].append(draft)

    def parts(self, number: int) -> tuple[list[Clause], set[int]]:
        """The clauses of a sentence, and where those stand in it who were at a signing."""
        if number not in self._parts:
            sentence = self._occasions.full[number]
            there = {m.span.start for m in present(sentence, self._occasions.signs(number))}
            self._parts[number] = clauses(sentence), there
        return self._parts[number]

    def features(self, draft: Draft, person: str, kind: str, acts: Sequence[str]) -> set[str]:
        """How the person acts wherever the text names him, by whose hand this signing or another was, and what the title says."""
        found = {f"ever:{act}" for act in self._ever(person)}
        if person in draft.values("signer"):
            found.add("hand.own")
        elif self._signed.get(person):
            found |= {"hand.other", f"hand.other|{kind}"}
        return found | ({"titled", *(f"{act}|titled" for act in acts)} if self.titled else set())

    def _ever(self, person: str) -> set[str]:
        if person not in self._acts:
            self._acts[person] = {act for mention in self._named[person] if (act := self._act(mention))}
        return self._acts[person]

    def _act(self, mention: Mention) -> str:
        number = bisect_right(self._document.sentences, mention.span.start, key=lambda s: s.start) - 1
        sentence = self._occasions.full[number]
        at = sentence.index(mention)
        return strongest({its for where, its in acts_of(sentence, self.parts(number)[0], at) if where != "sentence"}) if at >= 0 else ""
