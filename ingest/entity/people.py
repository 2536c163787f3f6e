"""Persons of an article, and whether each is an official or an executive.

Posts tell (`sides`); where somebody has none, the company kept tells (`company`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ingest.mention.posts import side_of, split_post
from zhaoshang.ingest.mention.surnames import surname_length
from zhaoshang.ontology.reading import Kind

from .company import by_company
from .holders import Holding
from .sides import kind_of, vote_of


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
    _link_parts(groups)
    _link_short(text, groups, short, posts)
    units = [(m.span.end, m.span.of(text)) for m in mentions if m.type in (Type.FIRM, Type.BODY)]
    owners = {m.span.end: m.span.of(text) for m in mentions if m.type in (Type.FIRM, Type.BODY, Type.PLACE)}
    order = sorted((m.span.start, name) for name, own in groups.items() for m in own)
    kinds: dict[str, Kind] = {}
    for name, own in groups.items():
        held = posts.get(name, [])
        kind = kind_of(held)
        if kind is None and any(side_of("".join(post)).islower() for post in held):
            kind = _of_sentence(text, own[0], kinds, order) or _of_unit(text, own[0], units, held) or Kind.OFFICIAL
        elif kind is None:
            kind = by_company(text, own, kinds, owners)
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


def _of_unit(text: str, mention: Mention, units: Sequence[tuple[int, str]], held: Sequence[tuple[str, str]]) -> Kind | None:
    """The kind by the firm or body named last before in the same sentence: 设计单位华江勘测设计院由党委书记孙某代表.

    ``units`` are (end, name), sorted."""
    index = bisect_left(units, (mention.span.start, "")) - 1
    if index < 0 or any(mark in text[units[index][0] : mention.span.start] for mark in "。；\n"):
        return None
    return vote_of(units[index][1], held[0][1])


def _link_parts(groups: dict[str, list[Mention]]) -> None:
    """麦克唐纳 is 格雷姆·麦克唐纳, where the text names one such person in full."""
    whole: dict[str, list[str]] = defaultdict(list)
    for name in groups:
        for part in re.split("[·•・]", name) if "·" in name or "•" in name or "・" in name else ():
            whole[part].append(name)
    for part, names in whole.items():
        if part in groups and len(names) == 1:
            groups[names[0]] += groups.pop(part)


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
