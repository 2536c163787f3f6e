"""Dates, spans of dates, relative days and periods, as spans of text with their meaning; `calendar` knows how they resolve."""

from __future__ import annotations

import re
from functools import cache

from zhaoshang.ingest.document import DateRange, Mention, Type
from zhaoshang.ontology.values import PartialDate, Span

from .calendar import Calendar
from .fold import fold
from .heard import Point
from .lexicon import alternation, relative_days
from .numerals import parse_small

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR_NUMBER = r"(?:(?:19|20)\d\d|[一二][九〇零][〇零一二三四五六七八九]{2}|(?<!\d)\d\d(?=年(?:\d{1,2}月|底|初)))"
_YEAR = rf"(?:{_YEAR_NUMBER} ?年|今年|本年|去年|前年|明年|后年|上年(?!度)|同年|当年|次年|翌年)"
_MONTH = rf"(?:{_N} ?月|元月|本月|当月|(?<!年)同月|上个?月|下个?月|这个月)"
_WEEKDAY = r"(?: ?[(](?:星期|周|礼拜)[一二三四五六日天][)])?"
_HOUR = r"(?:起|上午|下午|中午|早上|傍晚|晚上?)?"
_TO = r"(?: ?(?:-+|~|至|到|、|和|与|及) ?)"
_DAY = rf"(?:{_N} ?(?:[日号]{_WEEKDAY}{_HOUR})?{_TO}(?:{_YEAR} ?)?(?:{_MONTH} ?)?){{0,9}}{_N} ?[日号]{_WEEKDAY}"
_NOT_DAY = r"(?!游|均|内|行程|照|志|常|子|化|产|资|语|方(?!面)|式|晒|光|用|电量|本(?!报|市|省|县)|韩|籍|企|期)"
_LONE = r"(?<![\d.月年第\-/])(?=\d|十[一二三四五六七八九]?日|[二三]十)"
_ISO = r"(?<![\d.])(?:19|20)\d\d(?P<dash>[-/.])(?:0?[1-9]|1[0-2])(?P=dash)(?:0?[1-9]|[12]\d|3[01])(?![\d.])"
_PERIOD = r"(?:以来|至今|前\d{1,2}个月|前[一二三四五六七八九十]{1,2}个月|上半年|下半年|[一二三四前]{1,3}季度|第[一二三四]季度|全年)"

_GRAMMAR_PARTS = (
    rf"(?P<iso>{_ISO})",
    rf"(?P<day>(?:{_YEAR} ?)?{_MONTH} ?{_DAY}|{_LONE}{_DAY}{_NOT_DAY})",
    rf"(?P<months>(?:{_YEAR})?{_N}(?:月份?)?(?:-+|~|至|到){_N}月(?:份)?)",
    rf"(?P<period>{_YEAR}{_PERIOD})",
    rf"(?P<month>(?:{_YEAR} ?)?(?:{_MONTH})(?:份|底|初|末|中旬|上旬|下旬)?)(?!饼|球|季|饼|刊|薪|嫂|花|租|均|报|光)",
    rf"(?P<lasting>为期{_N} ?天)",
    rf"(?P<ago>(?<![\d一二三四五六七八九十几多数]){_N}年前(?![后夕期\d一二三四五六七八九十]))",
    r"(?P<years>(?<!\d)(?:19|20)\d\d年?(?:-+|~|至|到)(?:19|20)\d\d年)",
    rf"(?P<year>(?!上年(?!底|末)){_YEAR})(?!同期|轮|货|度|级|检|会(?!议)|龄|轻|均)(?:底|初|末|年底|年初|年末)?",
    r"(?P<weekday>(?<![一两每数\d])(?:上上|上|本|这|下)?个?(?:周|星期|礼拜)[一二三四五六日天](?!次|围|期|年|福|子|至|到|岁))",
)


@cache
def _grammar() -> re.Pattern[str]:
    relative = relative_days()
    near = rf"(?P<relative>(?<![\d一二三四五六七八九十数目以之此先])(?:{alternation(relative)})(?!头条|之星|本企|本人|均))"
    starts = "".join(sorted({w[0] for w in relative}))
    parts = "|".join((*_GRAMMAR_PARTS, near))
    return re.compile(
        rf"(?=[\d元一二三四五六七八九十〇零今本去前明后上同当次翌这下周星礼为{starts}])(?<![\d.])(?:{parts})|(?P<stop>[。！？!?;；])|(?P<paragraph>\n)|(?P<quote>[“”])"
    )


def find_dates(text: str, published: PartialDate | None = None) -> list[Mention]:
    """The dates in ``text``, in order: mentions of Type.DATE with a `DateRange`, resolved against ``published`` and what was named before.

    ``sources`` says what each is: ``rule:day``, ``rule:days`` (a span or list of days, also
    为期三天 after its first day), ``rule:month``, ``rule:year``,
    ``rule:period`` (今年以来, 1至5月; no day of an event), ``rule:dateline`` (3月5日电) or ``rule:near`` (近日).
    Where a date cannot be resolved (near, no year known, 2月30日) the value's start is None and ``exact`` False.
    Days that lie apart in one list (3月5日、20日) are mentions of their own.
    """
    plain = fold(text)
    calendar = Calendar(published)
    found: list[Mention] = []
    for match in _grammar().finditer(plain):
        kind = match.lastgroup or ""
        if kind in ("stop", "paragraph"):
            calendar.pause(paragraph=kind == "paragraph")
        elif kind == "quote":
            calendar.quoted = match.group() == "“"
        elif kind:
            found += _read(plain, match, kind, calendar)
    return found


def _read(plain: str, match: re.Match[str], kind: str, calendar: Calendar) -> list[Mention]:
    words = match.group()
    whole = Span(match.start(), match.start() + len(words.rstrip()))
    if kind == "relative":
        anchor, days = relative_days()[words]
        return [_mention(whole, calendar.relative(anchor, days), "near" if anchor == "near" else "day")]
    if kind in ("lasting", "ago"):
        value = calendar.lasting(_count(words)) if kind == "lasting" else calendar.ago(_count(words))
        return [] if value is None else [_mention(whole, value, "days" if kind == "lasting" else "year")]
    if kind == "weekday":
        return [_mention(whole, calendar.weekday(words), "day")]
    future = bool(re.match(r"[\u4e00-\u9fff]{0,2}?(?:将|拟|起将|计划)", plain[match.end() : match.end() + 4]))
    if kind == "day":
        return _days(plain, match, calendar, future)
    points = [point for point, _ in _points(words)]
    if kind == "iso":
        return [_mention(whole, calendar.days(points[:1], future), "day")]
    if kind in ("month", "months", "year", "years"):
        value = calendar.months(points, future) if kind.startswith("month") else calendar.years(points)
        return [_mention(whole, value, "period" if _goes_on(plain, match) or kind.endswith("s") else kind)]
    return [_mention(whole, calendar.years(points[:1]), "period")]


def _count(words: str) -> int:
    number = re.search(_N, words)
    return (parse_small(number.group()) if number else None) or 0


def _goes_on(plain: str, match: re.Match[str]) -> bool:
    return plain.startswith(("以来", "至今", "以后", "之后"), match.end())


def _days(plain: str, match: re.Match[str], calendar: Calendar, future: bool) -> list[Mention]:
    """The days of one expression: one mention where they join up, else one for each run."""
    parts = _points(match.group())
    runs: list[list[tuple[Point, re.Match[str]]]] = [[parts[0]]]
    for (point, piece), (before, earlier) in zip(parts[1:], parts, strict=False):
        between = match.group()[earlier.end() : piece.start()]
        joined = not re.search("[、,和与及]", between) or _close(before, point)
        if joined:
            runs[-1].append((point, piece))
        else:
            runs.append([(point, piece)])
    found = []
    for run in runs:
        span = Span(match.start() + run[0][1].start(), match.start() + run[-1][1].end())
        rule = "dateline" if re.match(r"(?:\D{0,2}电|讯|消息)", plain[span.end : span.end + 4]) else "days" if len(run) > 1 else "day"
        found.append(_mention(span, calendar.days([point for point, _ in run], future), rule))
    return found


def _close(before: Point, point: Point) -> bool:
    return point.month is None and before.day is not None and point.day is not None and 0 < point.day - before.day <= 2


_POINT = re.compile(
    rf"(?P<iso>(?P<iy>\d{{4}})[-/.](?P<im>\d{{1,2}})[-/.](?P<id>\d{{1,2}}))"
    rf"|(?:(?P<year>{_YEAR}|(?:19|20)\d\d) ?)?(?:(?P<month>{_MONTH}) ?)?"
    rf"(?P<day>{_N})(?: ?[日号]{_WEEKDAY})?(?![\d月年〇零一二三四五六七八九十])"
    rf"|(?:(?P<year1>{_YEAR}) ?)?(?P<month1>{_MONTH})|(?P<year2>{_YEAR}|(?:19|20)\d\d)"
)


def _points(words: str) -> list[tuple[Point, re.Match[str]]]:
    """The points in time that an expression names, with their pieces."""
    found = []
    for piece in _POINT.finditer(words):
        if piece["iso"]:
            point = Point(int(piece["iy"]), int(piece["im"]), int(piece["id"]))
        else:
            month = piece["month"] or piece["month1"] or ""
            year = piece["year"] or piece["year1"] or piece["year2"] or ""
            day = parse_small(piece["day"]) if piece["day"] else None
            point = Point(_year_number(year), _month_number(month), day, _relative(year), _relative(month))
        found.append((point, piece))
    return found


def _year_number(words: str) -> int | None:
    number = words.replace("年", "").strip()
    value = parse_small(number) if number else None
    if value is not None and value < 100:
        return 2000 + value if value < 50 else 1900 + value
    return value


def _month_number(words: str) -> int | None:
    if words == "元月":
        return 1
    return parse_small(words.replace("月", "").strip()) if re.match(_N, words) else None


def _relative(words: str) -> str:
    return "" if not words or re.match(r"\d|[一二〇零十三四五六七八九]|元", words) else words


def _mention(span: Span, value: DateRange, rule: str) -> Mention:
    return Mention(span, Type.DATE, value, sources=(f"rule:{rule}",))
