"""Every sentence of the signing corpus means what stands beneath it."""

from dataclasses import replace
from typing import Any

import pytest

from zhaoshang.ingest.record.deal.corpus import Case, cases
from zhaoshang.ingest.record.project import project_mentions
from zhaoshang.ingest.record.signing import signings
from zhaoshang.ontology.reading import Status

CASES = [case for case in cases("signings") if not case.open]
Sets = list[dict[str, frozenset[str]]]


def said(case: Case) -> Sets:
    """The records that happened, as sets of names and values; projects apart, for they are another corpus's."""
    document = project_mentions(case.document)
    names = {e.id: e.names[0] for e in document.entities.values()}
    found: Sets = []
    for record in signings(document):
        if record.status is Status.HAPPENED:
            found.append({r: frozenset(names.get(f.value, f.value) for f in fs) for r, fs in record.roles.items() if r != "project"})
    return found


def meant(gold: dict[str, Any]) -> Sets:
    names = {e["id"]: e["names"][0] for key in ("officials", "executives", "companies", "regions", "bodies") for e in gold[key]}
    records = [r for r in gold["records"] if r["type"] == "signing"]
    return [{role: frozenset(names.get(v, v) for v in r[role]) for role in r if role not in ("type", "project")} for r in records]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.document.text[:24])
def test_a_sentence_means_what_stands_beneath_it(case: Case) -> None:
    assert sorted(map(repr_of, said(case))) == sorted(map(repr_of, meant(case.gold)))


def repr_of(record: dict[str, frozenset[str]]) -> str:
    return "; ".join(f"{role}={','.join(sorted(values))}" for role, values in sorted(record.items()) if values)


def test_what_is_only_planned_keeps_that_status() -> None:
    planned = next(case for case in CASES if "拟与" in case.document.text)
    assert [record.status for record in signings(project_mentions(planned.document))] == [Status.PLANNED]


def test_a_total_has_the_projects_that_the_next_sentence_names() -> None:
    told = next(case for case in CASES if "在会上签约项目3个" in case.document.text)
    total = next(record for record in signings(project_mentions(told.document)) if record.values("count"))
    assert len(total.values("project")) == 2


def test_what_the_headline_s_firm_signed_is_that_firm_s() -> None:
    told = next(case for case in cases("signings") if "四季度签单大增" in case.document.text).document
    document = replace(told, article=replace(told.article, titled=True))
    total = next(record for record in signings(project_mentions(document)) if record.values("count"))
    assert [document.entities[value].names[0] for value in total.values("party")] == ["中远工程"]


def test_every_filler_quotes_the_text_and_names_its_rule() -> None:
    for case in CASES:
        for record in signings(project_mentions(case.document)):
            assert record.rule
            for filler in (f for fillers in record.roles.values() for f in fillers):
                assert filler.rule
                assert all(case.document.text[e.start : e.end] == e.quote for e in filler.evidence)
