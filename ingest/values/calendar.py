"""What a date means: against the article's own date, and against the dates that the text named before.

A month without a year is the one that fits best before the article's date; a day without a month likewise, or takes the
month of the day named before it. What stays open has no value; nothing is guessed.
"""

from __future__ import annotations

from datetime import timedelta

from zhaoshang.ingest.document import DateRange
from zhaoshang.ontology.values import PartialDate

from .heard import Heard, Point
from .months import checked, full_day, next_month, partial, previous_month

_AHEAD = 62
"""A yearless date may lie so many days after the article's (an event announced); further off, it is last year's."""
_RECENT = 45
"""A day without month takes the month of the last day named if that is at most so many days before the article."""
OPEN = DateRange(None, None, exact=False)
_WEEK = "一二三四五六日天"


class Calendar(Heard):
    """Resolves the dates of one article in reading order; remembers the last of them."""

    def __init__(self, published: PartialDate | None) -> None:
        super().__init__(published)
        self._year: int | None = None
        """A year that the sentence, or a full date of the paragraph, has set."""
        self._from_month = 0
        self._year_lasts = False
        self.quoted = False
        """Inside a quotation 今天 is the speaker's: it is read, and not remembered."""

    def pause(self, *, paragraph: bool) -> None:
        """A sentence (or paragraph) ends: years said alone hold only in their sentence, those of a full date in their paragraph."""
        if paragraph or not self._year_lasts:
            self._year, self._from_month, self._year_lasts = None, 0, False
        if paragraph:
            self._last_here = self.quoted = False

    def relative(self, anchor: str, days: int) -> DateRange:
        """``days`` after the article's date or the day named last; open for ``near``."""
        base = {"article": self._today, "last": full_day(self._last)}.get(anchor)
        if base is None:
            return OPEN
        if anchor == "last" and self._last is not None and days == 0:
            return DateRange(self._last)
        day = partial(base + timedelta(days))
        return DateRange(day if self.quoted and anchor == "article" else self._remember(day))

    def lasting(self, days: int) -> DateRange | None:
        """So many days from the day named last on (为期三天); None where no full day was named."""
        first = full_day(self._last) if self._last and self._last.day else None
        if first is None or not 1 < days <= _RECENT:
            return None
        return DateRange(partial(first), partial(first + timedelta(days - 1)))

    def ago(self, years: int) -> DateRange | None:
        """The year so many years before the article's; None where that is unknown."""
        return DateRange(PartialDate(self._published.year - years)) if self._published and years else None

    def weekday(self, words: str) -> DateRange:
        """本周三, 上周五; a weekday alone is the latest one not after the article's date."""
        if self._today is None:
            return OPEN
        wanted = min(_WEEK.index(words[-1]), 6)
        monday = self._today - timedelta(self._today.weekday())
        weeks = words.count("上") * -1 + words.count("下")
        day = monday + timedelta(wanted + 7 * weeks)
        if words[0] in "周星礼" and day > self._today:
            day -= timedelta(7)
        return DateRange(self._remember(partial(day)))

    def years(self, points: list[Point]) -> DateRange:
        """One year, or the first and last of several."""
        years = [year for point in points if (year := self._year_of(point)) is not None]
        if not years:
            return OPEN
        if len(years) == 1:
            self._year, self._from_month, self._year_lasts = years[0], 0, False
        return DateRange(PartialDate(years[0]), PartialDate(years[-1]) if len(years) > 1 else None)

    def months(self, points: list[Point], future: bool = False) -> DateRange:
        """One month, or the first and last of several (1至5月: the last one's year holds for all)."""
        last = self._resolve(points[-1], future)
        if last is None or last.month is None:
            return OPEN
        if len(points) == 1:
            return DateRange(self._remember(last))
        first = points[0].month or points[0].day
        valid = first is not None and 1 <= first <= 12
        return DateRange(PartialDate(self._year_of(points[0]) or last.year, first), last) if valid else OPEN

    def days(self, points: list[Point], future: bool = False) -> DateRange:
        """A day, or the first and last day of a span."""
        first = self._first(points, future)
        if first is None:
            return OPEN
        self._remember(first)
        if len(points) == 1:
            return DateRange(first)
        last = self._close(first, points[-1])
        if last is None or full_day(last) is None:
            return DateRange(first)
        self._remember(last)
        return DateRange(first, last if last != first else None)

    def _first(self, points: list[Point], future: bool) -> PartialDate | None:
        """The first day; in 15日至3月2日 the last one says its month."""
        first, last = points[0], points[-1]
        if first.month is not None or first.month_word or last.month is None:
            return self._resolve(first, future)
        end = self._resolve(last, future)
        if end is None or end.month is None or first.day is None or end.day is None:
            return None
        year, month = (end.year, end.month) if first.day <= end.day else previous_month(end.year, end.month)
        return checked(year, month, first.day)

    def _close(self, first: PartialDate, point: Point) -> PartialDate | None:
        """The end of a span that began at ``first``: the next such day after it."""
        year, month = self._year_of(point) or first.year, self._month_of(point)
        if month is None:
            month = first.month
            if first.day is not None and point.day is not None and point.day < first.day and month is not None:
                return None
        elif first.month is not None and month < first.month and point.year is None:
            year += 1
        return checked(year, month, point.day)

    def _resolve(self, point: Point, future: bool) -> PartialDate | None:
        month = self._month_of(point)
        year = self._year_of(point)
        if point.month_word and month is not None and year is None:
            year = self._month_base(point.month_word)
        if point.month_word and month is None:
            return None
        if month is None:
            return self._lone_day(point.day, future) if year is None else PartialDate(year)
        if year is None:
            year = self._best_year(month, point.day, future)
        elif point.year or point.year_word:
            self._year, self._from_month, self._year_lasts = year, month, True
        return None if year is None else checked(year, month, point.day)

    def _best_year(self, month: int, day: int | None, future: bool) -> int | None:
        """The year of a month named without one."""
        if self._year is not None:
            year = self._year if month >= self._from_month else self._year + 1
            if self._published is None or year <= self._published.year:
                return year
        if self._published is None:
            return self._last.year if self._last and self._last_here else None
        year = self._published.year
        if self._today is None:
            return year
        wanted = full_day(PartialDate(year, month, day or 1))
        if wanted is None:
            return year
        ahead = (wanted - self._today).days
        if ahead > _AHEAD and not future:
            return year - 1
        return year + 1 if future and ahead < -270 else year

    def _lone_day(self, day: int | None, future: bool) -> PartialDate | None:
        """A day without month: of the month named last if that is near, else the latest such day up to the article's (or the morrow)."""
        if day is None:
            return None
        last, today = self._last, self._today
        if last and last.month and (self._last_here or (today and (d := full_day(last)) and 0 <= (today - d).days <= _RECENT)):
            found = checked(last.year, last.month, day)
            if found and last.day and day < last.day - 20:
                found = checked(*next_month(last.year, last.month), day)
            if found and (today is None or (moment := full_day(found)) is None or (moment - today).days <= _AHEAD // 2):
                return found
        if today is None:
            return checked(self._published.year, self._published.month, day) if self._published and self._published.month else None
        year, month = today.year, today.month
        for _ in range(3):
            found = checked(year, month, day)
            if found and (day <= today.day + 1 or future or (year, month) != (today.year, today.month)):
                return found
            year, month = previous_month(year, month)
        return None
