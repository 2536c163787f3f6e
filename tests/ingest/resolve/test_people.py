"""Officials and executives: name, jurisdiction, posts, firm; never the name alone."""

from zhaoshang.ingest.resolve import MemoryIndex

from .articles import article, entity, ids, record, told

JIXI, HEGANG, HLJ = (entity("r1", "鸡西市", code="230300"), entity("r1", "鹤岗市", code="230400"), entity("r2", "黑龙江省", code="230000"))


def test_two_officials_of_one_name_in_two_cities_stay_two() -> None:
    index = MemoryIndex()
    one = told(index, article("a", "2023-03-01", "题"), [entity("o1", "郝云帆"), JIXI], record("tenure", person="o1", post="鸡西市副市长"))
    changsha = entity("r1", "长沙市", code="430100")
    two = told(
        index, article("b", "2023-03-02", "题"), [entity("o1", "郝云帆"), changsha], record("tenure", person="o1", post="长沙市委书记")
    )
    assert ids(one)["o1"] != ids(two)["o1"]
    assert not two.doubts


def test_one_post_told_in_three_spellings_is_one_official() -> None:
    index = MemoryIndex()
    posts = ("鸡西市市长", "鸡西市长", "鸡西市人民政府市长")
    outcomes = [
        told(index, article(p, "2023-03-01", "题"), [entity("o1", "郝云帆"), JIXI], record("tenure", person="o1", post=p)) for p in posts
    ]
    assert len({ids(o)["o1"] for o in outcomes}) == 1
    assert outcomes[2].identities[1].reasons == ("Both hold the post 市长 of city/230300.",)


def test_another_post_in_the_same_city_is_the_same_official() -> None:
    index = MemoryIndex()
    one = told(index, article("a", "2022-01-05", "题"), [entity("o1", "郝云帆"), JIXI], record("tenure", person="o1", post="鸡西市长"))
    two = told(index, article("b", "2023-03-02", "题"), [entity("o1", "郝云帆"), JIXI], record("tenure", person="o1", post="鸡西市委书记"))
    assert ids(one)["o1"] == ids(two)["o1"]


def test_a_promotion_within_the_province_is_left_to_a_person() -> None:
    index = MemoryIndex()
    one = told(index, article("a", "2022-01-05", "题"), [entity("o1", "郝云帆"), JIXI], record("tenure", person="o1", post="鸡西市委书记"))
    two = told(index, article("b", "2023-03-02", "题"), [entity("o1", "郝云帆"), HLJ], record("tenure", person="o1", post="黑龙江省副省长"))
    assert ids(one)["o1"] != ids(two)["o1"]
    (doubt,) = two.doubts
    assert doubt.reason == "uncertain identity"
    assert ids(one)["o1"] in doubt.detail and "promoted" in doubt.detail


def test_a_name_without_post_is_known_by_who_sent_the_trip() -> None:
    index = MemoryIndex()
    one = told(index, article("a", "2023-03-01", "题"), [entity("o1", "郝云帆"), JIXI], record("tenure", person="o1", post="鸡西市长"))
    trip = record("delegation", leader="o1", sender="r1", start="2023-03-05")
    two = told(index, article("b", "2023-03-09", "题"), [entity("o1", "郝云帆"), JIXI], trip)
    bare = told(index, article("c", "2023-03-10", "题"), [entity("o1", "郝云帆")])
    assert ids(one)["o1"] == ids(two)["o1"] != ids(bare)["o1"]


def test_executives_are_told_apart_by_their_firms() -> None:
    index = MemoryIndex()
    firms = [entity("c1", "云杉重工股份有限公司", "云杉重工"), entity("c1", "云杉重工"), entity("c1", "白桦药业有限公司")]
    posts = ("云杉重工股份有限公司总裁", "云杉重工董事长", "白桦药业有限公司总裁")
    found = [
        ids(told(index, article(p, "2023-03-01", "题"), [entity("x1", "陆远舟"), f], record("tenure", person="x1", post=p)))["x1"]
        for f, p in zip(firms, posts, strict=True)
    ]
    assert found[0] == found[1] != found[2]


def test_a_refusal_keeps_two_apart_and_a_merge_joins_them() -> None:
    index = MemoryIndex()
    one = told(index, article("a", "2022-01-05", "题"), [entity("o1", "郝云帆"), JIXI], record("tenure", person="o1", post="鸡西市委书记"))
    two = told(index, article("b", "2023-03-02", "题"), [entity("o1", "郝云帆"), HLJ], record("tenure", person="o1", post="黑龙江省副省长"))
    index.merge(ids(two)["o1"], ids(one)["o1"])
    three = told(
        index, article("c", "2023-04-02", "题"), [entity("o1", "郝云帆"), HLJ], record("tenure", person="o1", post="黑龙江省副省长")
    )
    assert ids(three)["o1"] == ids(one)["o1"]


def test_a_zone_is_the_same_office_whether_or_not_it_is_an_entity_of_the_article() -> None:
    index = MemoryIndex()
    zone, city = entity("r1", "鸡西经开区"), entity("r1", "鸡西市", code="230300")
    posts = ("鸡西经开区管委会主任", "鸡西经济技术开发区管委会主任")
    found = [
        ids(told(index, article(f"a{n}", "2023-03-01", "题"), [entity("o1", "郝云帆"), place], record("tenure", person="o1", post=post)))[
            "o1"
        ]
        for n, (post, place) in enumerate((post, place) for post in posts for place in (zone, city))
    ]
    assert len(set(found)) == 1


def test_an_executive_without_a_firm_may_be_of_one_that_the_article_names() -> None:
    index = MemoryIndex()
    one = told(
        index,
        article("a", "2023-03-01", "题"),
        [entity("x1", "陆远舟"), entity("c1", "云杉重工")],
        record("tenure", person="x1", post="云杉重工总裁"),
    )
    two = told(
        index,
        article("b", "2023-04-01", "题"),
        [entity("x1", "陆远舟"), entity("c1", "云杉重工")],
        record("tenure", person="x1", post="集团总裁"),
    )
    other = told(index, article("c", "2023-04-01", "题"), [entity("x1", "陆远舟"), entity("c1", "白桦药业")])
    assert ids(one)["x1"] == ids(two)["x1"] != ids(other)["x1"]


def test_a_post_without_its_place_is_of_a_place_that_the_article_names() -> None:
    index = MemoryIndex()
    one = told(index, article("a", "2023-03-01", "题"), [entity("o1", "郝云帆"), JIXI], record("tenure", person="o1", post="鸡西市长"))
    two = told(index, article("b", "2023-04-01", "题"), [entity("o1", "郝云帆"), JIXI], record("tenure", person="o1", post="市长"))
    other = told(index, article("c", "2023-04-01", "题"), [entity("o1", "郝云帆"), HEGANG], record("tenure", person="o1", post="市长"))
    assert ids(one)["o1"] == ids(two)["o1"] != ids(other)["o1"]
