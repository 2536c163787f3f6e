"""Regions of an article: 佳木斯市, 佳木斯, 佳木斯市委、市政府 are one; a bare 市委 or 我市 is the article's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.gazetteer import Level, candidates, get
from zhaoshang.ingest.gazetteer.load import book
from zhaoshang.ingest.table import read_table
from zhaoshang.ontology.reading import Entity

from .home import Home

_ORGAN = re.compile(
    r"(?:[、和]?(?:自治[区州县]|地区|[省市县区州盟旗镇乡])?(?:人民政府|政府|党委|党工委|工委|管委会|管理委员会|行署)|(?<=[省市县区州旗镇乡地])委)+$"
)
_LEVEL = re.compile(r"(?:特别行政区|[维壮回][^自]{0,2}自治区|自治区|自治州|自治县|地区|林区|新区|[省市县区州盟旗镇乡])$")
_ZONES: tuple[tuple[str, ...], ...] = (
    ("高新技术产业开发区", "高新技术开发区", "高新技术产业园区", "高新区"),
    ("经济技术开发区", "经济开发区", "经开区", "开发区"),
    ("综合保税区", "综保区", "保税区"),
    ("自由贸易试验区", "自贸试验区", "自贸区"),
    ("工业园区", "产业园区", "园区"),
    ("管委会",),
)
_SELF = re.compile(r"[我本](自治[区州县]|[省市县区州盟旗镇乡])$")


def place_of(name: str) -> str:
    """The place whose party committee or government ``name`` is: 佳木斯市委、市政府 -> 佳木斯市; any other as it is. May be ""."""
    found = _ORGAN.search(name)
    if not found:
        return name
    place = name[: found.start()]
    level = re.match(r"自治[区州县]|[省市县区州旗镇乡]", found.group())
    return place + level.group() if level and place and not place.endswith(level.group()) else place


def bare(name: str) -> str:
    """The place's own name without its level, where two characters are left: 佳木斯市 -> 佳木斯, 高县 -> 高县."""
    found = _LEVEL.search(name)
    return name[: found.start()] if found and found.start() >= 2 else name


def is_group(entity: Entity) -> bool:
    """长三角, 欧洲: a group of places, which holds whatever place of it is named besides."""
    return any(place.level is Level.GROUP for name in entity.names for place in candidates(name))


def grouped(document: Document) -> dict[str, list[Mention]]:
    """The PLACE mentions, and the DEIXIS of the article's own place, by region: by code where known, else by name."""
    home = Home(document)
    groups: dict[str, list[Mention]] = defaultdict(list)
    zones: list[Mention] = []
    for m in document.mentions:
        if m.type is Type.PLACE and isinstance(m.value, str):
            groups[m.value].append(m)
        elif m.type is Type.PLACE and (key := _key(m.span.of(document.text), home)):
            (zones if _zone_kind(key) == key else groups[key]).append(m)
        elif m.type is Type.DEIXIS and (own := _SELF.match(m.span.of(document.text))) and (code := home.of_level(own.group(1))):
            groups[code].append(m)
    for m in zones:
        groups[_full_zone(m.span.of(document.text), groups)].append(m)
    return _merged({key: own for key, own in groups.items() if not _is_generic(key)}, document.text)


@cache
def _generic() -> frozenset[str]:
    return frozenset(row[0] for _, row in read_table(Path(__file__).parent / "generic_places.tsv", 1))


_LEVELS = re.compile(r"[各全]?[省市县区州盟旗镇乡地]{2,4}")


def _is_generic(name: str) -> bool:
    """True for what names a kind of places (厂区, 市县, 各区) and none of them, and for two places by a letter each (川港, 中美)."""
    if len(name) == 2 and name not in book().names and all(c in book().letters or c in "中美日韩俄法德英欧" for c in name):
        return True
    return name in _generic() or bool(_LEVELS.fullmatch(name))


def _merged(groups: dict[str, list[Mention]], text: str) -> dict[str, list[Mention]]:
    """The groups with those joined that one article would not use for two places.

    A name without a code joins the one group whose name it shortens (上杭 and 上杭县, 临港新城 and 江阴临港新城). One bare name read
    as two divisions is the higher of them: 西安 in an article on 黑龙江 that also says 陕西西安 is no district of 牡丹江.
    """
    forms = {key: {place_of(m.span.of(text)) for m in own} | ({get(key).name} if is_code(key) else set()) for key, own in groups.items()}
    by_bare: dict[str, list[str]] = defaultdict(list)
    longer: dict[str, set[str]] = defaultdict(set)
    for key in groups:
        if is_code(key):
            by_bare[bare(get(key).name)].append(key)
        for form in forms[key]:
            for ending in {bare(form), *(form[-size:] for size in range(3, len(form)))} - {form}:
                longer[ending].add(key)
    merged: dict[str, list[Mention]] = {}
    for key, own in groups.items():
        target = key
        if is_code(key):
            rivals = [other for other in by_bare[bare(get(key).name)] if len(other) <= len(key) and _same_bare(key, other, forms)]
            target = min([key, *rivals], key=lambda code: (_rank(code), code != key))
        elif len(fits := longer[key] - {key}) == 1:
            target = next(iter(fits))
        merged.setdefault(target, []).extend(own)
    return merged


def is_code(key: str) -> bool:
    """True if the key is a division's, township's or country's code; what an article prints in Latin letters is none."""
    return key in book().places or (len(key) == 9 and key.isascii() and key.isdigit())


def _rank(code: str) -> int:
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


def _same_bare(key: str, other: str, forms: dict[str, set[str]]) -> bool:
    """True if the text only uses a bare name for ``key``, and ``other`` is a higher division of that name."""
    name = bare(get(key).name)
    printed = forms[key] - {get(key).name}
    return key != other and printed == {name} and bare(get(other).name) == name and _rank(other) < _rank(key)


def _key(name: str, home: Home) -> str:
    """A code or name for a place without a code; a bare organ (市委) is the home place's, "" where that is open."""
    place = place_of(name)
    if place and place == name.split("、")[0] and not _ORGAN.search(name):
        return place
    level = re.match(r"(自治[区州县]|[省市县区州盟旗镇乡])", name)
    if not place or (level and place == level.group()):
        return home.of_level(level.group()) if level else "管委会" if name.startswith("管委会") else ""
    return place


def _zone_kind(name: str) -> str:
    return next((kind for kinds in _ZONES for kind in kinds if name.endswith(kind)), "")


def _full_zone(name: str, groups: dict[str, list[Mention]]) -> str:
    """高新区 alone is the one zone of that kind that the text names in full; itself where there are none or several."""
    kinds = next((kinds for kinds in _ZONES if name.endswith(kinds)), (name,))
    if name.startswith("管委会"):
        kinds = tuple(kind for other in _ZONES for kind in other)
    fits = [key for key in groups if key.endswith(kinds) and key != name]
    return fits[0] if len(fits) == 1 else name


def names(key: str, forms: Sequence[str]) -> list[str]:
    """All names of a region, the fullest first: its official name where the code tells it, then the text's own forms."""
    own = [form for form in dict.fromkeys(forms) if not _SELF.match(form)]
    places = sorted({p for form in own if (p := place_of(form)) and len(p) > 1} | {f for f in own if not _ORGAN.search(f)}, key=_fullest)
    organs = sorted({form for form in own if _ORGAN.search(form) and len(form) > 3}, key=_fullest)
    official = [get(key).name] if is_code(key) else []
    return list(dict.fromkeys([*official, *places, *organs, *([] if official or places else [key])]))


def _fullest(name: str) -> tuple[int, str]:
    return -len(name), name


def without_place(document: Document) -> Callable[[str], str]:
    """A function that takes a leading place off a firm's name: 福建上瑞集团 -> 上瑞集团; the places are those of the text."""
    known = {bare(place_of(m.span.of(document.text))) for m in document.mentions if m.type is Type.PLACE}
    known = {name for name in known if len(name) > 1} | set(_PROVINCES)
    longest = max(map(len, known))

    def strip(name: str) -> str:
        for size in range(min(longest, len(name) - 2), 1, -1):
            if name[:size] in known:
                rest = name[size + 1 :] if name[size : size + 1] in ("省", "市", "县", "区") else name[size:]
                return rest if len(rest) >= 2 else name
        return name

    return strip


_PROVINCES = (
    "中国", "北京", "天津", "上海", "重庆", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "江苏",
    "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "四川",
    "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾",
)  # fmt: skip
