"""The projects that a total counts and that only its next sentences name: 会上签下5个项目。…X项目投资3亿元，Y项目投资2亿元."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Status

from .ceremony import Occasions
from .drafts import Draft
from .links import Links
from .stageview import stage_of

_REACH = 4
"""How many sentences behind a total may name its projects."""
_FEWEST, _MOST = 2, 40
"""One project alone may be another matter; of more than forty nobody names them all."""


def list_projects(document: Document, occasions: Occasions, links: Callable[[], Links], drafts: Sequence[Draft]) -> None:
    """Add to each total of one occasion the signed projects named behind it that no other draft has, if they are no more than it counts."""
    taken = {value for draft in drafts for value in draft.values("project")}
    wholes = {draft.sentence for draft in drafts if draft.is_total and not draft.main}
    for draft in sorted((d for d in drafts if _asks(d) and not occasions.is_headline(d.sentence)), key=lambda d: d.sentence):
        named = [m for m in _behind(document, occasions, draft, wholes) if m.entity not in taken]
        signed = {m.entity: m for m in reversed(named) if stage_of(links(), m.entity)[0] == "signed"}
        if _FEWEST <= len(signed) <= max(map(int, draft.values("count"))):
            for entity, mention in signed.items():
                draft.add("project", entity, document, mention, 0.6, "project.next")
            taken |= signed.keys()


def _asks(draft: Draft) -> bool:
    """True for a total of one day whose own sentence names no project."""
    counts = draft.values("count")
    alone = draft.is_total and not draft.main and not draft.is_period and draft.status is Status.HAPPENED
    return alone and bool(counts) and max(map(int, counts)) <= _MOST and not draft.values("project")


def _behind(document: Document, occasions: Occasions, draft: Draft, wholes: set[int]) -> list[Mention]:
    """The mentions of projects in the total's sentence and those behind it, up to the next total or story."""
    found: list[Mention] = []
    for number in range(draft.sentence, min(draft.sentence + _REACH + 1, len(document.sentences))):
        if (number > draft.sentence and number in wholes) or not occasions.together(draft.sentence, number):
            break
        found += document.inside(document.sentences[number], Type.PROJECT)
    return found
