"""Damaged articles: offsets are exact, no room fails, nothing hangs. ``python -m bench.mutated`` is the same for 10,000 and more."""

import pytest

from bench.lengths import KINDS
from bench.mutated import article, faults, mutated, texts
from zhaoshang.ingest.pipeline import read_uncalibrated


@pytest.mark.parametrize("first", [0, 40])
def test_damaged_articles_are_read_without_a_fault(first: int) -> None:
    sources = texts()
    found = {seed: list(faults(mutated(seed, sources))) for seed in range(first, first + 40)}
    assert not {seed: wrong for seed, wrong in found.items() if wrong}


def test_a_place_in_letters_that_no_gazetteer_has_is_no_code() -> None:
    assert list(faults(article("a", "这是" + "\x0b" * 12 + "市，市长郝云帆率队赴\x0b\x0b\x0b市考察。"))) == []


def test_a_place_that_begins_with_a_number_is_no_code() -> None:
    words = "安康市市长郝云帆率队赴12洲考察，走访海汇机电有限公司。"
    assert list(faults(article("a", words))) == []
    assert all(e.code != "12洲" for e in read_uncalibrated(article("a", words)).entities)


def test_an_article_may_end_anywhere() -> None:
    """Cut off in the middle of a word or behind a name, without a last full stop: a whole record room was lost by that."""
    words = "5月8日，安康市市长郝云帆率队赴苏州考察，海汇机电有限公司投资10亿元的新材料产业园项目落户昆山，由青梧精密建在太仓市"
    read_uncalibrated(article("a", words))  # what is loaded at the first article is not its time
    assert {end: wrong for end in range(1, len(words) + 1) if (wrong := list(faults(article("a", words[:end]))))} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_are_read_without_a_fault(kind: str) -> None:
    assert list(faults(article("a", KINDS[kind](1500)))) == []


def test_twice_the_names_in_one_list_are_twice_the_tenures() -> None:
    """A list of 2,000 posts and names is compared with its neighbours, not with itself."""
    found = [
        sum(r.type == "tenure" for r in read_uncalibrated(article("a", KINDS["people in one list"](size))).records) for size in (3000, 6000)
    ]
    assert found[1] == pytest.approx(2 * found[0], rel=0.1)
