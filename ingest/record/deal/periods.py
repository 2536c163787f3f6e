"""Whether what was signed is counted for a period (今年以来, 1-8月, 2008年), which has no day, no place and nobody who signed."""

from __future__ import annotations

import re

from zhaoshang.ingest.document import DateRange, Type

from .mask import Masked

_PERIOD = re.compile(
    r"半年来|今年以来|去年以来|年以来|近年来|截至|截止|累计|上半年|下半年|全年|一季度|二季度|三季度|四季度|前\w{1,2}[个]?月|\d+年来|[一二三四五六七八九十]年来|\d+[-—至]\d+月|去年|今年[^，。；]{0,6}(?:已|共|新)|从\d{4}年|个月|年内|以来|首季"
)
_HELD = re.compile(r"(?:举行|举办|召开)[^，。；]{0,24}签约")
_EVENT = re.compile("会|节|仪式|活动|现场|集中|周")
"""Then the year is the name of an event."""
_SINCE, _UNTIL = re.compile("以来|起，|为?止"), re.compile("(?:截至|截止|截至到|截止到)$")


def held(text: str) -> bool:
    """True if ``text`` says that a signing was held: then it has a day, whatever period stands before."""
    return bool(_HELD.search(text))


def of_period(sentence: Masked, at: int) -> bool:
    """True if the words before ``at`` or the last date among them speak of months or years, not of one day."""
    text = sentence.text
    if _PERIOD.search(text[max(0, at - 40) : at]):
        return True
    days = [i for i in range(max(0, at - 40), at) if i in sentence.mentions and sentence.mentions[i].type is Type.DATE]
    value = sentence.mentions[days[-1]].value if days else None
    if not isinstance(value, DateRange) or not value.start:
        return False
    year = value.start.month is None and not _EVENT.search(text, days[-1], at + 6)
    months = year or (value.end is not None and value.start.day is None)
    return months or bool(_SINCE.match(text, days[-1] + 1) or _UNTIL.search(text[: days[-1]]))
