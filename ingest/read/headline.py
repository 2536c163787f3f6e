"""The line under a headline: 2022-03-28 07:23 来源：某日报 作者：某某."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DAY = r"\d{4}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}日)"
_LINE = re.compile(
    rf"(?:[（(【\[]?(?:发布|发表|更新|发稿)?(?:时间|日期)?[：: ]*)?(?P<date>{_DAY}(?:[T ]?\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?)"
    r"(?P<rest>$|[）)】\]]?\s*(?:星期.|来源|稿源|作者|编辑|记者|浏览|点击|字体|字号|阅读|访问|[|｜\[【(（]).*)"
)
_SOURCE = re.compile(r"(?:来源|稿源)[：: ]\s*(?P<source>[^\s|｜：:】\])）]{2,24})")
_BYLINE = re.compile(
    r"(?:作者|记者)[：: ]\s*(?P<byline>[\u4e00-\u9fff·、 ]{2,20}?)(?:$|\s{1,}[^\u4e00-\u9fff]|[|｜\]】]|编辑|责编|浏览|点击|字体|\s)"
)
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Heading:
    """What lines under a headline say; each part may be empty."""

    date: str = ""
    source: str = ""
    byline: str = ""

    def joined(self, other: Heading) -> Heading:
        """This heading, with what it lacks from ``other``."""
        return Heading(self.date or other.date, self.source or other.source, self.byline or other.byline)


def read_heading(line: str) -> Heading:
    """What ``line`` says, all parts empty if it is no such line."""
    if len(line) > _LONGEST:
        return Heading()
    found = _LINE.fullmatch(line) or (
        re.fullmatch(rf"(?:来源|稿源)[：: ].{{2,40}}?(?P<date>{_DAY}(?: \d{{1,2}}:\d{{2}})?).{{0,30}}(?P<rest>)", line)
    )
    if not found:
        return Heading()
    source, byline = _SOURCE.search(line), _BYLINE.search(line)
    return Heading(found["date"], source["source"] if source else "", byline["byline"].strip() if byline else "")
