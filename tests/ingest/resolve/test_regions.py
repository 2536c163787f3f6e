"""Regions by code; zones without one by the place that their name begins with."""

import pytest

from zhaoshang.ingest.resolve.regions import above, related

from .articles import MemoryIndex as Index
from .articles import article, entity, ids, told


@pytest.mark.parametrize(
    ("names", "code", "expected"),
    [
        (("佳木斯市", "佳木斯"), "230800", "city/230800"),
        (("上海市",), "310000", "province/310000"),
        (("昆山市",), "320583", "county/320583"),
        (("日本",), "JP", "country/jp"),
        (("东京",), "x-jp-dongjing", "city/x-jp-dongjing"),
        (("欧洲",), "x-europe", "region/x-europe"),
    ],
)
def test_a_region_is_known_by_its_code(names: tuple[str, ...], code: str, expected: str) -> None:
    outcome = told(Index(), article("a", "2023-03-01", "题"), [entity("r1", *names, code=code)])
    assert ids(outcome)["r1"] == expected


def zone(name: str, source: str = "a") -> str:
    return ids(told(Index(), article(source, "2023-03-01", "题"), [entity("r1", name)]))["r1"]


def test_a_zone_is_one_under_its_full_and_its_short_name() -> None:
    assert zone("佳木斯高新技术产业开发区") == zone("佳木斯高新区") == zone("佳木斯市高新区")
    assert zone("佳木斯高新区") != zone("鸡西高新区") != zone("鸡西经开区")


def test_a_zone_without_a_place_is_known_in_its_article_only() -> None:
    assert zone("高新区", "a") == zone("高新区", "a") != zone("高新区", "b")


def test_a_zone_lies_in_the_place_that_it_is_named_after() -> None:
    outcome = told(Index(), article("a", "2023-03-01", "题"), [entity("r1", "佳木斯高新区")])
    assert ("partOf", "city/230800") in {(s.predicate, s.object) for s in outcome.statements if s.subject == ids(outcome)["r1"]}


def test_how_regions_lie_to_each_other() -> None:
    assert above("county/320583") == ("city/320500", "province/320000")
    assert above("county/310115") == ("province/310000",)
    assert related("city/320500", "county/320583") == "above"
    assert related("county/320583", "province/320000") == "below"
    assert related("city/320500", "city/320100") == "province"
    assert related("city/320500", "city/430100") == "apart"
    assert related("city/320500", "development-zone/x-1") == ""
