"""Times and numbers as questions have them."""

import datetime

import pytest

from zhaoshang.queries.asking.days import number
from zhaoshang.queries.asking.times import when

TODAY = datetime.date(2024, 10, 15)


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("2022年", "2022", "2022"),
        ("二〇二二年", "2022", "2022"),
        ("2022年3月", "2022-03", "2022-03"),
        ("2022年3月16日", "2022-03-16", "2022-03-16"),
        ("2022-03", "2022-03", "2022-03"),
        ("2022年上半年", "2022-01", "2022-06"),
        ("2022年的第三季度", "2022-07", "2022-09"),
        ("2022年底", "2022-10", "2022-12"),
        ("今年", "2024", "2024"),
        ("去年下半年", "2023-07", "2023-12"),
        ("前年", "2022", "2022"),
        ("下半年", "2024-07", "2024-12"),
        ("3月", "2024-03", "2024-03"),
        ("12月", "2023-12", "2023-12"),
        ("3月以来", "2024-03", ""),
        ("自2022年3月以来", "2022-03", ""),
        ("2022年以后", "2023", ""),
        ("2022年3月之前", "", "2022-02"),
        ("近三年", "2021-10-15", ""),
        ("最近两个月", "2024-08-15", ""),
        ("近半年", "2024-04-15", ""),
        ("近10天", "2024-10-05", ""),
        ("上个月", "2024-09", "2024-09"),
        ("上季度", "2024-07", "2024-09"),
        ("昨天", "2024-10-14", "2024-10-14"),
        ("上周", "2024-10-07", "2024-10-13"),
        ("2021年到2023年", "2021", "2023"),
        ("2022年3月到5月", "2022-03", "2022-05"),
        ("2022年11月至2月", "2022-11", "2023-02"),
        ("2022年3月16日至19日", "2022-03-16", "2022-03-19"),
        ("since2022", "2022", ""),
        ("22年", "2022", "2022"),
        ("2022年的3月", "2022-03", "2022-03"),
        ("去年一整年", "2023", "2023"),
        ("2021、2022年", "2021", "2022"),
        ("2021年和2022年", "2021", "2022"),
        ("前三季度", "2024-01", "2024-09"),
        ("2022年前9个月", "2022-01", "2022-09"),
        ("十四五期间", "2021", "2025"),
        ("十三五以来", "2016", ""),
        ("三年来", "2021-10-15", ""),
        ("年初以来", "2024", ""),
    ],
)
def test_times_are_read_whole(said: str, since: str, until: str) -> None:
    found = when(said, 0, TODAY)
    assert found is not None
    assert (found.since, found.until, found.end) == (since, until, len(said))


def test_years_that_do_not_follow_on_each_other_are_no_span() -> None:
    found = when("2021年和2023年", 0, TODAY)
    assert found is not None and (found.since, found.until, found.end) == ("2021", "2021", 5)


@pytest.mark.parametrize("said", ["三家", "前三名", "2022", "半天", "周立诚", "13月", "年初", "99999年"])
def test_what_is_no_time_is_left_alone(said: str) -> None:
    found = when(said, 0, TODAY)
    assert found is None or said == "2022"


def test_a_day_that_does_not_exist_is_not_taken_for_one() -> None:
    found = when("2022年2月30日", 0, TODAY)
    assert found is not None and (found.since, found.end) == ("2022", 5)


@pytest.mark.parametrize(
    ("said", "meant"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("12", 12), ("百", -1), ("", -1)]
)
def test_numerals(said: str, meant: int) -> None:
    assert number(said) == meant
