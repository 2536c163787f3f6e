"""The parts of asking: times, numbers, sounds, names, and data files that say where they are wrong."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.names import normal, normals
from zhaoshang.queries.asking import Refusal, understand
from zhaoshang.queries.asking.days import number
from zhaoshang.queries.asking.lexicon import lexicon
from zhaoshang.queries.asking.names import Holding, Names
from zhaoshang.queries.asking.refusals import reasons
from zhaoshang.queries.asking.rules import rules
from zhaoshang.queries.asking.sound import same_sound
from zhaoshang.queries.asking.times import when
from zhaoshang.queries.binding import check
from zhaoshang.queries.catalogue import catalogue

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
    ],
)
def test_times_are_read_whole(said: str, since: str, until: str) -> None:
    found = when(said, 0, TODAY)
    assert found is not None
    assert (found.since, found.until, found.end) == (since, until, len(said))


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


def test_many_names_are_brought_into_normal_form_as_one_by_one() -> None:
    names = ["陸聞溪", "ＡＢＣ 集團", "", "鹤岗市", "a\u241fb", "頭髮發展"]
    assert normals(names) == [normal(name) for name in names]
    assert normals(names[:4]) == [normal(name) for name in names[:4]]
    assert normals([]) == []


def test_names_of_one_sound_are_known_as_such() -> None:
    assert same_sound("陆文溪", "陆闻溪")
    assert same_sound("重庆", "崇庆")
    assert not same_sound("陆闻溪", "陆闻")


def names() -> Names:
    named = [
        ("official/a", "欧阳竹", ()), ("official/b", "欧阳明", ()), ("official/c", "单重庆", ()),
        ("company/d", "长屿科技股份有限公司", ("长屿科技",)),
        ("city/230400", "鹤岗市", ("鹤城",)), ("delegation/e", "鹤岗市招商团组", ()), ("signing/f", "签约", ()),
    ]  # fmt: skip
    return Names(
        named, [Holding("official/a", "鹤岗市市长", "city/230400", "2022"), Holding("official/c", "鹤岗市委副书记", "city/230400", "2023")]
    )


@pytest.mark.parametrize(
    ("form", "ids"),
    [
        ("欧阳竹", ["official/a"]),
        ("ouyangzhu", ["official/a"]),
        ("shanzhongqing", ["official/c"]),
        ("danchongqing", ["official/c"]),
        ("鹤岗市长", ["official/a"]),
        ("单书记", ["official/c"]),
        ("单副书记", ["official/c"]),
        ("欧阳市长", ["official/a", "official/b"]),
        ("长屿科技", ["company/d"]),
        ("鹤岗", ["city/230400"]),
        ("签约", []),
        ("欧阳", []),
    ],
)
def test_the_forms_under_which_people_and_things_are_asked_for(form: str, ids: list[str]) -> None:
    assert [entity.id for entity in names().called(form)] == ids


def test_every_question_has_a_rule() -> None:
    assert {rule.question for rule in rules()} == set(catalogue())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("firms-visited\tvisit", "apart by tabs"),
        ("no-question\tvisit\t\t", "a rule is a question"),
        ("firms-visited\tflies\t\t", "'flies'"),
        ("firms-visited\tvisit\t\tchief=Person", "no slot"),
    ],
)
def test_a_rule_that_is_wrong_is_named_with_file_and_line(tmp_path: Path, line: str, words: str) -> None:
    file = tmp_path / "rules.tsv"
    file.write_text(f"# rules\n{line}\n", "utf-8")
    with pytest.raises(DataError, match=r"rules.tsv:2") as raised:
        rules(file)
    assert words in str(raised.value)


def test_a_line_of_the_lexicon_without_words_is_named(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.tsv"
    file.write_text("visit\t走访\ngo\n", "utf-8")
    with pytest.raises(DataError, match=r"lexicon.tsv:2"):
        lexicon(file)


NAMED = ("欧阳竹", "鹤岗", "长屿科技", "欧阳市长", "2022年", "近三年", "3月以来", "到", "前三名", "半年内", "《", "》", "“", "statement/")
PIECES = st.sampled_from([*sorted(lexicon()), *NAMED])
QUESTIONS = st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join)
KNOWN = names()


@given(QUESTIONS)
@settings(max_examples=400, deadline=None)
def test_whatever_is_asked_is_understood_or_refused_with_a_reason(question: str) -> None:
    result = understand(question, KNOWN, TODAY)
    if isinstance(result, Refusal):
        assert result.reason in reasons() and result.detail.zh and result.detail.en
    else:
        asked = result.taken.interpretation
        parameters = {p.name: p for p in catalogue()[asked.question].parameters}
        assert set(asked.parameters) <= set(parameters)
        assert all(name in asked.parameters for name, p in parameters.items() if p.required)
        for name, value in asked.values.items():
            check(parameters[name], value)
