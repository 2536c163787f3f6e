"""What is written outside the event loop reads as it would have been read inside it."""

import json
from dataclasses import asdict, dataclass
from typing import Any

import pytest

from zhaoshang.service.written import PIECE, octets


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    sure: float
    ends: tuple[str, ...] = ()
    after: "Step | None" = None


@dataclass(frozen=True, slots=True)
class Walk:
    steps: tuple[Step, ...]
    counts: dict[str, int]
    next: int | None = None


STEP = Step('招商 "引" \\ \n\x00 \U0001f600', 0.1, ("a", "b"), Step("b", -0.0))


@pytest.mark.parametrize("count", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 1])
def test_a_list_of_any_length_is_whole(count: int) -> None:
    walk = Walk(tuple(Step(str(n), n / 7) for n in range(count)), {"Company": count})
    assert json.loads(octets(walk)) == json.loads(json.dumps(asdict(walk)))
    assert json.loads(octets({"data": {"values": [[n, str(n)] for n in range(count)]}}))["data"]["values"] == [
        [n, str(n)] for n in range(count)
    ]


@pytest.mark.parametrize(
    "value",
    [None, True, 1, 10**30, 1e300, 0.0001, "", "招", [], {}, [[]], {"a": [{"b": None}]}, [1, "a", None, 2.5], {"": 0, '"': 1}],
    ids=repr,
)
def test_plain_values(value: Any) -> None:
    assert json.loads(octets(value)) == value


def test_dataclasses_at_any_depth() -> None:
    value = {"one": STEP, "many": [STEP, STEP], "mixed": [STEP, 1, {"deep": STEP}], "walk": Walk((STEP,), {"a": 1}, 3)}
    said = asdict(STEP) | {"ends": ["a", "b"], "after": asdict(STEP)["after"] | {"ends": []}}
    assert json.loads(octets(value)) == {
        "one": said, "many": [said, said], "mixed": [said, 1, {"deep": said}],
        "walk": {"steps": [said], "counts": {"a": 1}, "next": 3},
    }  # fmt: skip


def test_a_dataclass_of_another_kind_among_many_loses_nothing() -> None:
    assert json.loads(octets([Step("a", 1.0), Walk((), {})])) == [
        {"name": "a", "sure": 1.0, "ends": [], "after": None}, {"steps": [], "counts": {}, "next": None},
    ]  # fmt: skip
