"""Times in questions: ``2022年上半年``, ``去年``, ``近三年``, ``3月以来``, ``2021年到2023年``, in Chinese local time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .days import back, beside, iso, number, year
from .spans import first_of, plan, up_to_now, whole

_NUMERAL = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})"
_M, _D = r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})", r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(r"(?P<y>\d{4})[-./](?P<m>\d{1,2})(?:[-./](?P<d>\d{1,2}))?(?!\d)")
_YEAR = re.compile(
    r"(?P<y>(?:19|20)\d{2}|[一二][〇零一二三四五六七八九]{3}|(?<!\d)[12]\d(?=年(?!内|之内|以内|里|间|来|前|之前|多|后|之后)))年?度?"
)
_MONTH = re.compile(rf"{_M}月份?(?:{_D}[日号])?")
_PART = re.compile(r"(?P<half>[上下])半年|第?(?P<q>[一二三四1-4])季度?|(?P<edge>年?初|年?底|年?末)|全年")
_ROLLING = re.compile(
    rf"(?:最近的?|近来?|过去的?|这)(?:(?P<n>{_NUMERAL})(?P<unit>年|个?月|个?季度|天|日|周|个?星期)|(?P<half>半年))(?:以?来|之?内|以内|里|间)?"
)
_NAMED_YEAR = re.compile("大前年|前年|去年|上一?年度?|今年|本年度?|明年|后年|lastyear|thisyear")
_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "lastyear": -1, "明年": 1, "后年": 2}
_NAMED_MONTH = re.compile("(?P<last>上个?月|lastmonth)|本月|这个?月|当月|thismonth")
_NAMED_QUARTER = re.compile("(?P<last>上个?季度)|本季度|这个?季度")
_NAMED_DAY = re.compile("今天|今日|today|昨天|昨日|yesterday|前天")
_DAYS = {"昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2}
_NAMED_WEEK = re.compile("(?P<last>上个?周|lastweek)|本周|这周|thisweek")
_SINCE = re.compile("以来|至今|到现在|到目前|起|开始")
_AFTER = re.compile("之后|以后|后")
_BEFORE = re.compile("之前|以前|前")
_UNTIL = re.compile("[到至~—–-]|to|until")
_UNTIL_DAY = re.compile(rf"[到至~—–-]{_D}[日号]")
_AND = re.compile("[和与及跟、,，]")
_LEAD = re.compile("自从|自|从|在|于|since|in")


@dataclass(frozen=True, slots=True)
class When:
    """``since`` and ``until`` are ISO dates, perhaps reduced, both inside what is meant; "" for open. ``end`` is where it stops."""

    end: int
    since: str
    until: str


def when(text: str, at: int, today: date) -> When | None:
    """The time that begins at ``at`` in ``text`` (in normal form: no white space), None if there is none."""
    if rolling := _rolling(text, at, today):
        return rolling
    if spanned := up_to_now(text, at, today) or plan(text, at):
        return When(*spanned)
    lead = _LEAD.match(text, at)
    begun = _points(text, lead.end() if lead else at, today)
    if begun is None:
        return None
    if (sign := _UNTIL.match(text, begun.end)) and (ended := _end(text, sign.end(), begun, today)):
        return When(ended.end, begun.since, ended.until)
    if (sign := _UNTIL_DAY.match(text, begun.end)) and len(begun.since) == 10 and begun.since[8:] < (day := f"{number(sign['d']):02d}"):
        return When(sign.end(), begun.since, begun.since[:8] + day)
    if sign := _SINCE.match(text, begun.end):
        return When(sign.end(), begun.since, "")
    if sign := _AFTER.match(text, begun.end):
        return When(sign.end(), beside(begun.until, 1), "")
    if sign := _BEFORE.match(text, begun.end):
        return When(sign.end(), "", beside(begun.since, -1))
    return When(begun.end, begun.since, "") if lead and lead[0] == "since" else begun


def _end(text: str, at: int, begun: When, today: date) -> When | None:
    """``2022年3月到5月``: an end without a year is of the beginning's, or where it would lie before that of the year after."""
    found = None if _YEAR.match(text, at) or _DAY.match(text, at) else _MONTH.match(text, at)
    if found is None:
        return _point(text, at, today)
    of = int(begun.since[:4])
    day = _date(found, of)
    day = _date(found, of + 1) if day and day < begun.since[: len(day)] else day
    return When(found.end(), day, day) if day else None


def _points(text: str, at: int, today: date) -> When | None:
    """A point of time, or several of one kind that follow on each other (``2021、2022年``)."""
    found = _point(text, at, today)
    while found and (sign := _AND.match(text, found.end)) and (after := _point(text, sign.end(), today)):
        if len(after.since) != len(found.until) or beside(found.until, 1) != after.since:
            break
        found = When(after.end, found.since, after.until)
    return found


def _point(text: str, at: int, today: date) -> When | None:
    if (found := _DAY.match(text, at)) and (day := _date(found, year(found["y"]))):
        return When(found.end(), day, day)
    if found := _YEAR.match(text, at):
        return _in_year(text, found.end(), year(found["y"]))
    if found := _NAMED_YEAR.match(text, at):
        step = -1 if found[0].startswith("上") else _YEARS.get(found[0], 0)
        return _in_year(text, found.end(), today.year + step)
    if named := _named(text, at, today):
        return named
    if (found := _MONTH.match(text, at)) and (day := _date(found, today.year - (number(found["m"]) > today.month))):
        return When(found.end(), day, day)
    if span := first_of(text, at, today.year):
        return When(*span)
    found = _PART.match(text, at)
    return _part(found, today.year) if found and not found["edge"] else None


def _in_year(text: str, at: int, of: int) -> When:
    """The part of the year that follows, else the year."""
    if span := first_of(text, at, of):
        return When(*span)
    behind = at + (text[at : at + 1] == "的")
    if (found := _MONTH.match(text, behind)) and (day := _date(found, of)):
        return When(found.end(), day, day)
    found = _PART.match(text, behind)
    return _part(found, of) if found else When(whole(text, at), f"{of}", f"{of}")


def _date(found: re.Match[str], of: int) -> str:
    return iso(of, number(found["m"]), number(found["d"]) if found["d"] else 0)


def _part(found: re.Match[str], of: int) -> When:
    if found["half"]:
        first, last = (1, 6) if found["half"] == "上" else (7, 12)
    elif found["q"]:
        first = number(found["q"]) * 3 - 2
        last = first + 2
    elif found["edge"]:
        first, last = (1, 3) if found["edge"].endswith("初") else (10, 12)
    else:
        return When(found.end(), f"{of}", f"{of}")
    return When(found.end(), iso(of, first), iso(of, last))


def _named(text: str, at: int, today: date) -> When | None:
    if found := _NAMED_QUARTER.match(text, at):
        first = back(today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), 3 if found["last"] else 0)
        return When(found.end(), first.isoformat()[:7], back(first, -2).isoformat()[:7])
    if found := _NAMED_MONTH.match(text, at):
        month = back(today, 1 if found["last"] else 0).isoformat()[:7]
        return When(found.end(), month, month)
    if found := _NAMED_WEEK.match(text, at):
        monday = today - timedelta(today.weekday() + (7 if found["last"] else 0))
        return When(found.end(), monday.isoformat(), (monday + timedelta(6)).isoformat())
    if found := _NAMED_DAY.match(text, at):
        day = (today - timedelta(_DAYS.get(found[0], 0))).isoformat()
        return When(found.end(), day, day)
    return None


def _rolling(text: str, at: int, today: date) -> When | None:
    found = _ROLLING.match(text, at)
    if not found:
        return None
    count, unit = (6, "月") if found["half"] else (number(found["n"]), found["unit"].removeprefix("个"))
    if not 0 < count <= 100:
        return None
    if unit in ("天", "日", "周", "星期"):
        begun = today - timedelta(count * (1 if unit in ("天", "日") else 7))
    else:
        begun = back(today, count * {"年": 12, "季度": 3}.get(unit, 1))
    return When(found.end(), begun.isoformat(), "")
