"""A short name and the only full one that it can mean are one project."""

import pytest

from zhaoshang.ingest.record.deal.entities import Cluster
from zhaoshang.ingest.record.deal.mask import Masked
from zhaoshang.ingest.record.deal.phrases import Phrase
from zhaoshang.ingest.record.deal.shorter import told_short
from zhaoshang.ingest.record.deal.sites import Site
from zhaoshang.ontology.values import Span


def clusters(*names: str) -> list[tuple[Cluster, float]]:
    found, start = [], 0
    for name in names:
        span = Span(start, start + len(name))
        phrase = Phrase(0, 0, len(name), "", "works", "wall")
        found.append((Cluster((Site(Masked(span, name, (), {}), 0, len(name), phrase, (name,), span),)), 0.9))
        start += len(name) + 1
    return found


@pytest.mark.parametrize(
    ("names", "left"),
    [
        (("水果种植项目", "东昌水果规模化种植项目"), 1),
        (("水果种植项目", "东昌水果规模化种植项目", "青河水果示范种植项目"), 3),
        (("水果种植项目", "东昌水果种植二期项目"), 2),
        (("水果种植项目", "东昌水果和蔬菜种植项目"), 2),
        (("物流园", "青河特产物流园"), 1),
        (("码头", "青河码头"), 2),
        (("电池材料项目", "青禾电池正极材料项目", "宏昌锂云母矿项目"), 2),
    ],
)
def test_a_short_name_joins_the_only_full_one(names: tuple[str, ...], left: int) -> None:
    assert len(told_short(clusters(*names))) == left


def test_the_joined_project_has_the_forms_of_both() -> None:
    ((cluster, _),) = told_short(clusters("水果种植项目", "东昌水果规模化种植项目"))
    assert cluster.names == ("东昌水果规模化种植项目", "水果种植项目")
