"""Names are found as people type them."""

import pytest

from zhaoshang.service.search.index import Named, NameIndex

INDEX = NameIndex(
    [
        Named("city/230800", "City", "佳木斯市", ("佳木斯",), 9),
        Named("official/a", "Official", "林书远", (), 4),
        Named("official/b", "Official", "林舒媛", (), 1),
        Named("company/a", "Company", "云栖谷新材料股份有限公司", ("云栖谷新材", "云栖谷"), 3),
        Named("company/b", "Company", "重庆云栖物流有限公司", (), 7),
    ]
)


def ids(query: str, **more: object) -> list[str]:
    return [hit.id for hit in INDEX.search(query, **more).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("佳木斯", "city/230800"),
        ("jiamusi", "city/230800"),
        ("Jia mu si", "city/230800"),
        ("jms", "city/230800"),
        ("雲棲谷", "company/a"),
        ("云栖谷新材料股份有限公司", "company/a"),
        ("物流", "company/b"),
        ("chongqingyunqi", "company/b"),
        ("lín shū yuǎn", "official/a"),
    ],
)
def test_chinese_of_either_script_pinyin_and_parts_find_the_entity(query: str, first: str) -> None:
    assert ids(query)[0] == first


def test_the_more_mentioned_of_two_homophones_comes_first() -> None:
    assert ids("linshuyuan") == ["official/a", "official/b"]


def test_an_exact_name_comes_before_a_more_mentioned_part() -> None:
    assert ids("云栖谷") == ["company/a"]
    assert ids("云栖") == ["company/a", "company/b"]


def test_types_are_counted_over_all_hits_whatever_the_filter() -> None:
    found = INDEX.search("l", type_="Company")
    assert found.types.get("Official") == 2
    assert all(hit.type == "Company" for hit in found.hits)


def test_pages_do_not_overlap_and_cover_all() -> None:
    pages = [ids("l", limit=1, offset=i)[0] for i in range(INDEX.search("l").total)]
    assert len(set(pages)) == len(pages) == INDEX.search("l").total


@pytest.mark.parametrize("query", ["", "   ", "%", "_", "'; DROP TABLE form; --", "\x00", "😀"])
def test_nothing_found_is_no_error(query: str) -> None:
    assert ids(query) == []


def test_an_index_that_takes_the_place_of_another_finds_what_it_holds_itself_and_no_more() -> None:
    first = NameIndex([Named("city/1", "City", "佳木斯市"), Named("city/2", "City", "鹤岗市")])
    second = NameIndex([Named("city/2", "City", "鹤岗市"), Named("city/3", "City", "绥化市")], first)
    found = {query: [hit.id for hit in second.search(query).hits] for query in ("jiamusi", "hegang", "hgs", "suihua")}
    assert found == {"jiamusi": [], "hegang": ["city/2"], "hgs": ["city/2"], "suihua": ["city/3"]}
