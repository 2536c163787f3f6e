"""Numbers and days: Chinese numerals, and what comes before or after a date that may be reduced."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "两": "2"}


def number(text: str) -> int:
    """``三``, ``十二``, ``二十`` or ``12``; -1 for what is no number up to 99 in Chinese numerals."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_DIGITS[text]) if text in _DIGITS else -1
    if tens not in ("", *_DIGITS) or ones not in ("", *_DIGITS):
        return -1
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))


def year(text: str) -> int:
    """``2022``, ``22`` or ``二〇二二``."""
    found = int("".join(_DIGITS.get(c, c) for c in text))
    return found + 2000 if found < 100 else found


def iso(of: int, month: int, day: int = 0) -> str:
    """The date, reduced if ``day`` is 0; "" if there is no such day."""
    try:
        date(of, month, day or 1)
    except ValueError:
        return ""
    return f"{of:04d}-{month:02d}-{day:02d}" if day else f"{of:04d}-{month:02d}"


def back(day: date, months: int) -> date:
    """The same day so many months before (after, if negative), or that month's last."""
    count = day.year * 12 + day.month - 1 - months
    of, month = count // 12, count % 12 + 1
    return date(of, month, min(day.day, monthrange(of, month)[1]))


def beside(shown: str, step: int) -> str:
    """The year, month or day before (-1) or after (1) one, in the same precision."""
    if len(shown) == 4:
        return str(int(shown) + step)
    if len(shown) == 7:
        return back(date.fromisoformat(f"{shown}-01"), -step).isoformat()[:7]
    return (date.fromisoformat(shown) + timedelta(step)).isoformat()
