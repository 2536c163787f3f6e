"""What each scorer is taught: its candidates in a gold article, and which of them the gold says are right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from zhaoshang.ingest.document import Document, Type
from zhaoshang.ontology.reading import Kind

from .entities import clusters
from .home import find_home
from .links import Links
from .projects import build, cluster_features, project_mentions
from .sites import find_sites
from .stages import stage_told
from .stageview import WEIGHED, stage_features
from .training import Example, Row

_DROP = re.compile(r"[\s·•・\"'“”‘’《》()（）,，。:：\-—]+")


_MANY = 4
"""Projects with more fillers of a role than this (roads through ten counties) would drown the others."""


def fold(text: str) -> str:
    """Width, case, white space and quotation marks folded, as the guide's scorer does."""
    return _DROP.sub("", unicodedata.normalize("NFKC", text)).lower()


def names(gold: Mapping[str, Any], *kinds: str) -> dict[str, str]:
    """Folded name -> gold entity id."""
    return {fold(name): entity["id"] for kind in kinds for entity in gold.get(kind, ()) for name in entity["names"]}


def of_projects(examples: list[Example]) -> tuple[list[Row], int]:
    """Clusters of sites: right if the gold has a project of one of their names."""
    rows: list[Row] = []
    wanted = 0
    for document, gold in examples:
        known = names(gold, "projects")
        wanted += _counted(gold) * len(gold.get("projects", ()))
        for number, cluster in enumerate(clusters(document, find_sites(document))):
            right = any(fold(form) in known for form in cluster.names)
            rows.append((gold["article"], cluster_features(document, cluster), right, str(number)))
    return rows, wanted


def _counted(gold: Mapping[str, Any]) -> bool:
    """True for articles; the sentences of our corpora teach, but are not part of the figures."""
    return not gold["article"].startswith("corpus:")


def taught(document: Document, gold: Mapping[str, Any]) -> Document:
    """The document with the gold's projects as far as sites name them: what the role scorers learn on."""
    known = names(gold, "projects")
    chosen = [c for c in clusters(document, find_sites(document)) if any(fold(form) in known for form in c.names)]
    return build(document, [(c, 1.0) for c in chosen])


def _of_role(role: str, kinds: tuple[Kind, ...], types: tuple[Type, ...]) -> Callable[[list[Example]], tuple[list[Row], int]]:
    def lesson(examples: list[Example]) -> tuple[list[Row], int]:
        rows: list[Row] = []
        wanted = 0
        for document, gold in examples:
            known = names(gold, "companies", "bodies", "regions")
            filled = {r["project"][0]: set(r.get(role, ())) for r in gold["records"] if r["type"] == "project"}
            read = taught(document, gold)
            links = Links(read, find_home(read))
            projects = names(gold, "projects")
            wanted += _counted(gold) * sum(len(v) for v in filled.values())
            for project in (e for e in read.entities.values() if e.kind is Kind.PROJECT):
                its = next((projects[fold(n)] for n in project.names if fold(n) in projects), "")
                near = [*links.pairs(project.id, *types), *(links.far(project.id, *types) if Type.PLACE in types else ())]
                for entity, _, features in near:
                    if read.entities[entity].kind in kinds and len(filled.get(its, ())) <= _MANY:
                        right = any(known.get(fold(n)) in filled.get(its, set()) for n in read.entities[entity].names if fold(n) in known)
                        rows.append((gold["article"], features, right, f"{project.id} {entity}"))
        return rows, wanted

    return lesson


def _of_stage(stage: str) -> Callable[[list[Example]], tuple[list[Row], int]]:
    def lesson(examples: list[Example]) -> tuple[list[Row], int]:
        rows: list[Row] = []
        wanted = 0
        for document, gold in examples:
            said = {r["project"][0]: r["stage"][0] for r in gold["records"] if r["type"] == "project" and r.get("stage")}
            read = taught(document, gold)
            links = Links(read, find_home(read))
            projects = names(gold, "projects")
            wanted += _counted(gold) * sum(its == stage for its in said.values())
            for project in (e for e in read.entities.values() if e.kind is Kind.PROJECT):
                its = said.get(next((projects[fold(n)] for n in project.names if fold(n) in projects), ""))
                if its in WEIGHED:
                    found = stage_features(links, project.id, stage_told(links, project.id))
                    rows.append((gold["article"], found, its == stage, project.id))
        return rows, wanted

    return lesson


LESSONS: dict[str, Callable[[list[Example]], tuple[list[Row], int]]] = {
    "project": of_projects,
    "investor": _of_role("investor", (Kind.COMPANY, Kind.BODY), (Type.FIRM, Type.BODY, Type.DEIXIS)),
    "location": _of_role("location", (Kind.REGION,), (Type.PLACE, Type.DEIXIS)),
    **{f"stage-{stage}": _of_stage(stage) for stage in WEIGHED},
}

__all__ = ["LESSONS", "project_mentions"]
