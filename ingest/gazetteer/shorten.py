"""The short form of a division's name: 佳木斯市 is 佳木斯, 积石山保安族东乡族撒拉族自治县 is 积石山."""

from __future__ import annotations

import re

_PEOPLES = (
    "满族|蒙古族|蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族"
    "|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|塔吉克族|塔吉克|怒族|普米族|鄂温克族|保安族|裕固族|独龙族|各族"
)
_LEVEL = re.compile(rf"(?:(?:{_PEOPLES})*自治[区州县旗]|特别行政区|省|地区|盟|林区|特区|矿区|新区|[市县区旗])$")
_TOWNSHIP = re.compile(r"(?:(?:[\u4e00-\u9fff]{1,3}族)+乡|街道办事处|地区办事处|街道|苏木|镇|乡)$")


def short_form(name: str) -> str:
    """``name`` without the word of its level (and the peoples it names); the name itself where less than two characters are left."""
    found = _LEVEL.search(name)
    return name[: found.start()] if found and found.start() >= 2 else name


def short_township(name: str) -> str:
    """The same for townships."""
    found = _TOWNSHIP.search(name)
    return name[: found.start()] if found and found.start() >= 2 else name
