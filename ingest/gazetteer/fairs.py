"""Countries in the names of fairs: 第十七届中国—东盟博览会 neither takes place in China nor in ASEAN, as far as its name goes."""

from __future__ import annotations

import re

_FAIR = re.compile(
    r"(?:[—–·-]{0,2}[\u4e00-\u9fff]|[（(][\u4e00-\u9fff]{2,4}[)）]){0,16}?"
    r"(?:博览会|洽谈会|交易会|展览会|展销会|论坛|峰会|高交会|投洽会|贸洽会|商务周|文化周|文化节|旅游节)"
)
_BEGINS = re.compile(r"[届“《「—–-]$")
_LONGEST = 32


def names_fair(text: str, start: int, end: int) -> bool:
    """True if the country or group named in ``[start, end)`` begins or continues the name of a fair."""
    begins = _BEGINS.search(text, max(0, start - 1), start) or text[end : end + 1] in ("—", "–", "-")
    return bool(begins and _FAIR.match(text, end, end + _LONGEST))
