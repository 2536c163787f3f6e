"""Projects signed where no sentence says by whom (X项目签约落地): by the firm that invests, as the scorer of investors finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Status

from .ceremony import Occasions
from .drafts import Draft
from .links import Links
from .mask import Masked, pattern
from .roles import investors
from .verbs import Verb, verbs

_MANY = pattern(r"<C>|一批|多个|系列|[两三四五六七八九十几]个")
"""Then the projects are examples of a total."""
_MOST = 3
"""How many projects one agreement is about at most."""


class Alone:
    """Finds the signings of one document that only a project stands for."""

    def __init__(self, document: Document, occasions: Occasions, links: Callable[[], Links]) -> None:
        self._document = document
        self._occasions = occasions
        self._links = links

    def drafts(self, found: Sequence[Draft]) -> Iterator[Draft]:
        """A draft for each project signed that no draft in ``found`` has, where a firm invests in it; ``found`` are completed first."""
        self._complete(found)
        taken = {value for draft in found for value in draft.values("project")}
        told = {draft.sentence for draft in found}
        for number in (n for n in range(len(self._occasions.full)) if n not in told):
            sentence = self._occasions.full[number]
            for verb in verbs(sentence) if "签" in sentence.text and not _MANY.search(sentence.text) else ():
                for mention in _projects(sentence, verb):
                    draft = None if mention.entity in taken else self._draft(number, verb, mention)
                    if draft:
                        taken.add(mention.entity)
                        yield draft

    def _complete(self, found: Sequence[Draft]) -> None:
        """Add the project's investors to each signing that has but one party and one project (临海市签回X项目)."""
        for draft in found:
            if not draft.is_total and len(draft.values("party")) == len(draft.values("project")) == 1:
                for firm in investors(self._links(), *draft.values("project")):
                    draft.fillers["party"].setdefault(firm.value, firm)

    def _draft(self, number: int, verb: Verb, mention: Mention) -> Draft | None:
        if verb.kind not in ("sign", "reach") or verb.status is not Status.HAPPENED:
            return None
        draft = Draft(number, verb.start, "pair.project", verb.status, False, evidence=[self._occasions.full[number].span])
        draft.add("project", mention.entity, self._document, mention, 0.7, "project.signed")
        for firm in investors(self._links(), mention.entity):
            draft.fillers.setdefault("party", {})[firm.value] = firm
        return draft if draft.values("party") else None


def _projects(sentence: Masked, verb: Verb) -> list[Mention]:
    """The projects behind the word of signing, else the last before it, in its part of the sentence."""
    stop = min([i for i in (sentence.text.find(mark, verb.end) for mark in "；;") if i >= 0], default=len(sentence.text))
    left = max(sentence.text.rfind(mark, 0, verb.start) for mark in "；;") + 1
    behind = list(sentence.within(verb.end, stop, Type.PROJECT))
    return (behind or list(sentence.within(left, verb.start, Type.PROJECT))[-1:])[:_MOST]
