"""Places in running text."""

from itertools import pairwise

import pytest

from zhaoshang.ingest.gazetteer import find_places

CASES = [
    ("市长率队赴宜宾市高县、山东潍坊考察", "宜宾市高县=511525 山东潍坊=370700"),
    ("来到佳木斯高新区和晋江（长汀）工业园区", "佳木斯高新区=None 晋江（长汀）工业园区=None"),
    ("考察团赴沪招商，随后来桂考察", "沪=310000 桂=450000"),
    ("襄樊市与合作市签约，双方合作开放", "襄樊市=420600 合作市=623001"),
    ("在吉林长春，与朝阳区座谈", "吉林长春=220100 朝阳区=220104"),
    ("东莞市东城街道", "东莞市东城街道=None"),
    ("北京市朝阳区望京街道", "北京市朝阳区望京街道=110105026"),
    ("山东省潍坊市寿光市", "山东省潍坊市寿光市=370783"),
    ("苏州工业园区、重庆两江新区", "苏州工业园区=None 重庆两江新区=None"),
    ("出访德国、匈牙利与东盟十国", "德国=DE 匈牙利=HU 东盟十国=None"),
    ("海南自贸港", "海南自贸港=None"),
    ("代表团参观了中马钦州产业园区，老城区变化很大", "中马钦州产业园区=None"),
    ("鹤岗企业走进萧山经开区，打造大化工园区", "鹤岗=230400 萧山经开区=None"),
    ("落户富民工业园区，徐州市睢宁县仅沙集镇", "富民工业园区=None 徐州市睢宁县=320324 沙集镇=320324109"),
    ("落户南海区，在南海之滨", "南海区=440605 南海=440605"),
    ("资源整合，开放合作，友谊长存，共和国", ""),
    ("衢州来的客商到柯城、江山考察，江山如画", "衢州=330800 柯城=330802 江山=330881"),
    ("柯城、江山", ""),
    ("谯城区区长宁广陵、董事长安若溪到湖南省长沙", "谯城区=341602 湖南省长沙=430100"),
    ("来宁波的客商在新能源领域洽谈", "宁波=330200"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_places(text: str, expected: str) -> None:
    assert " ".join(f"{m.span.of(text)}={m.value}" for m in find_places(text)) == expected


def test_the_papers_own_place_tells_a_shared_name() -> None:
    (mention,) = find_places("客商考察了朝阳区", ["110000"])
    assert mention.value == "110105"


def test_a_place_at_the_head_of_an_institution_is_doubtful() -> None:
    inside, own = find_places("毕业于中山大学，落户中山市")
    assert inside.score < 0.5 < own.score


def test_mentions_are_in_order_and_apart() -> None:
    text = "".join(case for case, _ in CASES) * 3
    found = find_places(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
