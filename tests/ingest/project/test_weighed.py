"""What is weighed or joined behind a project's name: headlines, stages by their scorers, the sparse matrix that fitting works on."""

import numpy as np
import pytest

from zhaoshang.ingest.pipeline import read_document
from zhaoshang.ingest.record.deal.home import find_home
from zhaoshang.ingest.record.deal.links import Links
from zhaoshang.ingest.record.deal.sparse import Sparse
from zhaoshang.ingest.record.deal.stages import stage_told
from zhaoshang.ingest.record.deal.stageview import stage_features, stage_of
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Kind
from zhaoshang.ontology.values import PartialDate, Span

TITLE = "宏昌科技青河动力电池基地奠基"
LEAD = "本报讯 5月6日，宏昌科技有限公司投资20亿元的青河动力及储能电池生产制造基地项目在青河市奠基。"
NEXT = "项目占地300亩。"


def article(*lines: str) -> Article:
    spans: list[Span] = []
    for line in lines:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(line)))
    return Article("t", "\n".join(lines), tuple(spans), True, PartialDate(2021, 5, 7), path="t")


def test_a_headlines_short_name_and_the_leads_long_one_are_one_project() -> None:
    document = read_document(article(TITLE, LEAD, NEXT))
    found = [entity for entity in document.entities.values() if entity.kind is Kind.PROJECT]
    assert len(found) == 1
    assert any("储能电池生产制造基地" in name for name in found[0].names)


def test_a_stage_is_weighed_and_told_with_the_word_that_gives_it() -> None:
    document = read_document(article(TITLE, LEAD, NEXT))
    links = Links(document, find_home(document))
    (project,) = (e.id for e in document.entities.values() if e.kind is Kind.PROJECT)
    assert set(stage_features(links, project, stage_told(links, project)).values()) == {1.0}
    stage, cue, rule = stage_of(links, project)
    assert (stage, rule) == ("construction", "stage.construction")
    assert cue is not None
    assert cue.span.of(document.text) == cue.word == "奠基"


def test_a_sparse_matrix_multiplies_as_a_full_one() -> None:
    matrix = Sparse.of([{"a": 1.0, "c": 2.0}, {}, {"b": 3.0, "unknown": 9.0}], ["a", "b", "c"])
    full = np.array([[1.0, 0.0, 2.0], [0.0, 0.0, 0.0], [0.0, 3.0, 0.0]])
    weights = np.array([0.5, -1.0, 2.0])
    assert matrix.shape == (3, 3)
    assert matrix @ weights == pytest.approx(full @ weights)
    assert matrix.T @ weights == pytest.approx(full.T @ weights)
    kept = np.array([True, False, True])
    assert matrix.only(kept) @ weights == pytest.approx(full[kept] @ weights)
