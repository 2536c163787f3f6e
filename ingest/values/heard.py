"""What was heard of dates so far: the article's own, and the last that its text named; they give 去年, 上月 and 次年 their numbers."""

from __future__ import annotations

from dataclasses import dataclass

from zhaoshang.ontology.values import PartialDate

from .months import full_day, shift

_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}


@dataclass(frozen=True, slots=True)
class Point:
    """What a text says of one date: numbers where it gives them, and words (去年, 上月) for a year or month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_word: str = ""
    month_word: str = ""


class Heard:
    """The article's date and the date named last."""

    def __init__(self, published: PartialDate | None) -> None:
        self._published = published
        self._today = full_day(published)
        self._last: PartialDate | None = None
        self._last_here = False

    def _year_of(self, point: Point) -> int | None:
        if point.year is not None:
            return point.year
        if point.year_word in _YEARS:
            return self._published.year + _YEARS[point.year_word] if self._published else None
        if point.year_word and self._last:
            return self._last.year + (1 if point.year_word in ("次年", "翌年") else 0)
        return None

    def _month_of(self, point: Point) -> int | None:
        word = point.month_word
        if not word:
            return point.month
        if word in ("当月", "同月") and self._last:
            return self._last.month
        if self._published is None or self._published.month is None:
            return None
        return (self._published.month - 1 + shift(word)) % 12 + 1

    def _month_base(self, word: str) -> int | None:
        if word in ("当月", "同月") and self._last:
            return self._last.year
        if self._published is None or self._published.month is None:
            return None
        return self._published.year + (self._published.month - 1 + shift(word)) // 12

    def _remember(self, value: PartialDate) -> PartialDate:
        self._last, self._last_here = value, True
        return value
