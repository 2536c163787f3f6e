"""Firms and bodies: names without form and place, aliases, codes; a place tells namesakes apart."""

import pytest

from zhaoshang.ingest.resolve import MemoryIndex
from zhaoshang.ingest.resolve.firms import FirmName
from zhaoshang.ingest.resolve.places import Places

from .articles import article, entity, ids, told

NOWHERE = Places({})


@pytest.mark.parametrize(
    ("name", "place", "stem", "core", "legal"),
    [
        ("江苏云杉重工股份有限公司", "province/320000", "云杉重工", "云杉", True),
        ("云杉重工", "", "云杉重工", "云杉", False),
        ("苏州白桦生物科技（集团）有限公司", "city/320500", "白桦生物科技", "白桦", True),
        ("青檀控股集团", "", "青檀", "青檀", False),
        ("中国青檀材料集团有限公司", "country/cn", "青檀材料", "青檀", True),
        ("凤凰集团", "", "凤凰", "凤凰", False),
    ],
)
def test_a_firm_name_has_a_place_a_trade_name_a_trade_and_a_form(name: str, place: str, stem: str, core: str, legal: bool) -> None:
    found = FirmName.of(name, NOWHERE)
    assert (found.place, found.stem, found.core, found.legal) == (place, stem, core, legal)


def firms(*names: str, codes: dict[str, str] | None = None) -> list[str]:
    """The graph ids of firms, each named in an article of its own."""
    index = MemoryIndex()
    codes = codes or {}
    told_in_turn = [
        told(index, article(f"a{i}", "2023-03-01", "题"), [entity("c1", n, code=codes.get(n, ""))]) for i, n in enumerate(names)
    ]
    return [ids(outcome)["c1"] for outcome in told_in_turn]


@pytest.mark.parametrize(
    "names",
    [
        ("云杉重工股份有限公司", "云杉重工"),
        ("云杉重工", "云杉重工股份有限公司"),
        ("江苏云杉重工股份有限公司", "云杉重工"),
        ("江苏云杉重工股份有限公司", "云杉重工股份有限公司", "云杉重工"),
        ("白桦绿能新材料股份有限公司", "白桦绿能"),
        ("雲杉重工", "云杉重工"),
        ("ＡＢ云杉科技有限公司", "AB云杉科技"),
    ],
)
def test_full_and_short_names_are_one_firm(names: tuple[str, ...]) -> None:
    assert len(set(firms(*names))) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("江苏华杉集团有限公司", "浙江华杉集团有限公司"),
        ("华杉药业有限公司", "华杉置业有限公司"),
        ("苏州白桦科技有限公司", "长沙白桦科技有限公司"),
        ("云杉重工股份有限公司", "云杉证券股份有限公司"),
    ],
)
def test_namesakes_of_other_places_or_trades_stay_two(names: tuple[str, ...]) -> None:
    assert len(set(firms(*names))) == len(names)


def test_codes_decide_where_both_are_known() -> None:
    assert len(set(firms("云杉重工", "云杉股份", codes={"云杉重工": "600999", "云杉股份": "600999"}))) == 1
    assert len(set(firms("云杉科技集团", "云杉科技有限公司", codes={"云杉科技集团": "600999", "云杉科技有限公司": "000998"}))) == 2


def test_a_short_name_that_two_firms_bear_is_left_open() -> None:
    index = MemoryIndex()
    told(index, article("a", "2023-03-01", "题"), [entity("c1", "江苏华杉重工有限公司", "华杉重工")])
    told(index, article("b", "2023-03-02", "题"), [entity("c1", "浙江华杉重工有限公司", "华杉重工")])
    third = told(index, article("c", "2023-03-03", "题"), [entity("c1", "华杉重工")])
    (doubt,) = third.doubts
    assert doubt.reason == "ambiguous identity"
    assert third.identities[0].new


def test_another_trade_under_the_same_trade_name_is_asked_about() -> None:
    index = MemoryIndex()
    told(index, article("a", "2023-03-01", "题"), [entity("c1", "白桦药业股份有限公司", "白桦药业")])
    other = told(index, article("b", "2023-03-02", "题"), [entity("c1", "白桦医药")])
    assert other.identities[0].new
    assert [d.reason for d in other.doubts] == ["uncertain identity"]


def test_bodies_of_two_cities_with_one_name_stay_two() -> None:
    index = MemoryIndex()
    jixi, hegang = entity("r1", "鸡西市", code="230300"), entity("r1", "鹤岗市", code="230400")
    one = told(index, article("a", "2023-03-01", "题"), [entity("b1", "鸡西市商务局", "市商务局"), jixi])
    two = told(index, article("b", "2023-03-01", "题"), [entity("b1", "鹤岗市商务局", "市商务局"), hegang])
    three = told(index, article("c", "2023-03-01", "题"), [entity("b1", "鸡西市商务局"), jixi])
    assert ids(one)["b1"] == ids(three)["b1"] != ids(two)["b1"]
