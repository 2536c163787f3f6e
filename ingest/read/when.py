"""An article's own date, as front matter, pages and header lines print it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from zhaoshang.ontology.values import PartialDate

_CHINA = timezone(timedelta(hours=8))
_DATE = re.compile(
    r"(?<!\d)(?P<y>\d{4})(?:[-/.年] ?(?P<m>\d{1,2})(?:[-/.月] ?(?P<d>\d{1,2})日?)?|(?P<m2>\d{2})(?P<d2>\d{2})(?!\d))?"
    r"(?:[T ]*(?P<H>\d{1,2}):(?P<M>\d{2})(?::\d{2}(?:\.\d+)?)?)? ?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)


def read_date(said: str, last_resort: str = "") -> tuple[PartialDate | None, str]:
    """The date in China (UTC+8) and what is wrong with it ("" if nothing).

    ``said`` is read in the usual forms (2022-03-28 07:23:00 +0800, 2022年3月28日, 20220328); a date that cannot be, or
    none, falls back on ``last_resort``, else is None.
    """
    said = said.strip()
    found = _parse(said)
    if found:
        return found, ""
    fault = "the date cannot be read" if re.search(r"\d{4}", said) else "the article has no date"
    return (_parse(last_resort), fault) if last_resort else (None, fault)


def _parse(text: str) -> PartialDate | None:
    match = _DATE.search(text)
    if not match or not 1900 <= int(match["y"]) <= 2100:
        return None
    month, day = match["m"] or match["m2"], match["d"] or match["d2"]
    try:
        if not day:
            return PartialDate.parse(f"{match['y']}-{int(month):02d}" if month else match["y"])
        moment = datetime(int(match["y"]), int(month), int(day), int(match["H"] or 0), int(match["M"] or 0), tzinfo=_zone(match["zone"]))
    except ValueError:
        return None
    local = moment.astimezone(_CHINA) if match["H"] else moment
    return PartialDate(local.year, local.month, local.day)


def _zone(said: str | None) -> timezone:
    if not said:
        return _CHINA
    if said[0] not in "+-":
        return UTC
    minutes = int(said[1:3]) * 60 + int(said[-2:])
    return timezone(timedelta(minutes=minutes if said[0] == "+" else -minutes))
