"""How far a project is, weighed: what the words around all its namings say of its stage, for the scorers that choose among the stages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.values import Span

from .links import Links
from .mask import Masked, readable_letters
from .scorer import scorer
from .stages import Cue, cues_in, scope, stage_cues, stage_told

WEIGHED = ("negotiating", "signed", "construction", "operating")
"""The stages that have a scorer each; that a project was called off is told by the rules alone."""
_NAMINGS, _WINDOW = 8, 16
"""How many namings of a project are looked at, and how far to both sides of each its words are."""


def stage_of(links: Links, project: str) -> tuple[str, Cue | None, str]:
    """(stage, the cue that says so, the rule's name): the likeliest stage, with the cue beside the name that gives it."""
    told = stage_told(links, project)
    if told[0] not in WEIGHED:
        return told
    found = stage_features(links, project, told)
    stage = max(WEIGHED, key=lambda name: scorer(f"stage-{name}").probability(found))
    if stage == told[0]:
        return told
    cue = max((c for c in stage_cues(links, project) if c.stage == stage), key=lambda c: c.weight, default=None)
    return stage, cue, f"stage.{stage}" if cue else "stage.paragraph"


def stage_features(links: Links, project: str, told: tuple[str, Cue | None, str]) -> dict[str, float]:
    """The named features of a project's stage, each 1.0; ``told`` is what the rules say."""
    document = links.document
    title = document.article.paragraphs[0] if document.article.titled and document.article.paragraphs else None
    places = links.places(project)[:_NAMINGS]
    names = ["bias", f"rule:{told[0]}", f"rule:{told[0]}:{told[2]}", f"n:{min(3, len(places))}"]
    for place in places:
        sentence = links.masked(links.sentence(place))
        names += _beside(sentence, place, bool(title and title.covers(place.span)))
        names += _next_to(links, project, place)
    if title:
        names += (name for cue in _cues(links, document.sentences[0]) for name in (f"title:{_level(cue)}", f"title.w:{cue.word}"))
    names += [f"np:{min(6, links.projects)}", *(f"end:{name[-2:]}" for name in document.entities[project].names[:1])]
    return dict.fromkeys(names, 1.0)


def _level(cue: Cue) -> str:
    return f"{cue.stage}{cue.weight}"


def _beside(sentence: Masked, place: Mention, headed: bool) -> Iterator[str]:
    """What the sentence of a naming says: its cues, inside the project's own part of it or outside, and the words next to the name."""
    at = sentence.index(place)
    if at < 0:
        return
    left, right = scope(sentence, at)
    mark = "t:" if headed else ""
    for cue in cues_in(sentence, left, right):
        side, near = _stand(sentence, at, cue)
        yield from (f"{mark}in{side}{near}{_level(cue)}", f"{mark}in:{_level(cue)}", f"w{side}{cue.word}{'?' if cue.turned else ''}")
    for cue in cues_in(sentence, 0, len(sentence.text)):
        if not left <= cue.at < right:
            side, near = _stand(sentence, at, cue)
            yield from (f"{mark}out{side}{near}{_level(cue)}", f"{mark}out:{_level(cue)}", f"o{side}{cue.word}")
    before, behind = sentence.text[max(0, at - _WINDOW) : at], sentence.text[at + 1 : at + 1 + _WINDOW]
    yield from _spoken(before, behind)


def _stand(sentence: Masked, at: int, cue: Cue) -> tuple[str, str]:
    """Before or behind the name, and whether no comma stands between."""
    low, high = min(at, cue.at), max(at, cue.at)
    return "<" if cue.at < at else ">", "" if "，" in sentence.text[low:high] else "="


@lru_cache(maxsize=512)
def _spoken(before: str, behind: str) -> Sequence[str]:
    left, right = readable_letters(before), readable_letters(behind)
    pairs = [f"l:{a}{b}" for a, b in pairwise(left)] + [f"r:{a}{b}" for a, b in pairwise(right)]
    return [*pairs, f">1:{right[:2]}", f"<1:{left[-2:]}"]


def _next_to(links: Links, project: str, place: Mention) -> Iterator[str]:
    """What the sentences before and behind a naming say, and whether they name no other project."""
    for name, span in zip(("prev", "next"), links.around(place), strict=True):
        if span is None:
            continue
        own = all(m.entity == project for m in links.masked(span).mentions.values() if m.type is Type.PROJECT)
        for cue in _cues(links, span):
            yield from (f"{name}:{_level(cue)}", f"{name}.w:{cue.word}")
            if own:
                yield f"{name}.own:{_level(cue)}"


def _cues(links: Links, span: Span) -> Sequence[Cue]:
    sentence = links.masked(span)
    return list(cues_in(sentence, 0, len(sentence.text)))
