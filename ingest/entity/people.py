"""Persons of an article, and whether each is an official or an executive."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ingest.mention.kinds import suffix_of
from zhaoshang.ingest.mention.posts import side_of, split_post
from zhaoshang.ontology.reading import Kind

from .holders import Holding

_GOVERNMENT = re.compile(
    r"[省市州盟县区旗乡镇]委|[国中]央|政府|政协|人大|党工委|管委会|国务院|[省市县区州](?:[^商协公]{1,12})?(?:局|厅|办|委)|部委|领事|使馆|法院|检察|海关|组织部|宣传部|统战部|国家|组委会|贸促|振兴公社|人民委员会|指挥部|事务局|招商局|总局|[省市州县区旗镇乡]$|委员会|军"
)
_CIVIL = re.compile(
    r"公司|集团|商会|协会|联合会|学会|大学|学院|研究院|研究所|工商联|银行|工商会|企业|股份|联谊会|促进会|交流中心|经贸中心|厂|基金会|医院"
)


def kind_of(name: str, holdings: Sequence[tuple[str, str]]) -> Kind | None:
    """Official or executive by the posts held, each given as (unit, head); None where nothing tells."""
    votes = [vote for unit, head in holdings if (vote := _vote(unit, head))]
    if not votes:
        return None
    return Kind.OFFICIAL if votes.count(Kind.OFFICIAL) * 2 >= len(votes) else Kind.EXECUTIVE


def _vote(unit: str, head: str) -> Kind | None:
    side = side_of(head).lower()
    if _CIVIL.search(unit) and side != "x" and not re.search(r"[省市州县区]委|政府", unit):
        return Kind.EXECUTIVE
    if side == "o":
        return Kind.OFFICIAL if suffix_of(unit)[1] != "firm" else Kind.EXECUTIVE
    if side == "x":
        return Kind.EXECUTIVE
    if _GOVERNMENT.search(unit):
        return Kind.OFFICIAL
    return Kind.EXECUTIVE if unit else None


def group(text: str, mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    """The PERSON mentions by name, in order of first appearance; spaces inside a name do not count."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.type is Type.PERSON:
            groups[re.sub(r"\s", "", mention.span.of(text))].append(mention)
    return groups


def posts_of(text: str, holdings: Sequence[Holding]) -> Mapping[str, list[tuple[str, str]]]:
    """Name -> its posts as (unit, head)."""
    table: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for h in holdings:
        table[re.sub(r"\s", "", h.person.span.of(text))].append(split_post(h.post.span.of(text)))
    return table
