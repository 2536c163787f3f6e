"""Regions of an article: 佳木斯市, 佳木斯, 佳木斯市委、市政府 are one; 我市 is the article's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from zhaoshang.ingest.document import Document, Type

_GOVERNMENT = re.compile(
    r"(?:(?:[省市县区州旗镇乡]|自治区)委)?(?:、|和)?(?:[省市县区州旗镇乡]|自治区)?(?:人民政府|政府|党委|党工委|工委|管委会|管理委员会|委员会|行署)$|(?<=[省市县区州旗镇乡地])委$"
)
_LEVEL = re.compile(r"(?:特别行政区|[维壮回][^自]{0,2}自治区|自治区|自治州|自治县|地区|林区|新区|[省市县区州盟旗镇乡])$")


def place_of(name: str) -> str:
    """The place whose party committee or government ``name`` is: 佳木斯市委 -> 佳木斯市; any other name as it is. May be ""."""
    found = _GOVERNMENT.search(name)
    if not found:
        return name
    place = name[: found.start()]
    level = re.match(r"自治区|[省市县区州旗镇乡]", found.group())
    if level and place and not place.endswith(level.group()):
        place += level.group()
    return place


def bare(name: str) -> str:
    """The place's own name without its level, where two characters are left: 佳木斯市 -> 佳木斯, 高县 -> 高县."""
    found = _LEVEL.search(name)
    return name[: found.start()] if found and found.start() >= 2 else name


def names(forms: Sequence[str]) -> list[str]:
    """All forms of one region, the fullest name of the place itself first."""
    places = {place_of(form) for form in forms} | set(forms)
    return sorted(places, key=lambda n: (bool(_GOVERNMENT.search(n)), -len(n), n))


def without_place(document: Document) -> Callable[[str], str]:
    """A function that takes a leading place off a firm's name: 福建上瑞集团 -> 上瑞集团; the places are those of the text."""
    known = {bare(m.span.of(document.text)) for m in document.mentions if m.type is Type.PLACE}
    known |= set(_PROVINCES)
    pattern = re.compile(f"(?:{'|'.join(map(re.escape, sorted(known, key=lambda n: (-len(n), n))))})(?:省|市|县|区)?")

    def strip(name: str) -> str:
        found = pattern.match(name)
        return name[found.end() :] if found and len(name) - found.end() >= 2 else name

    return strip


_PROVINCES = (
    "中国", "北京", "天津", "上海", "重庆", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "江苏",
    "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "四川",
    "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾",
)  # fmt: skip
