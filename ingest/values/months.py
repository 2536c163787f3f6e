"""Small calendar arithmetic on dates that may lack month or day."""

from __future__ import annotations

from datetime import date

from zhaoshang.ontology.values import PartialDate


def shift(word: str) -> int:
    """How many months 上月, 下个月 and the like are away from the month at hand."""
    return -1 if word.startswith("上") else 1 if word.startswith("下") else 0


def next_month(year: int, month: int) -> tuple[int, int]:
    """The month after."""
    return (year, month + 1) if month < 12 else (year + 1, 1)


def previous_month(year: int, month: int) -> tuple[int, int]:
    """The month before."""
    return (year, month - 1) if month > 1 else (year - 1, 12)


def checked(year: int, month: int | None, day: int | None) -> PartialDate | None:
    """The date if the calendar has it."""
    if month is None:
        return PartialDate(year)
    try:
        date(year, month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def full_day(value: PartialDate | None) -> date | None:
    """The day in full (a month alone: its first), None for a year alone or an impossible day."""
    if value is None or value.month is None:
        return None
    try:
        return date(value.year, value.month, value.day or 1)
    except ValueError:
        return None


def partial(day: date) -> PartialDate:
    """A full day as a `PartialDate`."""
    return PartialDate(day.year, day.month, day.day)
