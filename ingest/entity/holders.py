"""Who holds which post: 佳木斯市委副书记、市长郭冀平; 江凌副市长; 市委常委崔歆、刘丽、黄勇.

Each rule looks at what stands directly beside a name. A post goes to the name behind it, else to the name before it; posts
joined by 、 or 兼 go together; names joined by 、 share a post that several can hold.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhaoshang.ingest.document import Mention, Type

_JOIN = re.compile(r"(?:、|兼|暨|兼任|,|，(?=\S)|\s)+")
_STRICT_JOIN = re.compile(r"、|兼|暨|兼任|、兼| |、[现曾]任")
_NEXT = re.compile(r"(?:、|兼任?|及|暨)(?:[现曾]任)?|，(?:也|还|同时|并)(?:是|为|任|兼任|担任)")
_DISMISSED = re.compile(r"(?:免去|免除|撤销|任命|批准|决定)$")
_IS = re.compile(
    r"(?:先生|女士|同志|博士|教授)?(?:(?:同时|现|也|还|曾|不再|拟)?(?:是|为|系|任|担任|出任|兼任|升任|转任|调任|改任|接任|继任)|当选为?|就任|任职"
    r"|(?:被|获)(?:任命|聘任|推选|聘|选)为|获任|卸任|辞去|身兼|身为|兼)(?:了|着|该|本|其|一名|一家)?"
    r"|以(?=[^，。；]{2,24}(?:的)?身份)"
)
_ASIDE = re.compile(r"[（(][^（）()]{1,8}[）)]$")
_HONOURS = re.compile(r"(?:丹斯里|拿督斯里|拿督|拿汀)+$")
"""Malaysian titles between a post and its holder's name."""
_CLOSING = re.compile(r"[（(，,]\s*")


@dataclass(frozen=True, slots=True)
class Holding:
    """``person`` (a PERSON mention) holds ``post`` (a POST mention); ``rule`` says how the text puts it."""

    person: Mention
    post: Mention
    rule: str


def find_holdings(text: str, mentions: Sequence[Mention]) -> list[Holding]:
    """All (person, post) pairs of the text, in order of the person's place."""
    posts = [m for m in mentions if m.type is Type.POST]
    people = [m for m in mentions if m.type is Type.PERSON]
    by_end: dict[int, Mention] = {p.span.end: p for p in posts}
    by_start: dict[int, Mention] = {p.span.start: p for p in posts}
    starts = {p.span.start for p in people}
    found: list[Holding] = []
    held: dict[int, list[Mention]] = defaultdict(list)
    for person in people:
        before = _before(text, person, by_end, starts)
        found += [Holding(person, post, rule) for post, rule in before]
        if not before:
            found += [Holding(person, post, rule) for post, rule in _after(text, person, by_start, starts)]
        held[person.span.end] = [post for post, _ in before]
    found += _shared(text, people, held)
    found += _served(text, people, posts, {h.post.span.start for h in found})
    return sorted(found, key=lambda h: (h.person.span.start, h.post.span.start))


def _before(text: str, person: Mention, by_end: dict[int, Mention], starts: set[int]) -> list[tuple[Mention, str]]:
    place = person.span.start
    if honour := _HONOURS.search(text, max(0, place - 8), place):
        place = honour.start()
    post = by_end.get(place) or (by_end.get(place - 1) if text[place - 1 : place] in ("的", " ", "　", ":", "：") else None)
    if post is None and text[place - 1 : place] in ("）", ")") and (aside := _ASIDE.search(text, max(0, place - 12), place)):
        post = by_end.get(aside.start())
    if post is None:
        return []
    chain = [(post, "post-before-name")]
    while earlier := _joined(text, chain[-1][0], by_end, starts):
        chain.append((earlier, "posts-in-a-row"))
    return chain


def _joined(text: str, post: Mention, by_end: dict[int, Mention], starts: set[int]) -> Mention | None:
    """The post that ends right before ``post``, joined by 、 or 兼, unless a name of its own follows it."""
    for gap in (1, 2, 3, 0):
        end = post.span.start - gap
        between = text[end : post.span.start]
        if end in by_end and end not in starts and (_STRICT_JOIN.fullmatch(between) or not between):
            return by_end[end]
    return None


def _after(text: str, person: Mention, by_start: dict[int, Mention], starts: set[int]) -> list[tuple[Mention, str]]:
    end = person.span.end
    post, rule = by_start.get(end), "post-after-name"
    if post is None and (verb := _IS.match(text, end)):
        post, rule = by_start.get(verb.end()), "name-is-post"
    if post is None and text[end : end + 1] == "的" and _DISMISSED.search(text, max(0, person.span.start - 2), person.span.start):
        post, rule = by_start.get(end + 1), "dismissed-from-post"
    if post is None and text[end : end + 1] == " ":
        post, rule = by_start.get(end + 1), "post-after-space"
        if post is not None and text[post.span.end : post.span.end + 1] not in "，,。；\n）)":
            post = None
    if post is None and text[end : end + 1] in ("（", "("):
        post, rule = by_start.get(end + 1), "post-in-brackets"
    if post is None and text[end : end + 1] in ("，", ","):
        post, rule = by_start.get(end + 1), "apposition"
        if post is not None and (post.span.end in starts or text[post.span.end : post.span.end + 1] not in "，,、。；\n）)"):
            post = None
    if post is None or (post.span.end in starts and rule != "post-after-name"):
        return []
    chain = [(post, rule)]
    if rule != "post-after-name":
        while joined := _NEXT.match(text, chain[-1][0].span.end):
            following = by_start.get(joined.end())
            if following is None or following.span.end in starts:
                break
            chain.append((following, rule))
    return chain


_SINGLE = re.compile(
    r"(?<!副)(?:书记|市长|省长|县长|区长|州长|局长|厅长|部长|主席|董事长|总经理|总裁|行长|校长|主任|会长|院长|秘书长|厂长)$"
)


def _shared(text: str, people: Sequence[Mention], held: dict[int, list[Mention]]) -> list[Holding]:
    """市委常委崔歆、刘丽、黄勇: each of them."""
    found: list[Holding] = []
    for earlier, person in pairwise(people):
        if text[earlier.span.end : person.span.start] != "、" or held[person.span.end]:
            continue
        posts = [p for p in held[earlier.span.end] if not _SINGLE.search(p.span.of(text))]
        held[person.span.end] = posts
        found += [Holding(person, post, "post-shared-by-names") for post in posts]
    return found


def _row(text: str, post: Mention, begin: Mapping[int, Mention], names: Container[int]) -> list[Mention]:
    """The post and those that follow it in a row, up to one that a name follows."""
    chain = [post]
    while (joined := _NEXT.match(text, chain[-1].span.end)) and (following := begin.get(joined.end())):
        if following.span.end in names:
            break
        chain.append(following)
    return chain


def _served(text: str, people: Sequence[Mention], posts: Sequence[Mention], taken: Container[int]) -> list[Holding]:
    """Posts at some distance from their name: 组委会主任由市商务局局长韦启明担任; 社长是孙某某; 林知远，男，现任安康市委书记."""
    starts = [p.span.start for p in people]
    by_start = {p.span.start: p for p in people}
    begin = {p.span.start: p for p in posts}
    served = [p for p in people if _SERVES.match(text, p.span.end)]
    served_ends = [p.span.end for p in served]
    found: list[Holding] = []
    for post in posts:
        verb = _NAMES.match(text, post.span.end)
        if verb and verb.end() in by_start:
            found.append(Holding(by_start[verb.end()], post, "post-is-name"))
        elif _NOW.search(text[max(0, post.span.start - 5) : post.span.start]) and post.span.end not in by_start:
            index = bisect_left(starts, post.span.start) - 1
            if index >= 0 and not _BREAK.search(text, people[index].span.end, post.span.start) and post.span.start not in taken:
                found += [Holding(people[index], held, "now-in-post") for held in _row(text, post, begin, by_start)]
        elif text[post.span.end : post.span.end + 1] == "由":
            index = bisect_right(served_ends, post.span.end)
            if index < len(served) and served_ends[index] <= post.span.end + 40 and "。" not in text[post.span.end : served_ends[index]]:
                found.append(Holding(served[index], post, "post-served-by"))
    return found


_NOW = re.compile(
    r"(?:[现曾历后又并]任|现为|(?:此前|之前|曾|先后)(?:担任|[是为任])|转任|升任|出任|担任|兼任|调任|接任|当选为?|做过|当过|(?<![主责信委常聘])任)$"
)
_BREAK = re.compile(r"[。；;\n]")
_NAMES = re.compile(r"是|为|系")
_SERVES = re.compile(r"(?:担任|兼任|出任|接任)")
