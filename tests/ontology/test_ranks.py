"""Ranks of posts: the table's word that ends the post and the level of the place decide."""

from __future__ import annotations

import pytest

from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.ranks import levels_from, rank_of, ranks, read_ranks


@pytest.mark.parametrize(
    ("post", "level", "rank"),
    [
        ("黑龙江省省长", "province", "zhengbu"),
        ("上海市市长", "municipality", "zhengbu"),
        ("上海市商务委主任", "municipality", "zhengting"),  # no row for municipalities: as in a province
        ("哈尔滨市副市长", "sub-provincial-city", "zhengting"),
        ("佳木斯市委书记", "prefecture-city", "zhengting"),
        ("佳木斯市副市长", "prefecture-city", "futing"),
        ("佳木斯市人大常委会副主任", "prefecture", "futing"),
        ("佳木斯市纪委书记", "prefecture-city", "futing"),
        ("佳木斯市发改委副主任", "prefecture-city", "fuchu"),
        ("富锦市市长", "county-city", "zhengchu"),
        ("富锦市商务局局长", "county-city", "zhengke"),
        ("富锦镇副镇长", "township", "fuke"),
    ],
)
def test_the_longest_word_at_the_place_s_level_decides(post: str, level: str, rank: str) -> None:
    assert rank_of(post, level) == rank


@pytest.mark.parametrize(
    ("post", "level"),
    [("佳木斯高新区管委会主任", "development-zone"), ("董事长", "prefecture-city"), ("市发改委党组书记", "prefecture"), ("市长", "")],
)
def test_where_the_table_does_not_tell_there_is_no_rank(post: str, level: str) -> None:
    assert rank_of(post, level) is None


def test_a_deputy_never_ranks_with_the_head() -> None:
    for (word, level), rank in ranks().items():
        if word.startswith("副") and (word[1:], level) in ranks():
            assert ranks()[word[1:], level] != rank, word


def test_levels_go_from_narrow_to_broad() -> None:
    assert levels_from("league") == ("league", "prefecture")
    assert levels_from("country") == ("country",)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("市长\tprefecture", "three cells"),
        ("市长\tvillage\tgu", "no region level: village"),
        ("市长\tprefecture\tzhengda", "no post rank: zhengda"),
        ("市长\tprefecture\tfuting", "stand above"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(line: str, wrong: str) -> None:
    with pytest.raises(DataError, match=rf"ranks\.tsv:3: .*{wrong}"):
        read_ranks(f"# comment\n市长\tprefecture\tzhengting\n{line}\n", "ranks.tsv")
