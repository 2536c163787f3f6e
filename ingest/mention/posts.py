"""Posts: 佳木斯市委副书记、市长, 中联重科董事长, 市人大常委会副主任. A post's span runs from its unit to its head.

Heads are a list; how far the unit reaches to the left is read off LAC's words: nouns, names and the verbs that live
inside offices' names belong to it; other verbs, function words and punctuation end it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from zhaoshang.ingest.edges import beginning
from zhaoshang.ontology.values import Span

from .known import known_firms
from .nets import Token
from .surnames import surname_length
from .table import rows, words
from .view import View

_MODIFIERS = (
    r"原|前|时任|现任|新任|候任|拟任|代理|代|常务|第一|名誉|荣誉|执行|高级|资深|首席|联席|轮值|驻会|专职|兼职|助理|全球|全国|中国区|大中华区"
    r"|创会|创始|终身|永远|独立|监事会|董事会|董事局|专务|非执行|副|[一二三四]级|[东西南北中华]+[部区]|区域|大区|执行副|高级副|署理|总(?!副)"
)
_PART = frozenset({"n", "nz", "nt", "ns", "nw", "ORG", "LOC", "s", "vn", "an", "f", "nr"})
_UNIT_END = re.compile(r"(?:委|府|局|厅|部|处|办|会|司|社|院|所|校|站|中心|公司|集团|银行|团|组|协|联|长|书记|主任)$")
_JOINED_BY_AND = re.compile(
    r"(?:工业|发展|住房|人力资源|事务|外交|规划|创新|改革|资源|能源|环境|旅游|劳动|国土|城乡|体育|海洋|信息|通信|运输|交通|水利|战略|财经|贸易|国防|安全|司法|对外|文化|卫生|非公|投资|商务|科技|科学技术|教育|农业|公共|应急|退役|生态|市场|自然|经济|金融|服务贸易|物流|知识产权|宣传|社会|民族|外资)$"
)
_OFFICE_BEGUN = re.compile(r"(?:^|[^\u4e00-\u9fff]|[省市州县区])(?:国家|[省市州县区])[\u4e00-\u9fff]{2,6}$")


@dataclass(frozen=True, slots=True)
class Post:
    """One post as the text prints it: ``span`` from unit to head; ``head`` its last word; ``core`` is where modifiers and head begin.

    ``side`` is o (officials hold it), x (executives do) or a (the unit decides).
    """

    span: Span
    core: int
    head: str
    side: str


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, str]]:
    sides = {row[0]: row[1] for row in rows("post_heads", 2)}
    longest = sorted(sides, key=lambda head: (-len(head), head))
    heads = "|".join(re.escape(head) + ("(?!事)" if head.endswith("会董") else "") for head in longest)
    return re.compile(f"{beginning(_MODIFIERS, heads)}(?P<mod>(?:{_MODIFIERS})*)(?P<head>{heads})(?P<tail>助理|候选人)?"), sides


def find_posts(view: View) -> tuple[Post, ...]:
    """Every post in the text, in order; those that do not end where a word ends are none."""
    pattern, sides = _heads()
    ends = {w.end for w in view.words} | {n.end for n in view.names} | {n.start for n in view.names if n.label == "PERSON"}
    found: list[Post] = []
    starts = [w.start for w in view.words]
    for sentence in view.sentences:
        for match in pattern.finditer(view.text, sentence.start, sentence.end):
            closed = match.end() in ends or _glued_to_surname(view, starts, match)
            if closed and not _is_no_post(view.text, match):
                start = _unit_start(view, starts, match.start(), sentence.start)
                if found and start < found[-1].span.end <= match.start():  # 党委书记|政委: two posts, no unit and post
                    start = match.start() if found[-1].span.end == match.start() else start
                found.append(Post(Span(start, match.end()), match.start(), match["head"] + (match["tail"] or ""), sides[match["head"]]))
    return tuple(found)


def _glued_to_surname(view: View, starts: list[int], match: re.Match[str]) -> bool:
    """区长云|树林: LAC sometimes cuts behind the surname; the word then is a head and a surname."""
    word = view.words[bisect_right(starts, match.end()) - 1]
    return word.start <= match.start("head") and word.end - match.end() == surname_length(view.text, match.end()) and word.label == "n"


_NOT_AFTER = re.compile(
    r"(?:市场化|主席台|主席国|代表团|代表作|代表性|代表处|代表着|代表队|代表大会|经理人|校长期|专家组|专家们|负责人员|院长期|部长级|书记员|师长期"
    r"|(?:主席|会长|理事长?|委员|成员|主任)单位|(?:董事|理事|监事)席位|大臣级|参议院)"
)


def _is_no_post(text: str, match: re.Match[str]) -> bool:
    return bool(_NOT_AFTER.match(text, match.start("head")))


def _unit_start(view: View, starts: list[int], core: int, limit: int) -> int:
    """Walk left from ``core`` over the words of the unit."""
    place = core
    people = view.person_ends
    index = bisect_left(starts, core) - 1
    if index >= 0 and view.words[index].end > core:  # the core begins inside a word: 佳木斯市|长
        word = view.words[index]
        if word.label in _PART and word.start >= limit:
            place = max(word.start, view.text.rfind(" ", word.start, core) + 1)
        index -= 1
    for word in _leftward(view, index):
        text = view.text[word.start : word.end]
        if word.start < limit or word.end != place or text in _BYLINE or " " in text:
            break
        if word.end in people and place > word.end - 1 and text not in known_firms() and _may_be_name(view, word):
            break
        if word.label in _PART or text in words("unit_verbs") or _joins(view, word.start, word.end, text):
            place = word.start
        elif text in _CLOSING and (opened := _opening(view.text, word.start, text, limit)) is not None and place < core:
            return _unit_start(view, starts, opened, limit)
        else:
            break
    return _trim(view.text, place, core)


_BYLINE = frozenset({"记者", "通讯员", "讯", "电", "报道", "消息", "实习"})
"""Words of a byline, which no unit holds."""


def _leftward(view: View, index: int) -> Iterator[Token]:
    while index >= 0:
        yield view.words[index]
        index -= 1


def _may_be_name(view: View, word: Token) -> bool:
    """The word ends where a name ends that cutword sees, and begins within it: 鄞州区委书记[寿永年]和副市长."""
    start = view.person_ends[word.end]
    return start <= word.start and bool(surname_length(view.text, start)) and word.end - start <= 4


_ORGAN_WORD = re.compile(r"[\u4e00-\u9fff]+[局厅委办部处署]|[一二三四五六七八九十]{1,3}[科处室]")


def _joins(view: View, start: int, end: int, text: str) -> bool:
    """True for what belongs to a unit though its class does not say so: 发展和改革, 第三师, 对外友协, 经发局, 市议|会议长."""
    outward = text == "对" and view.text[end : end + 1] == "外"
    told = text == "总" or text.startswith("第") or (text.startswith("驻") and end - start <= 4)
    council = text.endswith("议") and view.text[end : end + 1] == "会"
    return told or outward or council or bool(_ORGAN_WORD.fullmatch(text)) or _is_and(view, start, text)


def _is_and(view: View, start: int, text: str) -> bool:
    if text not in ("和", "与"):
        return False
    before = view.text[max(0, start - 12) : start]
    return bool(_JOINED_BY_AND.search(before)) or bool(text == "和" and _OFFICE_BEGUN.search(before) and not _UNIT_END.search(before))


def _opening(text: str, closing: int, mark: str, limit: int) -> int | None:
    partner = dict(zip("”’）)》」", "“‘（(《「", strict=True))[mark]
    found = text.rfind(partner, max(limit, closing - 30), closing)
    return found if found >= 0 and not _OF_PRESS.match(text, found + 1) else None


_CLOSING = "”’）)》」"
_OF_PRESS = re.compile(r"[^）)]{0,8}(?:记者|通讯员|编辑|[讯电][）)])")


@lru_cache(maxsize=8192)
def split_post(phrase: str) -> tuple[str, str]:
    """A post's unit and the rest (modifiers and head): 佳木斯市委副书记 -> 佳木斯市委, 副书记. The unit may be ""."""
    pattern, _ = _heads()
    found = list(pattern.finditer(phrase))
    if not found or found[-1].end() != len(phrase):
        return "", phrase
    last = found[-1]
    return phrase[: last.start()], phrase[last.start() :]


@lru_cache(maxsize=8192)
def side_of(post: str) -> str:
    """o, x or a as in the list of heads (in capitals for words that tell a side but are no posts: 县领导); "" for no post."""
    pattern, sides = _heads()
    found = pattern.fullmatch(split_post(post)[1])
    return sides[found["head"]] if found else ""


_LEADING = re.compile(
    r"(?:由|以|受|和|与|及|在|对(?!外)|向|经(?![开济信贸合发])|据|请|让|跟|同|包括|其中|以及|当天|当日|昨天|今天|昨日|今日|日前|近日|会上|期间|上午|下午|当晚)+"
)


_ASIDE = re.compile(r"[（(][^（）()]{1,8}[）)]")
"""(左起)安康市市长: no post begins with a bracket."""
_FORMER = re.compile(r"(?:原|时任)$")


def _trim(text: str, start: int, core: int) -> int:
    found = _LEADING.match(text, start, core)
    start = found.end() if found else start
    if aside := _ASIDE.match(text, start, core):
        start = aside.end()
    former = _FORMER.search(text, max(0, start - 2), start)
    return former.start() if former else start
