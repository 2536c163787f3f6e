"""The parts of asking: sounds, names, what is refused, and data files that say where they are wrong."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.names import normal, normals
from zhaoshang.queries.asking import Refusal, understand
from zhaoshang.queries.asking.lexicon import lexicon
from zhaoshang.queries.asking.names import Holding, Names
from zhaoshang.queries.asking.refusals import reasons
from zhaoshang.queries.asking.rules import rules
from zhaoshang.queries.asking.sound import same_sound
from zhaoshang.queries.binding import check
from zhaoshang.queries.catalogue import catalogue

TODAY = datetime.date(2024, 10, 15)


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
        ("鹤岗市副书记", []),
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


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("长屿科技走访过哪些企业", "out-of-scope"),
        ("鹤岗来过哪些企业", "unsupported"),
        ("鹤岗被哪些地方走访过", "unsupported"),
        ("于来走访过哪些企业", "unknown-name"),
        ("谁恨欧阳竹", "unknown-name"),
        ("鹤岗招商局走访了哪些公司", "unknown-name"),
        ("欧阳竹走访过哪些国企", "unsupported"),
        ("欧阳竹带队最多的地方", "unsupported"),
        ("谁投资了长屿科技", "several-meanings"),
    ],
)
def test_what_would_be_answered_wrongly_is_refused(question: str, reason: str) -> None:
    result = understand(question, names(), TODAY)
    assert isinstance(result, Refusal) and result.reason == reason


def test_a_place_within_the_place_before_it_is_the_one_that_is_asked_for() -> None:
    known = Names([("province/230000", "黑龙江省", ()), ("city/230400", "鹤岗市", ()), ("city/360700", "赣州市", ())])
    inside = understand("黑龙江鹤岗签约了哪些项目", known, TODAY)
    assert not isinstance(inside, Refusal) and inside.taken.interpretation.parameters == {"place": "city/230400"}
    assert isinstance(understand("黑龙江赣州签约了哪些项目", known, TODAY), Refusal)


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
