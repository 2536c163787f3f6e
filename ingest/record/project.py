"""Project records: of each project of an article its investors, its places, its planned investment and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zhaoshang.ingest.document import Document, Mention
from zhaoshang.ontology.reading import Filler, Kind, Record, Status
from zhaoshang.ontology.values import Evidence, Money

from .deal.amounts import sums
from .deal.home import find_home
from .deal.links import Links
from .deal.projects import project_mentions
from .deal.roles import investors, locations
from .deal.stageview import stage_of

__all__ = ["project_mentions", "projects"]

_PREFERENCE = ("sum.of", "sum.build", "sum.behind", "sum.before", "sum.focus")


def projects(document: Document) -> Iterable[Record]:
    """One record for each PROJECT entity of ``document`` (which `project_mentions` adds), in the order of their first mention.

    ``amount`` is in the guide's form (`1000000 CNY`), ``stage`` one of the guide's. Status is always HAPPENED: that a project is only
    planned is said by its stage, called off by the stage ``cancelled``.
    """
    document = project_mentions(document)
    links = Links(document, find_home(document))
    amounts = _amounts(links)
    for entity in (e for e in document.entities.values() if e.kind is Kind.PROJECT):
        roles: dict[str, tuple[Filler, ...]] = {"project": (_self(links, entity.id),)}
        roles["investor"] = tuple(investors(links, entity.id))
        roles["location"] = tuple(locations(links, entity.id))
        if entity.id in amounts:
            roles["amount"] = (amounts[entity.id],)
        stage, cue, rule = stage_of(links, entity.id)
        said = (document.quote(cue.span),) if cue else roles["project"][0].evidence[:1]
        roles["stage"] = (Filler(stage, said, 0.8 if cue and cue.weight >= 2 else 0.6 if cue else 0.4, rule),)
        yield _record(document, entity.id, {role: fillers for role, fillers in roles.items() if fillers})


def _self(links: Links, entity: str) -> Filler:
    mentions = links.places(entity)
    quotes = tuple(links.document.quote(m.span) for m in mentions[:3])
    return Filler(entity, quotes, max(m.score for m in mentions), mentions[0].sources[0].removeprefix("rule:"))


def _amounts(links: Links) -> dict[str, Filler]:
    found: dict[str, tuple[int, Mention, str]] = {}
    for project, mention, rule in sums(links):
        rank = _PREFERENCE.index(rule)
        if project not in found or rank < found[project][0]:
            found[project] = (rank, mention, rule)
    return {project: _sum(links.document, mention, rule) for project, (_, mention, rule) in found.items()}


def _sum(document: Document, mention: Mention, rule: str) -> Filler:
    assert isinstance(mention.value, Money)
    return Filler(str(mention.value), (document.quote(mention.span),), 0.9 if rule != "sum.focus" else 0.7, rule)


def _record(document: Document, entity: str, roles: Mapping[str, tuple[Filler, ...]]) -> Record:
    first = roles["project"][0]
    sentences = dict.fromkeys(document.sentence_at(e.start) for e in first.evidence)
    evidence: tuple[Evidence, ...] = tuple(document.quote(span) for span in sentences)
    return Record("project", roles, Status.HAPPENED, evidence, first.confidence, f"project.{first.rule}")
