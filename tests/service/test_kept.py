"""Answers that are kept: the same bytes again, and none from before a change of the graph."""

from zhaoshang.service.kept import LARGEST, Body, Kept


def body(text: str) -> Body:
    return Body(text.encode(), False)


def test_an_answer_is_kept_until_the_number_changes() -> None:
    kept = Kept()
    kept.put(1, "a", body("x"))
    assert kept.get(1, "a") == body("x")
    assert kept.get(2, "a") is None
    kept.put(2, "b", body("y"))
    assert kept.get(2, "a") is None
    kept.put(1, "a", body("late"))
    assert (kept.get(1, "a"), kept.get(2, "b")) == (None, body("y"))


def test_those_asked_for_longest_ago_go_first_and_large_ones_are_not_kept() -> None:
    kept = Kept(most=3_030)
    for name in "abc":
        kept.put(1, name, body(name * 10))
    assert kept.get(1, "a")
    kept.put(1, "d", body("d" * 10))
    assert kept.get(1, "b") is None
    assert kept.get(1, "a") and kept.get(1, "d")
    kept.put(1, "large", Body(b" " * (LARGEST + 1), False))
    assert kept.get(1, "large") is None


def test_what_was_asked_weighs_too() -> None:
    kept = Kept(most=10_000)
    kept.put(1, "a", body("x"))
    kept.put(1, "b", body("y"), weight=8_500)
    assert (kept.get(1, "a"), kept.get(1, "b")) == (None, body("y"))
