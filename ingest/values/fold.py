"""The text as the grammars read it: as long as the article's, code point by code point, so that offsets hold."""

from __future__ import annotations

from functools import lru_cache

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_MARKS = str.maketrans("％．：（）～〜－–—―─／＋￥＄○　\u00a0", "%.:()~~-----/+¥$〇  ")
_SCRIPT = str.maketrans(
    "億萬餘號週個項們圓臺幣間從約達幾兩噸畝點華壹貳叁肆伍陸柒捌玖拾佰仟",
    "亿万余号周个项们元台币间从约达几两吨亩点华一二三四五六七八九十百千",
)
_TABLE = {**_WIDE, **_MARKS, **_SCRIPT}


@lru_cache(maxsize=1)
def fold(text: str) -> str:
    """Full-width digits, letters and marks become half-width; the traditional characters of numbers and units simplified.

    The last text is kept, for all grammars read the same one."""
    return text.translate(_TABLE)
