"""Who invests in a project and where it is: the fillers that the trained scorers choose among all firms, bodies and places around it."""

from __future__ import annotations

from collections.abc import Iterator

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Filler, Kind

from .brands import together
from .lines import ends, is_line, passed
from .links import Links, best
from .scorer import Scorer, scorer

_MOST_INVESTORS = 4
_INVESTING = (Kind.COMPANY, Kind.BODY)
_FURTHER = 0.6
"""How sure a further investor must be: what is said of one project makes its firm likely for the one beside it too."""
_MOST_PLACES = 10
_FIRST = 0.28
"""How sure the surest place must be: below it more are wrong than the project gains."""
_LINE_SENTENCES, _LINE_PLACES = 3, 2
_SECOND = 0.6
"""How sure a further place must be: most projects are in one."""


def investors(links: Links, project: str) -> Iterator[Filler]:
    """The firms and bodies that the scorer takes for investors, the surest first."""
    document, weights = links.document, scorer("investor")
    ranked = _ranked(links, project, weights, Type.FIRM, Type.BODY, Type.DEIXIS)[:_MOST_INVESTORS]
    ranked = [item for item in ranked if document.entities[item[1]].kind in _INVESTING]
    chosen = [item for number, item in enumerate(ranked) if item[0] >= (_FURTHER if number else weights.threshold)]
    said: dict[str, Filler] = {}
    for probability, entity, mention in chosen:
        said[entity] = Filler(entity, (document.quote(mention.span),), round(probability, 4), "investor.scored")
    for entity, mention in links.namesakes.of(project):
        said.setdefault(entity, Filler(entity, (document.quote(mention.span),), 0.6, "investor.namesake"))
    for probability, _, mention in chosen:
        for other in together(document, mention):
            if document.entities[other.entity].kind in _INVESTING and len(said) < _MOST_INVESTORS:
                said.setdefault(
                    other.entity, Filler(other.entity, (document.quote(other.span),), round(0.9 * probability, 4), "investor.joint")
                )
    yield from said.values()


def locations(links: Links, project: str) -> Iterator[Filler]:
    """The surest place and every other one that is sure enough; the article's home where no place stands near the project."""
    ranked = _ranked(links, project, scorer("location"), Type.PLACE, Type.DEIXIS)
    ranked = [item for item in ranked if links.document.entities[item[1]].kind is Kind.REGION]
    said = _of_line(links, project)
    if len(said) >= _LINE_PLACES:
        yield from said.values()
        return
    for number, (probability, entity, mention) in enumerate(ranked[:_MOST_PLACES]):
        if (number == 0 and probability >= _FIRST) or (probability >= _SECOND and not _related(links.document, entity, ranked[:number])):
            said.setdefault(entity, Filler(entity, (links.document.quote(mention.span),), round(probability, 4), "location.scored"))
    yield from said.values()


def _of_line(links: Links, project: str) -> dict[str, Filler]:
    """The places of a road or railway that its name or its sentence says it joins."""
    document = links.document
    if not is_line(document.entities[project].names):
        return {}
    mentions = links.places(project)
    named = [m for place in mentions for m in ends(document, place)]
    told = {links.sentence(place) for place in mentions[:_LINE_SENTENCES]}
    named += [m for sentence in sorted(told) for m in passed(links.masked(sentence))]
    regions = [m for m in named if m.entity in document.entities and document.entities[m.entity].kind is Kind.REGION][:_MOST_PLACES]
    return {m.entity: Filler(m.entity, (document.quote(m.span),), 0.7, "location.line") for m in reversed(regions)}


def _ranked(links: Links, project: str, weights: Scorer, *types: Type) -> list[tuple[float, str, Mention]]:
    found: list[tuple[float, str, Mention]] = []
    near = [*links.pairs(project, *types), *(links.far(project, *types) if Type.PLACE in types else ())]
    for entity, pairs in best(iter(near)).items():
        probability, mention = max(((weights.probability(f), m) for m, f in pairs), key=lambda pair: (pair[0], -pair[1].span.start))
        found.append((probability, entity, mention))
    return sorted(found, key=lambda item: (-item[0], item[1]))


def _related(document: Document, entity: str, chosen: list[tuple[float, str, Mention]]) -> bool:
    """True if one name is a part of another's that is chosen already (青河市 of 青河市高新区): the surer one says both."""
    mine = document.entities[entity].names
    return any(i in o or o in i for _, other, _ in chosen for i in mine for o in document.entities[other].names)
