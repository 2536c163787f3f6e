"""What sort of place, office or firm a name is, and what its mention hangs on: cues that hold whatever the trip."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ingest.entity.regions import is_group
from zhaoshang.ontology.reading import Entity
from zhaoshang.ontology.values import Span

from .view import TripView

_ZONE = re.compile(r"(?:区|园|园区|基地|新城|港|城|片区|镇|乡|村|街道)$")
_DIVISION = re.compile(r"[省市州盟县区旗国]$")
_SIGHT = re.compile(
    r"(?:中心|大厦|大楼|酒店|宾馆|饭店|府衙|景区|展示区|展馆|展览馆|博物馆|文化馆|规划馆|广场|公园|纪念馆|厂区|车站|机场|大学|书院|古城|路|街|门|寺|山|湖)$"
)
_VAGUE = re.compile(r"^(?:各|有关|相关|我|两)?(?:县区|县市|市县|县市区|省市|省区市|地州市|区县|开发区|园区|城区|国家和地区|大陆|内地)$")
_OFFICE = re.compile(r"(?:局|厅|办|办公室|委|委员会|中心|部|署|处|院|所|队|站|政协|人大|人大常委会|统战部)$")
_SOCIETY = re.compile(r"商会|协会|联合会|促进会|联谊会|同乡会|总会|学会|工商联|贸促会|企业家")
_BARE_LEVEL = re.compile(r"^[省市州县区镇]")
_CN = "CN"


def place_sort(entity: Entity) -> str:
    """group, country, province, city, county, zone, sight, vague … of a region."""
    name = max(entity.names, key=len)
    if all(_VAGUE.match(n) for n in entity.names):
        return "vague"
    if entity.code == _CN:
        return "china"
    if entity.code[:2].isdigit():
        return "province" if entity.code.endswith("0000") else "city" if entity.code.endswith("00") else "county"
    if entity.code.startswith("x-"):
        return "foreign-city"
    if entity.code:
        return "country"
    if is_group(entity):
        return "group"
    if _SIGHT.search(name):
        return "sight"
    return "zone" if _ZONE.search(name) else "division" if _DIVISION.search(name) else "unknown"


def firm_sort(entity: Entity) -> Iterator[str]:
    """office, society, office of a bare level (市商务局)."""
    name = max(entity.names, key=len)
    if _SOCIETY.search(name):
        yield "society"
    elif _OFFICE.search(name):
        yield "office"
        if any(_BARE_LEVEL.match(n) for n in entity.names):
            yield "office-of-bare-level"


_DATELINE = re.compile(r"[^，。]{0,2}(?:\d{1,2}|[一二三四五六七八九十]{1,3})月[^，。]{1,4}日(?:电|讯)")
_ORG_BEHIND = re.compile(r"[^，。、；\s]{0,8}(?:商会|协会|集团|公司|企业|客商|银行|大学)")
_FROM = re.compile(r"(?:来自|由|组织|组成)[^，。；]*$")
_GOING = re.compile(r"(?:赴|往|到|抵达|走进|来到|奔赴|转战|辗转|在)[^，。；]{0,30}[、和及]$")
_PEOPLE = re.compile(
    r"(?:[、和及与][^，。；]{1,8}){0,12}(?:等[国地市县省个\d]{0,6})?(?:的)?[^，。；、]{0,8}(?:客商|企业家|代表团|考察团|访问团|采购团|代表|嘉宾|商会|官员|友人|负责人|企业|政府)"
)
_TOURED = re.compile(
    r"(?:[^，。；、]{0,12}[、和及与]){0,12}[^，。；、]{0,12}?(?:等地|等处|两地|三地|等)?(?:进行|开展|实地)*(?:考察|参观|调研|走访|察看|查看|看)"
)
_EVENT = re.compile(r"[^，。；]{0,12}(?:推介会|洽谈会|恳谈会|对接会|座谈会|招商会|说明会)")


def hangs_on(view: TripView, mentions: Sequence[Mention]) -> Iterator[str]:
    """What a place's mentions belong to: a post, a firm's name, a dateline, a consulate's seat. ``all-`` where all of them do."""
    return once(mentions, lambda m: _of_mention(view, m))


def once(mentions: Sequence[Mention], cues: Callable[[Mention], Iterable[str]]) -> Iterator[str]:
    """The cues of all mentions, each once; ``all-`` where every mention has it (a cue twice of one mention counts twice)."""
    counts = Counter(cue for m in mentions for cue in cues(m))
    for cue, count in counts.items():
        yield cue
        if count == len(mentions):
            yield f"all-{cue}"


def _of_mention(view: TripView, m: Mention) -> Iterator[str]:
    text, document = view.scene.folded, view.scene.document
    sentence = view.stretch_at(m.span.start)
    if any(p.span.start <= m.span.start and m.span.end <= p.span.end for p in document.inside(sentence, Type.POST)):
        yield "in-post"
    if any(o.span.start == m.span.end for o in document.inside(sentence, Type.FIRM, Type.BODY)):
        yield "before-firm-name"
    elif _ORG_BEHIND.match(text, m.span.end, sentence.end):
        yield "before-firm-word"
    if _DATELINE.match(text, m.span.end):
        yield "dateline"
    if text.startswith("驻", m.span.end) or text[m.span.start - 1 : m.span.start] == "驻":
        yield "by-consulate"
    if _EVENT.match(text, m.span.end, sentence.end):
        yield "names-event"
    if text[m.span.start - 1 : m.span.start] in ("(", "（", "·", "—", "-"):
        yield "in-brackets"
    if text[m.span.start - 1 : m.span.start] == "应":
        yield "invites"
    if _FROM.search(text, sentence.start, m.span.start):
        yield "from-there"
    if _PEOPLE.match(text, m.span.end, sentence.end):
        yield "its-people"
    if _GOING.search(text, sentence.start, m.span.start):
        yield "in-row-behind-go"
    if _TOURED.match(text, m.span.end, sentence.end):
        yield "then-toured"


def mates(view: TripView, mention: Mention) -> list[str]:
    """The entities that stand in one row with the mention, joined by 、 or 和 with nothing but posts between."""
    stretch, near = view.stretch_at(mention.span.start), mention.span
    around = Span(max(stretch.start, near.start - _WINDOW), min(stretch.end, near.end + _WINDOW))
    row = list(view.scene.document.inside(around, mention.type))
    index = bisect_left([p.span.start for p in row], mention.span.start)
    found: list[str] = []
    for step in (-1, 1):
        last, i = mention, index + step
        while 0 <= i < len(row):
            low, high = sorted((last.span, row[i].span))
            if not _ROW.fullmatch(view.scene.folded, low.end, high.start):
                break
            found.append(row[i].entity)
            last, i = row[i], i + step
    return [e for e in found if e and e != mention.entity]


_WINDOW = 200
"""How many characters to either side a row is followed."""
_ROW = re.compile(r"(?:、|和|及|以及|与|，)[^，。；、]{0,24}(?:、[^，。；、]{2,14}){0,2}")
