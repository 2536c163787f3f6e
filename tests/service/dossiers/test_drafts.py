"""What is put, made into fields: codes, sums, stages, headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang.ontology.errors import ZhaoshangError
from zhaoshang.service.dossiers.bulk import rows
from zhaoshang.service.dossiers.codes import is_credit_code
from zhaoshang.service.dossiers.draft import from_json
from zhaoshang.service.dossiers.fields import field_called, fields
from zhaoshang.service.dossiers.words import amount, stage


@pytest.mark.parametrize("code", ["914403001922038216", "91440300708461136T"])
def test_a_credit_code_has_its_check_character(code: str) -> None:
    assert is_credit_code(code)
    assert not is_credit_code(code[:-1] + ("1" if code[-1] != "1" else "2"))
    assert not is_credit_code(code[1:])
    assert not is_credit_code(code.lower()) or code.isdigit()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("32亿元", "3200000000"),
        ("1.5万", "15000"),
        ("3,000,000", "3000000"),
        ("约８亿元人民币", "800000000"),
        ("2亿美元", "200000000"),
        ("若干", "若干"),
    ],
)
def test_sums_are_numbers(text: str, said: str) -> None:
    assert amount(text) == said


def test_stages_are_the_ontologys() -> None:
    assert [stage(text) for text in ("已开工", "签约", "operating", "待定")] == ["construction", "signed", "operating", "待定"]


def test_fields_are_found_by_any_of_their_names() -> None:
    assert {field_called(text) for text in ("职务", "Post", "position", "岗位")} == {"post"}
    assert {field_called(text) for text in ("统一社会信用代码", "credit_code", "creditCode", "USCC")} == {"creditCode"}
    assert field_called("血型") == ""
    assert all(field_called(one.name) == one.name for one in fields())


def test_what_no_field_is_called_is_said() -> None:
    draft = from_json({"姓名": "丛丽", "血型": "O", "空": "", "投资方": "甲"})
    assert draft.type == "Person"
    assert draft.warnings == ("血型: no such field", "investor: a Person has no such field")


KEYS = ["name", "type", "schema", "properties", "fields", "text", "姓名", "amount", "id"]
LEAVES = st.none() | st.booleans() | st.floats() | st.text(max_size=20)
KEY = st.sampled_from(KEYS) | st.text(max_size=5)
ANY = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=4))


@given(ANY)
def test_anything_is_a_draft_or_says_why_not(given_: object) -> None:
    try:
        draft = from_json(given_)
    except ZhaoshangError as error:
        assert error.what
    else:
        assert draft.names or draft.text


@given(st.text(max_size=200), st.sampled_from(["text/csv", "application/x-ndjson"]))
def test_any_text_is_rows_or_says_why_not(text: str, media: str) -> None:
    try:
        found = rows(text, media)
    except ZhaoshangError as error:
        assert error.what
    else:
        assert all(bool(row.draft) != bool(row.fault) for row in found)
        assert all(1 <= row.line <= text.count("\n") + text.count("\r") + 1 for row in found)
