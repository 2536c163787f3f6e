"""Looking places up by code and name, alone and in context."""

import pytest

from zhaoshang.ingest.gazetteer import Level, candidates, full_name, get, inside, parents, resolve


def test_a_city_by_full_name_short_name_and_code() -> None:
    assert resolve("佳木斯市") == resolve("佳木斯") == get("230800")
    assert full_name("230800") == "黑龙江省佳木斯市"
    assert [place.name for place in parents("511525")] == ["宜宾市", "四川省", "中国"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("襄樊", "420600"),
        ("鹤城", "230200"),
        ("冰城", "230100"),
        ("沪", "310000"),
        ("吉林", "220000"),
        ("恩施州", "422800"),
        ("延边", "222400"),
        ("台北", "710100"),
        ("德国", "DE"),
        ("我国", "CN"),
        ("东盟十国", "x-asean"),
        ("西兆通镇", "130102100"),
        ("仙桃", "429004"),
    ],
)
def test_other_names(name: str, code: str) -> None:
    place = resolve(name)
    assert place is not None
    assert place.code == code


def test_a_name_of_several_places_stays_open_until_the_context_decides() -> None:
    assert resolve("朝阳区") is None
    assert (beijing := resolve("朝阳区", ["110000"])) is not None
    assert (changchun := resolve("朝阳区", ["220100"])) is not None
    assert (beijing.code, changchun.code) == ("110105", "220104")


def test_the_capital_of_a_province_speaks_for_a_county_of_that_province() -> None:
    assert (place := resolve("鹤城", ["431200"])) is not None
    assert full_name(place.code) == "湖南省怀化市鹤城区"


def test_an_unknown_name_is_no_place() -> None:
    assert candidates("东方不亮市") == ()
    with pytest.raises(KeyError):
        get("999999")


def test_inside() -> None:
    assert inside("511525", "510000")
    assert not inside("510000", "511525")


def test_every_division_lies_in_china_and_near_its_parent() -> None:
    from zhaoshang.ingest.gazetteer.load import book

    divisions = [p for p in book().places.values() if p.level in (Level.PROVINCE, Level.CITY, Level.COUNTY)]
    assert len([p for p in divisions if p.level is Level.PROVINCE]) == 34
    assert len(divisions) > 3_200
    for place in divisions:
        assert place.lat is not None and place.lon is not None
        assert 16 < place.lat < 54 and 73 < place.lon < 136, place
