"""Sums and stages as people write them in tables, made into the graph's terms."""

from __future__ import annotations

import re
from decimal import Decimal

from ..search.forms import normal

_SUM = re.compile(
    r"(?:约|近|超|逾|总投资)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>[万亿]{0,2})"
    r"(?:美元|欧元|港元|日元|元|usd|cny|rmb|eur|hkd)?(?:人民币)?"
)
_UNITS = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_STAGES = {
    "negotiating": ("在谈", "洽谈", "意向", "拟建"),
    "signed": ("签约", "已签约", "签订"),
    "construction": ("在建", "开工", "已开工", "建设中", "under construction"),
    "operating": ("投产", "已投产", "运营", "建成", "in operation"),
    "cancelled": ("取消", "终止", "canceled"),
}


def amount(text: str) -> str:
    """``32亿元`` as ``3200000000``; what is no sum stays as it is."""
    found = _SUM.fullmatch(normal(text))
    if not found or found["unit"] not in _UNITS:
        return text
    value = Decimal(found["number"].replace(",", "")) * _UNITS[found["unit"]]
    return format(value.normalize(), "f")


def stage(text: str) -> str:
    """``已开工`` as ``construction``; what is no known stage stays as it is."""
    wanted = normal(text)
    return next((name for name, words in _STAGES.items() if wanted == name or wanted in {normal(word) for word in words}), text)
