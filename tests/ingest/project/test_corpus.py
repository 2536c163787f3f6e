"""The project corpus: phrases found and left alone, and what the sentences say of them."""

from collections import Counter

import pytest

from zhaoshang.ingest.document import Type
from zhaoshang.ingest.record.deal.corpus import Case, cases
from zhaoshang.ingest.record.deal.entities import clusters
from zhaoshang.ingest.record.deal.lessons import fold
from zhaoshang.ingest.record.deal.sites import find_sites
from zhaoshang.ingest.record.project import project_mentions, projects
from zhaoshang.ontology.reading import STAGES

CASES = list(cases("projects"))
WITH = [case for case in CASES if case.gold["projects"]]
WITHOUT = [case for case in CASES if not case.gold["projects"]]


def named(case: Case) -> set[str]:
    """The folded names of the projects found."""
    return {fold(name) for record in projects(case.document) for name in names_of(case, record.values("project")[0])}


def names_of(case: Case, entity: str) -> tuple[str, ...]:
    return project_mentions(case.document).entities[entity].names


@pytest.mark.parametrize("case", [c for c in WITH if not c.open], ids=lambda case: case.document.text[:24])
def test_a_rule_proposes_each_project_of_the_corpus(case: Case) -> None:
    proposed = {fold(form) for cluster in clusters(case.document, find_sites(case.document)) for form in cluster.names}
    missing = [p["names"][0] for p in case.gold["projects"] if not any(fold(n) in proposed for n in p["names"])]
    assert missing == []


def test_the_scorer_finds_most_projects_and_little_else() -> None:
    wanted = [(case, {fold(n) for n in p["names"]}) for case in WITH for p in case.gold["projects"]]
    hits = sum(bool(names & named(case)) for case, names in wanted)
    said = sum(1 for case in CASES for _ in projects(case.document))
    assert hits / len(wanted) >= 0.65
    assert hits / said >= 0.8


def test_sentences_without_a_project_yield_none() -> None:
    assert sum(bool(named(case)) for case in WITHOUT) <= 1


def test_sums_go_to_their_projects() -> None:
    right: Counter[bool] = Counter()
    for case in WITH:
        amounts = {
            fold(n): r.get("amount")
            for r in case.gold["records"]
            for p in case.gold["projects"]
            if p["id"] == r["project"][0]
            for n in p["names"]
        }
        for record in projects(case.document):
            known = [amounts[fold(n)] for n in names_of(case, record.values("project")[0]) if fold(n) in amounts]
            if known and (known[0] or record.values("amount")):
                right[tuple(known[0] or ()) == record.values("amount")] += 1
    assert right[True] / right.total() >= 0.85


def test_records_are_well_formed() -> None:
    for case in CASES:
        document = project_mentions(case.document)
        for record in projects(document):
            assert set(record.values("stage")) <= set(STAGES)
            for filler in (f for fillers in record.roles.values() for f in fillers):
                assert 0 < filler.confidence <= 1
                assert filler.rule
                assert all(document.text[e.start : e.end] == e.quote for e in filler.evidence)


def test_project_mentions_are_added_once() -> None:
    once = project_mentions(WITH[0].document)
    assert project_mentions(once) == once
    assert any(mention.type is Type.PROJECT for mention in once.mentions)
