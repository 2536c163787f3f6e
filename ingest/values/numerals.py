"""Numbers as Chinese news writes them: 20,054, 8.45, 三亿五千万, 2亿5000万, 50多亿, 十五, 二〇二二."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

DIGITS = r"\d[\d,]*(?:\.\d+)?"
"""A number in digits, commas between thousands allowed."""
CHINESE = r"(?:[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?)"
_SCALE = r"(?:[十百千]?万亿|[十百千]?[万亿])"
NUMBER = rf"(?:{DIGITS}|{CHINESE}) ?(?:[多余来]? ?{_SCALE}(?:零?(?:{DIGITS}|{CHINESE})[多余]?{_SCALE}?)?)?[多余来]?"
"""A number of any form; 多, 余 and 来 (and more) may stand in it and are dropped by `parse_number`."""

_PART = re.compile(r"\d[\d,]*(?:\.\d+)?|点[零〇一二三四五六七八九]+|[零〇一二两三四五六七八九]|[十百千万亿]")


def parse_number(text: str) -> Decimal | None:
    """The value of a number; None for what is none (empty, two digits side by side as in 三五).

    ``text`` is folded (`fold`); unknown characters are skipped.
    """
    if re.fullmatch(r"[零〇一二三四五六七八九]{4,}", text):
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    total, section, current = Decimal(0), Decimal(0), None
    for part in _PART.findall(text):
        if part[0].isdigit() and part[0] not in _DIGITS:
            current = Decimal(part.replace(",", ""))
        elif part[0] == "点":
            current = (current or Decimal(0)) + Decimal("0." + "".join(str(_DIGITS[c]) for c in part[1:]))
        elif part in _DIGITS:
            if current:
                return None
            current = Decimal(_DIGITS[part])
        elif part in _SMALL:
            section += (Decimal(1) if current is None else current) * _SMALL[part]
            current = None
        else:
            section += current or Decimal(0)
            total, section, current = _scale(total, section, _LARGE[part]), Decimal(0), None
    value = total + section + (current or Decimal(0))
    return value if any(c.isdigit() or c in _DIGITS or c in _SMALL or c in _LARGE for c in text) else None


def _scale(total: Decimal, section: Decimal, unit: int) -> Decimal:
    """万 and 亿 close a section; 亿 after 万 (1.2万亿) multiplies what stands before it."""
    if unit == _LARGE["亿"] and section == 0 and total:
        return total * unit
    return total + (section or Decimal(1)) * unit


def parse_small(text: str) -> int | None:
    """A whole number below 10,000 or a year in characters, else None."""
    value = parse_number(text)
    return int(value) if value is not None and value == int(value) and value < 10_000 else None
