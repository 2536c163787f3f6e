"""The places of a verb: who stands left of it, right of it, behind 与 or 由.

The scan is flat: between two verbs of a sentence lie the left verb's objects and, behind the last comma, the right verb's
subject. Mentions inside a post (佳木斯 in 佳木斯市长) are the person's, not the verb's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.edges import ends
from zhaoshang.ontology.values import Span

from .frame import Act
from .triggers import Trigger

ACTORS = (Type.PERSON, Type.GROUP, Type.FIRM, Type.BODY, Type.PLACE, Type.DEIXIS)
THINGS = (*ACTORS, Type.PROJECT)
_WITH = re.compile(r"(?:一起|一道|共同)?(?:分别)?(?:与|同|和|跟|及)")
_TOWARDS = re.compile(r"[对向][^，。；]*$")
"""对德国、意大利进行访问, 向甲表示欢迎: what stands behind 对 is what is visited or greeted."""
_BY = re.compile(r"由|在|受")


@dataclass(frozen=True, slots=True)
class Roles:
    """What fills a verb's places."""

    subject: tuple[Mention, ...] = ()
    objects: tuple[Mention, ...] = ()
    partners: tuple[Mention, ...] = ()


def arguments(document: Document, sentence: Span) -> tuple[Mention, ...]:
    """The mentions of a sentence that can fill a verb's place: those not inside a post or a longer mention."""
    found = [m for m in document.inside(sentence) if m.type is not Type.POST]
    posts = list(document.inside(sentence, Type.POST))
    return tuple(m for m in found if m.type in (Type.PERSON, Type.GROUP) or not any(_holds(p, m) for p in posts))


def _holds(post: Mention, mention: Mention) -> bool:
    """The mention is the post's unit: inside it or overlapping, or right before it where somebody is said to hold it."""
    return post.span.overlaps(mention.span) or (bool(post.entity) and mention.span.end == post.span.start)


def roles_of(folded: str, trigger: Trigger, around: Span, args: Sequence[Mention]) -> Roles:
    """The roles of ``trigger``. ``around`` runs from the end of the verb before it (or the sentence's start) to the start of the next."""
    left = [m for m in args if around.start <= m.span.start and m.span.end <= trigger.span.start and m.type in THINGS]
    right = [m for m in args if trigger.span.end <= m.span.start and m.span.end <= around.end and m.type in THINGS]
    if trigger.verb.shape == "with":
        return _with(folded, trigger, left, right)
    if trigger.verb.shape == "by":
        return _by(folded, trigger, left, right)
    if trigger.verb.shape in ("object", "place"):
        towards = [m for m in _behind(folded, left, trigger) if _TOWARDS.search(folded[max(0, trigger.span.start - 40) : m.span.end])]
        return Roles(_subject(folded, left, trigger), (*towards, *right))
    return Roles(_subject(folded, left, trigger), (), tuple(_behind(folded, left, trigger)))


_LIST = re.compile(r"[^，。：:；]{0,8}的(?:领导|嘉宾|企业|单位|人员)?(?:还|也|分别)?(?:有|包括|是)[：:]?")
_LEFT_OUT = re.compile(r"(?:出访|前来|前往|来访|来华|到访|[^，。：:；]{0,4}(?:客人|一行|代表团|考察团))?的(?:分别)?(?:有|是)")
"""率团出访的是甲, 会见客人的有乙."""
_OTHER_LIST = re.compile(r"；|，[^，；。]{0,10}(?:的[^，；。]{0,6}(?:有|是)|随行|同行|陪同)")


def listed_behind(folded: str, trigger: Trigger, sentence: Span, args: Sequence[Mention]) -> Roles | None:
    """参加会见的有：甲、乙；丙, 率团出访的是甲: the doers stand behind the verb. None where the sentence is not so made."""
    if trigger.verb.act is Act.LEAD and (led := _led_by(folded, trigger, sentence, args)):
        return led
    if trigger.verb.act in (Act.LEAD, Act.MEET):
        found = _LEFT_OUT.match(folded, trigger.span.end, sentence.end)
        other = _OTHER_LIST.search(folded, found.end(), sentence.end) if found else None
        end = other.start() if other else sentence.end
        return Roles(tuple(m for m in args if found.end() <= m.span.start < end and m.type in ACTORS)) if found else None
    found = _LIST.match(folded, trigger.span.end, sentence.end)
    if found is None or trigger.verb.act not in (Act.ATTEND, Act.ACCOMPANY):
        return None
    return Roles(tuple(m for m in args if m.span.start >= found.end() and m.type in ACTORS))


_LED = re.compile(r"[^，。；：]{0,24}(?:团|组|队|一行)(?:赴|访|到|来|前往|出访|考察|访问)[^，。；：的]{0,10}的(?=[^，。；：]{2,20})")


def _led_by(folded: str, trigger: Trigger, sentence: Span, args: Sequence[Mention]) -> Roles | None:
    """率代表团访法的商务部长甲: the leader stands behind the clause. None where the sentence is not so made."""
    found = _LED.match(folded, trigger.span.end, sentence.end)
    person = next((m for m in args if m.type is Type.PERSON and found and m.span.start >= found.end()), None)
    if found is None or person is None or re.search("[，。；：]", folded[found.end() : person.span.start]):
        return None
    return Roles((person,), tuple(m for m in args if trigger.span.end <= m.span.start and m.span.end <= found.end()))


def _with(folded: str, trigger: Trigger, left: list[Mention], right: list[Mention]) -> Roles:
    cut = next((i for i, m in enumerate(left) if _marked(folded, left, i, _WITH) and _joins_sides(folded, left, i)), None)
    if cut is None:
        return Roles(tuple(left), tuple(right))
    placed = [m for m in _behind(folded, left, trigger) if m.type is not Type.PERSON]  # 在X公司，甲与乙座谈: X is where
    return Roles(tuple(m for m in left[:cut] if m not in placed), tuple(right), tuple(left[cut:]))


def _joins_sides(folded: str, left: list[Mention], index: int) -> bool:
    """与 X in front of the verb sets X apart; 和 does so only where nobody of the list's kind stands just before it."""
    word = folded[max(0, left[index].span.start - 3) : left[index].span.start]
    if index == 0:
        return True
    gap = folded[left[index - 1].span.end : left[index].span.start]
    return ("和" not in word and "及" not in word) or len(gap) > 4


def _by(folded: str, trigger: Trigger, left: list[Mention], right: list[Mention]) -> Roles:
    cut = next((i for i, m in reversed(list(enumerate(left))) if _marked(folded, left, i, _BY)), None)
    if cut is None:
        return Roles(_subject(folded, left, trigger), tuple(right))
    return Roles(tuple(left[cut:]), (*left[:cut], *right))


def _marked(folded: str, left: list[Mention], index: int, mark: re.Pattern[str]) -> bool:
    """A preposition stands before the mention, with nothing but its posts and places between."""
    start = left[index - 1].span.end if index else max(0, left[index].span.start - 24)
    gap = folded[start : left[index].span.start]
    return bool(re.search(rf"(?:{mark.pattern})[^，。；]*$", gap))


def _subject(folded: str, left: list[Mention], trigger: Trigger) -> tuple[Mention, ...]:
    """The actors left of the verb, without those behind a preposition (在X, 对X, 向X, 与X)."""
    behind = _behind(folded, left, trigger)
    return tuple(m for m in left if m not in behind) if behind else tuple(left)


_JOINED = re.compile(r"[、和及与]")
_PREPOSITION = (
    "在", "对", "向", "与", "同", "跟", "从", "为", "于", "就", "围绕", "将", "把", "应", "受", "代表", "到", "来",
)  # fmt: skip


def _behind(folded: str, left: list[Mention], trigger: Trigger) -> list[Mention]:
    found: list[Mention] = []
    for index, mention in enumerate(left):
        start = mention.span.start
        listed = found and found[-1] is left[index - 1] and _JOINED.fullmatch(folded[left[index - 1].span.end : start])
        if listed or ends(folded[max(0, start - 2) : start], _PREPOSITION):
            found.append(mention)
    return found
