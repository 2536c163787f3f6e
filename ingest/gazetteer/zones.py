"""Development zones and parks, which no list holds: a place, a name of their own, and a word for what they are."""

from __future__ import annotations

import re
from functools import cache

_KINDS = (
    "国家级经济技术开发区|国家级高新技术产业开发区|国家经济技术开发区|国家高新技术产业开发区|经济技术开发区|高新技术产业开发区|高新技术开发区|高技术产业开发区|高新技术产业园区|高新技术产业园|高新区|经济开发区|经开区|开发区"
    "|综合保税区|保税港区|保税物流园区|保税区|综保区|出口加工区|自由贸易试验区|自由贸易区|自由贸易港|自贸试验区|自贸区|自贸港|边境经济合作区|跨境经济合作区|经济合作区|经贸合作区|国际合作区|合作区|示范区|先导区|试验区|航空港区|空港新区|临空经济区|临港经济区"
    "|化工园区|化工产业园|工业园区|工业集中区|工业集聚区|工业新区|工业园|工业区|产业园区|产业集聚区|产业集中区|产业转移园|产业新城|产业园|科技园区|科技产业园|科技城|科技园|科学城|软件园|物流园区|物流园|创业园|创新园|生态园|农业园区|农业科技园"
    "|产业功能区|功能区|生命科学园|科学园|生物城|软件谷|光谷|智谷|物流城|工业城|汽车城|汽车园|尼龙城|纺织城|产业示范园|示范园区|示范园|农业园|服务外包园|电商园|互市区"
    "|边境贸易区|石化基地|化工基地|产业基地|总部基地|管理区|片区|台商投资区|投资区|度假区|旅游度假区|国家级新区|新区|新城|新片区|园区|商务区"
)
_OWN = r"[\u4e00-\u9fffA-Za-z0-9]"
_NO_NAME = (
    "(?!管委|主任|书记|[局市县区镇部处厂]长|董事|经理|企业|项目|重要|重点|特色|考察|投资|走进|来到|参观"
    "|签约|前往|座谈|落户|推介|建设|打造|准备|组建|筹建|设立|一期|二期)"
)
"""Words that no zone's own name holds."""
_STOP = "的了在与和同及等是到赴于将从对由为把让被向着过各该本我全省内外县市以也都其这那每某一二三四五六七八九十两几多大小区第、，。仅看率"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[(（]{_OWN}{{2,6}}[)）])?(?P<own>(?:(?![{_STOP}]){_NO_NAME}{_OWN}){{0,10}}?)(?P<kind>{_KINDS})(?:[(（](?P<part>{_OWN}{{2,8}}?[区园])[)）])?(?!域)"
    )


_PART = re.compile(
    rf"(?:(?![{_STOP}]){_NO_NAME}[\u4e00-\u9fff]){{1,5}}?(?:园区|工业园|产业园|科技园|汽博园|软件园|物流园|科学城|片区)(?!域)"
)
_NAMED = re.compile(
    rf"(?<=[在到往赴入户进观察访了和与于、，；“])(?P<own>(?:(?![{_STOP}]){_NO_NAME}[\u4e00-\u9fff]){{2,8}}?)"
    r"(?:产业园区|工业园区|产业园|工业园|科技园|物流园|示范园|园区|开发区|示范区|试验区|功能区|新城)(?![域\u4e00-\u9fff]{0,6}项目)"
)
_TOWNSHIP = re.compile(rf"(?<=[市县区旗州])(?:(?![{_STOP}])[\u4e00-\u9fff]){{2,4}}?(?:街道|镇|乡|苏木)(?!企|村|长|党|政|办|干)")


def zone_after(text: str, start: int) -> int:
    """The end of a zone's or township's name that continues a place's name ending at ``start`` (佳木斯｜高新区), or ``start``.

    A park of the zone's is part of its name: 兰州高新区定连园区."""
    found = _pattern().match(text, start, start + 40)
    if found:
        part = _PART.match(text, found.end())
        return part.end() if part else found.end()
    town = _TOWNSHIP.match(text, start, start + 8)
    return town.end() if town else start


def zones_alone(text: str) -> list[tuple[int, int]]:
    """Zones named without their place: the word for what they are, as long as it can be (高新区, 经开区, 综保区)."""
    return [
        (m.start(), m.end())
        for m in re.finditer(r"(?:高新技术产业开发区|高新区|经济技术开发区|经开区|综合保税区|综保区|自贸试验区|自贸区|开发区)", text)
    ]


def zones_named(text: str) -> list[tuple[int, int, int]]:
    """(start, end of the own name, end) of zones with a name of their own that begins with no known place, where a place may stand."""
    return [(m.start(), m.end("own"), m.end()) for m in _NAMED.finditer(text)]
