"""Persons of an article, and whether each is an official or an executive.

Posts tell; where somebody has none, the company kept tells: names in one row are of one kind, who stands beside a firm is of
it, who leads a team out or inspects is an official. Bystanders (a villager, a student) are neither.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ingest.gazetteer.table import read_table
from zhaoshang.ingest.mention.kinds import suffix_of
from zhaoshang.ingest.mention.posts import side_of, split_post
from zhaoshang.ingest.mention.surnames import surname_length
from zhaoshang.ontology.reading import Kind

from .holders import Holding

_GOVERNMENT = re.compile(
    r"[省市州盟县区旗乡镇]委|[国中]央|政府|政协|人大|党工委|管委会|国务院|[省市县区州](?:[^商协公]{1,12})?(?:局|厅|办|委)|部委|领事|使馆"
    r"|法院|检察|海关|组织部|宣传部|统战部|国家|组委会|贸促|振兴公社|公社|人民委员会|指挥部|事务局|招商局|总局|[省市州县区旗镇乡]$|委员会|军"
    r"|投资促进|招商|[省市]委|指导组|巡视组|领导小组|专班"
)
_CIVIL = re.compile(
    r"公司|集团|商会|协会|联合会|学会|大学|学院|研究院|研究所|工商联|银行|工商会|企业|股份|联谊会|促进会|交流中心|经贸中心|厂|基金会|医院"
)
_ORGAN = re.compile(r"(?:局|署|厅|委|委员会|法院|检察院|领事馆|总领馆|使馆|办公室|海关|公署|代表处|办事处|管委会|政府|外交部|商务部)$")
_PRIVATE = re.compile(r"公司|集团|银行|商会|协会|联合会|铁路局|邮政局|电力局|供电局|报社|大学|研究院|企业家|董事|商务代表处")
_EXECUTIVE_ALONE = re.compile(r"会长$|理事|董事")
_LEADS = re.compile(r"(?:一行|率队|率团|率领|带队|带领|调研|会见|会晤|强调|主持|赴|深入|督导|检查|出席|陪同|要求|宣布)")
_COURTEOUS = re.compile(r"先生|女士|博士|小姐")
_SPEAKS = re.compile(r"(?:说|表示|介绍|指出|告诉|认为|透露|坦言|建议|称|、|一行|代表|签)")


def kind_of(posts: Sequence[tuple[str, str]]) -> Kind | None:
    """Official or executive by the posts held, each given as (unit, rest); None where nothing tells."""
    votes = [vote for unit, rest in posts if (vote := _vote(unit, rest))]
    if not votes:
        return None
    return Kind.OFFICIAL if votes.count(Kind.OFFICIAL) * 2 >= len(votes) else Kind.EXECUTIVE


def _vote(unit: str, rest: str) -> Kind | None:
    side = side_of(unit + rest).lower()
    if side == "x":
        return Kind.EXECUTIVE
    if _ORGAN.search(unit) and not _PRIVATE.search(unit):
        return Kind.OFFICIAL
    if _CIVIL.search(unit) and not re.search(r"[省市州县区]委|政府|贸促", unit):
        return Kind.EXECUTIVE
    if side == "o":
        return Kind.OFFICIAL if suffix_of(unit)[1] != "firm" else Kind.EXECUTIVE
    if unit:
        return Kind.OFFICIAL if _GOVERNMENT.search(unit) else Kind.EXECUTIVE
    return Kind.EXECUTIVE if _EXECUTIVE_ALONE.search(rest) else None


def plain_name(text: str, mention: Mention) -> str:
    """The name without the white space that some papers put into it (王  磊)."""
    return re.sub(r"\s", "", mention.span.of(text))


def posts_of(text: str, holdings: Sequence[Holding]) -> Mapping[str, list[tuple[str, str]]]:
    """Name -> its posts as (unit, rest)."""
    table: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for h in holdings:
        table[plain_name(text, h.person)].append(split_post(h.post.span.of(text)))
    return table


def persons(text: str, mentions: Sequence[Mention], holdings: Sequence[Holding]) -> Iterator[tuple[Kind, str, list[Mention]]]:
    """Kind, name and mentions of every official and executive, in order of first appearance."""
    posts = posts_of(text, holdings)
    groups: dict[str, list[Mention]] = defaultdict(list)
    short: list[Mention] = []
    for m in (m for m in mentions if m.type is Type.PERSON):
        (short if "rule:surname-title" in m.sources else groups[plain_name(text, m)]).append(m)
    _link_short(text, groups, short, posts)
    firm_ends = {m.span.end for m in mentions if m.type in (Type.FIRM, Type.BODY)}
    order = sorted((m.span.start, name) for name, own in groups.items() for m in own)
    kinds: dict[str, Kind] = {}
    for name, own in groups.items():
        held = posts.get(name, [])
        kind = kind_of(held)
        if kind is None and any(side_of("".join(post)).islower() for post in held):
            kind = _of_sentence(text, own[0], kinds, order) or Kind.OFFICIAL
        elif kind is None:
            kind = _by_company(text, own, kinds, firm_ends)
        if kind:
            kinds[name] = kind
            yield kind, name, own


def _of_sentence(text: str, mention: Mention, kinds: Mapping[str, Kind], order: Sequence[tuple[int, str]]) -> Kind | None:
    """The kind of who is named last before in the same sentence: 投资部经理林之栋，秘书周敏. ``order`` are (start, name), sorted."""
    for start, name in reversed(order[max(0, (index := bisect_left(order, (mention.span.start, ""))) - 8) : index]):
        if any(mark in text[start : mention.span.start] for mark in "。；\n"):
            return None
        if name in kinds:
            return kinds[name]
    return None


def _link_short(text: str, groups: dict[str, list[Mention]], short: list[Mention], posts: Mapping[str, list[tuple[str, str]]]) -> None:
    """陈董事长 is who has that surname and such a post, else the one of that surname named last before."""
    by_surname: dict[str, list[str]] = defaultdict(list)
    for name in groups:
        by_surname[name[: surname_length(name)]].append(name)
    for m in short:
        words = m.span.of(text)
        surname, title = words[: surname_length(words)], words[surname_length(words) :]
        same = [name for name in by_surname.get(surname, ()) if len(name) > len(surname)]
        titled = [name for name in same if any(rest.endswith(title) or title in rest for _, rest in posts.get(name, []))]
        before = [name for name in same if groups[name][0].span.start < m.span.start]
        if found := (titled or before[-1:] or (same if len(same) == 1 else [])):
            groups[found[0]].append(m)


def _by_company(text: str, own: list[Mention], kinds: Mapping[str, Kind], firm_ends: set[int]) -> Kind | None:
    """The kind of somebody without a post; None for a bystander."""
    first = min(own, key=lambda m: m.span.start)
    for m in own:
        before, after = text[max(0, m.span.start - 14) : m.span.start], text[m.span.end : m.span.end + 6]
        if before.endswith(_bystanders()):
            return None
        if m.span.start in firm_ends or (before.endswith("的") and m.span.start - 1 in firm_ends) or _COURTEOUS.match(after):
            return Kind.EXECUTIVE
        if row := _row_before(text, m, kinds):
            return row
    if any(_LEADS.match(text, m.span.end) or text[m.span.start - 1 : m.span.start] in ("由", "以") for m in own):
        return Kind.OFFICIAL
    return Kind.EXECUTIVE if any(_SPEAKS.match(text, m.span.end) for m in own) or len(own) > 2 or first.score > 2 else None


_ROW = re.compile(r"(?:[\u4e00-\u9fff·]{2,16}、)+$")


def _row_before(text: str, mention: Mention, kinds: Mapping[str, Kind]) -> Kind | None:
    """The kind of the nearest known name in the row joined by 、 that ``mention`` continues."""
    row = _ROW.search(text, max(0, mention.span.start - 60), mention.span.start)
    items = row.group().split("、")[-2::-1] if row else []
    for item in items:
        found = next((kinds[item[-size:]] for size in range(len(item), 1, -1) if item[-size:] in kinds), None)
        if found:
            return found
        if item.endswith(("领导", "负责人")):
            return Kind.OFFICIAL
    return None


@cache
def _bystanders() -> tuple[str, ...]:
    return tuple(row[0] for _, row in read_table(Path(__file__).parent / "bystanders.tsv", 1))
