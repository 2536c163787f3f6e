"""Which firm or body can have which post, and a post of a place written out."""

from __future__ import annotations

import re

DUTY = re.compile(
    r"^(?:财务|安全|行政|市场|销售|营销|运营|技术|研发|人力资源|人事|法务|战略|生产|品牌|商务|设计|采购|质量|投资|营运|业务)$"
)
"""What a post in a firm looks after, and no unit of its own."""


def ends_with(name: str, ending: str) -> bool:
    """浙江东岳集团有限公司 ends with 集团 as well."""
    return re.sub(r"(?:股份|控股)?有限(?:责任)?公司$|公司$|[（(].*[)）]$", "", name).endswith(ending)


def of_place(place: str, post: str) -> str:
    """安康市 and 市长 are 安康市长."""
    return place.removesuffix(post[0]) + post


_SENT = re.compile(r"(?:到|赴|去了|往)([\u4e00-\u9fff]{2,4}?)(?:省|市|县|区)?，?(?:任|担任|出任|兼任)$")


def sent_to(before: str) -> str:
    """The place to which ``before``, what stands before a post, sends its holder (王某到河南任副省长); "" where there is none."""
    found = _SENT.search(before)
    return found.group(1) if found else ""


def is_of_bodies(post: str) -> bool:
    """True for posts that societies, offices and schools have, and firms do not: 会长, 局长, 校长."""
    return bool(_OF_BODIES.search(post))


_OF_BODIES = re.compile(r"(?:会长|会董|理事长|理事|秘书长|局长|院长|校长|主任|主席|所长)$")


def can_have(unit: str, post: str) -> bool:
    """会长 and 理事长 belong to societies, 行长 to banks, 局长 to 局, 院长 to 院, 校长 to schools; other posts to any unit."""
    if re.search(r"会长$|会董$|理事长?$|会长助理$", post):
        return bool(re.search(r"[会盟]$|会[（(].*[)）]$|商会|协会", unit))
    if post.endswith("秘书长"):
        return bool(re.search(r"[会盟府委协][）)]?$|[会盟]（[^）]*）$", unit))
    if post.endswith("行长"):
        return "行" in unit
    if found := re.search(r"([局院校所])长$", post):
        return unit.endswith(found.group(1)) or (found.group(1) == "校" and "学" in unit)
    return True
