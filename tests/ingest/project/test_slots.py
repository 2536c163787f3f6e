"""Where a project is proposed by its place in the sentence: firms told as what was built, lists, lines."""

import pytest

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.record.deal.mask import mask
from zhaoshang.ingest.record.deal.sites import find_sites
from zhaoshang.ingest.values import find_values
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Entity, Kind
from zhaoshang.ontology.values import Span


def proposed(text: str, *named: tuple[str, Type]) -> set[str]:
    """All forms of the sites of one sentence with these mentions."""
    whole = Span(0, len(text))
    article = Article("t", text, (whole,), False)
    kinds = {Type.FIRM: Kind.COMPANY, Type.PLACE: Kind.REGION, Type.BODY: Kind.BODY}
    mentions = [Mention(Span(text.index(n), text.index(n) + len(n)), t, None, f"e{i}") for i, (n, t) in enumerate(named)]
    entities = {f"e{i}": Entity(f"e{i}", kinds[t], (n,), ()) for i, (n, t) in enumerate(named)}
    money = [Mention(v.span, v.type, v.value) for v in find_values(text, None) if v.type is Type.MONEY]
    ordered = tuple(sorted([*mentions, *money], key=lambda m: m.span))
    document = Document(article, (whole,), ordered, entities)
    assert mask(document, whole).text
    return {form for site in find_sites(document) for form in site.forms}


@pytest.mark.parametrize(
    "text",
    [
        "青禾木业占地23亩，投资1500万元。",
        "投资3990万美元、建造3万吨级船舶的青禾木业，接连签约进驻。",
        "年产10000辆半挂车的青禾木业进入了投产阶段。",
        "引进项目3项，即青禾木业、远岚竹业、宏昌农林，区外资金1950万元。",
        "青禾木业今年正式投产，实现产值800万元。",
        "今年新上了青禾木业和一座广场，投资都不小。",
    ],
)
def test_a_firm_told_as_what_was_built_is_proposed(text: str) -> None:
    firms = [(n, Type.FIRM) for n in ("青禾木业", "远岚竹业", "宏昌农林") if n in text]
    assert {name for name, _ in firms} <= proposed(text, *firms)


@pytest.mark.parametrize(
    ("text", "named", "form"),
    [
        ("北川铁路扩能改造项目和柳塔至北川西铁路将陆续完工。", (), "柳塔至北川西铁路"),
        ("其中有明月家园小区建设项目、冷链物流园等。", (("明月家园小区", Type.PLACE),), "明月家园小区建设项目"),
        ("其中有宏胜陶瓷有限公司技改项目。", (("宏胜陶瓷有限公司", Type.FIRM),), "宏胜陶瓷有限公司技改项目"),
        ("地点在合心村，名字叫50万头生猪产业一体化项目。", (), "50万头生猪产业一体化项目"),
        ("有青河医学高等专科学校（二期）、滨江公园项目等。", (("青河", Type.PLACE),), "青河医学高等专科学校（二期）"),
        ("青河万达城项目开工，金石滩“海月城”项目也将开工。", (("金石滩", Type.PLACE), ("海月城", Type.PLACE)), "金石滩“海月城”项目"),
        ("要一道建九峰山抽水蓄能電站工程項目。", (("九峰山", Type.PLACE),), "九峰山抽水蓄能電站"),
        ("宏昌藥業拿2600萬元建5000畝中藥材基地。", (("宏昌藥業", Type.FIRM),), "5000畝中藥材基地"),
        ("開封市同遠岚集團簽的東湖開發項目，總投資4億元。", (("遠岚集團", Type.FIRM),), "東湖開發項目"),
        ("斯麦特年产20万吨微豆粉建造项目开工。", (), "斯麦特年产20万吨微豆粉建造项目"),
        ("南岭天湖、北川长滩两个资源性项目落地。", (), "北川长滩"),
        ("宏昌锂业年产2万吨磷酸铁锂、远岚氯酸盐副产氢气综合利用等已在建。", (), "宏昌锂业年产2万吨磷酸铁锂"),
        ("在建的电站有三座，南岭天湖、北川长滩、澄江五峰。", (), "澄江五峰"),
        ("象山区桂林健康产业园项目动工。", (("象山区桂林", Type.PLACE),), "桂林健康产业园项目"),
        ("乌东水电站的项目申请报告已经审过。", (), "乌东水电站"),
        ("市里同宏昌签的是澄江水务合作协议。", (("宏昌", Type.FIRM),), "澄江水务"),
    ],
)
def test_names_begin_and_end_where_the_words_say(text: str, named: tuple[tuple[str, Type], ...], form: str) -> None:
    assert form in proposed(text, *named)


def test_what_a_sum_built_is_no_building_area() -> None:
    assert "筑面积1800平方米" not in proposed("青禾食品厂投资2200万元，建筑面积1800平方米，正在装修。", ("青禾食品厂", Type.FIRM))
