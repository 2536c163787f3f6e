"""The delegation room against its corpus: what each invented text tells, and the texts that tell of no trip."""

from typing import Any

import pytest

from zhaoshang.ingest.document import Document
from zhaoshang.ingest.evaluate.oracle import oracle
from zhaoshang.ingest.pipeline import read_document
from zhaoshang.ingest.record.delegation import delegations
from zhaoshang.ingest.record.delegation.corpus import cases
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import LITERAL_ROLES, ROLE_KINDS, ROLES, Record, Status

CASES = list(cases())
HAPPENED = [(a, g) for a, g in CASES if g["records"]]
NOTHING = [(a, g) for a, g in CASES if not g["records"]]


def named(pairs: list[tuple[Article, dict[str, Any]]]) -> list[str]:
    return [article.name for article, _ in pairs]


def happened(document: Document) -> list[Record]:
    return [r for r in delegations(document) if r.status is Status.HAPPENED]


def shared(record: Record, gold: dict[str, Any]) -> tuple[int, int, int]:
    """(right, said, due) over all roles."""
    pairs = [(set(record.values(role)), set(gold.get(role, ()))) for role in ROLES["delegation"]]
    return sum(len(a & b) for a, b in pairs), sum(len(a) for a, _ in pairs), sum(len(b) for _, b in pairs)


@pytest.mark.parametrize(("article", "gold"), HAPPENED, ids=named(HAPPENED))
def test_each_trip_is_told_by_a_record_of_its_own(article: Article, gold: dict[str, Any]) -> None:
    found = happened(oracle(article, gold))
    assert len(found) == len(gold["records"])
    for due in gold["records"]:
        best = max((shared(r, due) for r in found), default=(0, 0, 1))
        assert best[0] >= 0.6 * best[2], "less than six tenths of the fillers"
        assert best[0] >= 0.7 * best[1], "more than three tenths too many"


@pytest.mark.parametrize(("article", "gold"), NOTHING, ids=named(NOTHING))
def test_what_is_no_trip_yields_nothing(article: Article, gold: dict[str, Any]) -> None:
    assert not happened(oracle(article, gold))


def test_a_planned_trip_is_kept_with_that_status() -> None:
    article, gold = next((a, g) for a, g in NOTHING if a.name == "none.planned-trip")
    found = list(delegations(oracle(article, gold)))
    assert [r.status for r in found] == [Status.PLANNED]
    assert found[0].values("leader") == ("o1",)


def test_evidence_quotes_the_text_and_fillers_are_of_their_kinds() -> None:
    for article, _ in HAPPENED[:12]:
        document = read_document(article)
        for record in delegations(document):
            assert record.rule
            assert 0 < record.confidence <= 1
            for role, fillers in record.roles.items():
                for filler in fillers:
                    assert filler.evidence and all(e.quote == article.text[e.start : e.end] for e in filler.evidence)
                    assert role in LITERAL_ROLES or document.entities[filler.value].kind in ROLE_KINDS[role]
            assert all(e.quote == article.text[e.start : e.end] for e in record.evidence)


def test_a_stop_carries_its_own_day() -> None:
    article, gold = next((a, g) for a, g in HAPPENED if a.name == "out.one-paragraph-a-day")
    record = happened(oracle(article, gold))[0]
    ids = {e["names"][0]: e["id"] for key in ("companies", "bodies") for e in gold[key]}
    days = {f.value: f.when for f in record.roles["visited"]}
    assert days[ids["广州宏图新材料有限公司"]] == "2018-06-25"
    assert days[ids["东莞力信模具有限公司"]] == "2018-06-26"
    assert days[ids["广东省食品行业协会"]] == "2018-06-28"


def test_reading_twice_gives_the_same() -> None:
    article, gold = HAPPENED[0]
    document = oracle(article, gold)
    assert list(delegations(document)) == list(delegations(document))
