"""Spans of time with a name of their own: five-year plans, the first quarters or months of a year, the years up to today."""

from __future__ import annotations

import re
from datetime import date

from .days import back, iso, number

PLAN = re.compile("十(?P<nth>[一二三四五六七])五(?:规划|计划)?(?:时期|期间|期内|阶段)?(?P<open>以来|至今|开始)?(?:期间)?")
QUOTED_PLAN = re.compile("[“\"'‘「『](十[一二三四五六七]五)[”\"'’」』]")
"""A plan is mostly written in quotation marks, though it is no title."""
_FIRST = re.compile("的?[前头](?P<n>[一二两三四五六七八九十]{1,2}|\\d{1,2})(?:个?(?P<quarter>季度)|个?月)")
_WHOLE = re.compile("的?(?:一整年|整年|全年|这一年|那一年|一年(?![内之以里])|全年度)")
_YEARS_UP = re.compile(
    r"(?<!\d)(?P<n>[1-9](?!\d)|[一二两三四五六七八九十]{1,2})(?P<unit>年|个?季度|个月)(?:以来|来(?![过了到访])|间(?![过了]))"
)
_OPENED = re.compile("(?:从|自)?(?:年初|开年|新年)(?:以来|至今|到现在|起|开始)")
_PLANS_BEGIN = 1951
"""The year that a plan of number 0 would have begun; the first plan is that of 1953, five years each from the seventh on (1986)."""


def plan(text: str, at: int) -> tuple[int, str, str] | None:
    """``十四五期间``: where it ends, first and last year; the last is open for ``十四五以来``."""
    found = PLAN.match(text, at)
    if not found:
        return None
    begun = _PLANS_BEGIN + 5 * (10 + number(found["nth"]))
    return found.end(), f"{begun}", "" if found["open"] else f"{begun + 4}"


def first_of(text: str, at: int, of: int) -> tuple[int, str, str] | None:
    """``前三季度``, ``前9个月`` of the year ``of``."""
    found = _FIRST.match(text, at)
    months = number(found["n"]) * (3 if found["quarter"] else 1) if found else 0
    if not found or not 0 < months <= 12:
        return None
    return found.end(), iso(of, 1), iso(of, months)


def whole(text: str, at: int) -> int:
    """Where the words end that say once more that the whole year is meant (``去年一整年``); ``at`` if there are none."""
    found = _WHOLE.match(text, at)
    return found.end() if found else at


def up_to_now(text: str, at: int, today: date) -> tuple[int, str, str] | None:
    """``三年来``, ``年初以来``: where it ends, when it began, and an open end."""
    if found := _OPENED.match(text, at):
        return found.end(), f"{today.year}", ""
    found = _YEARS_UP.match(text, at)
    if not found or not (count := number(found["n"])) > 0:
        return None
    months = count * {"年": 12, "季度": 3}.get(found["unit"].removeprefix("个"), 1)
    return found.end(), back(today, months).isoformat(), ""
