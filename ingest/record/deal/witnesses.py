"""Who was there: the people of a sentence who signed, witnessed, chaired, spoke at or attended a signing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.document import Mention, Type

from .mask import Masked, pattern

SIGNING_EVENT = re.compile(
    r"签(?:约|字|署|订|定)[^，。；]{0,4}(?:仪式|活动|大会|现场)|集中签约|共同见证|签约暨|签约会|(?:仪式|活动)[^，。；]{0,6}上[^。；]{0,40}签"
)
GOES_ON_AT = re.compile(r"仪式|活动|签约|大会|会上")
"""Words by which a paragraph goes on with an event that the one before it named."""

_ACT = re.compile(r"见证|(?:签字|签约|签署|签订|签下|揭牌)(?![^，。；]{0,4}(?:仪式|活动|大会|现场|项目))|观看签")
_THERE = re.compile(r"出席|参加|见证|主持|致辞|致词|讲话|列席|在座|发言|参会")
_AT_CEREMONY = pattern(r"(?:签约仪式|签字仪式|签约活动|仪式)上，?(?:<T>、?)*(?P<who><N>)")
_ABSENT = re.compile(r"未出席|没有出席|委托|邀请")
_ROW = pattern(r"^[{FBPOTNX}、和及与暨等兼原（）\s·“”]*(?:先生|女士|同志|等|一行)?$")


def present(sentence: Masked, event: bool = False) -> Iterator[Mention]:
    """The people of a sentence who signed, witnessed, chaired, spoke at or attended a signing.

    All of a part between semicolons that says who was there, if the sentence names a signing event or ``event`` says that its paragraph
    does; and those of each clause that tells the signing itself, with the row of names before it.
    """
    text = sentence.text
    if _ABSENT.search(text):
        return
    found: dict[int, Mention] = {}
    for start, end in _acting(text):
        found |= {m.span.start: m for m in sentence.within(start, end, Type.PERSON)}
    if _THERE.search(text) and (event or SIGNING_EVENT.search(text)):
        for part in re.finditer(r"[^；]+", text):
            if _THERE.search(part.group()):
                found |= {m.span.start: m for m in sentence.within(part.start(), part.end(), Type.PERSON)}
    for at in _AT_CEREMONY.finditer(text):
        mention = sentence.mentions[at.start("who")]
        found[mention.span.start] = mention
    yield from (found[start] for start in sorted(found))


def _acting(text: str) -> Iterator[tuple[int, int]]:
    """The clauses with an act of signing, each with the clauses before it that hold nothing but names and posts."""
    clauses = [(m.start(), m.end()) for m in re.finditer(r"[^，。；]+", text)]
    for number, (start, end) in enumerate(clauses):
        if not _ACT.search(text, start, end):
            continue
        first = number
        while first > 0 and text[clauses[first][0] - 1] == "，" and _ROW.match(text[slice(*clauses[first - 1])]):
            first -= 1
        yield clauses[first][0], end
