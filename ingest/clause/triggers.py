"""Where the verbs are: longest match of the lexicon in folded text, minus what a mention covers or a noun phrase swallows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from zhaoshang.ingest.document import Document, Type
from zhaoshang.ontology.values import Span

from .frame import Act
from .words import Verb, swallowers, verbs

_SOLID = frozenset({Type.PERSON, Type.FIRM, Type.PLACE, Type.BODY, Type.PROJECT, Type.DATE, Type.GROUP, Type.POST, Type.MONEY, Type.COUNT})
_PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńň]{1,6}\)")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb in its place."""

    span: Span
    verb: Verb


@cache
def _pattern(annotated: bool) -> re.Pattern[str]:
    longest = sorted(verbs(), key=lambda w: (-len(w), w))
    joint = r"(?:\([^()]{1,6}\))?" if annotated else ""
    return re.compile("|".join(joint.join(map(_either, word)) for word in longest))


def _either(character: str) -> str:
    """A character as a pattern; 着 is written 著 as well, which folding leaves as it is."""
    return "[着著]" if character == "着" else re.escape(character)


def find_triggers(document: Document, folded: str, sentence: Span) -> tuple[Trigger, ...]:
    """The verbs of one sentence in order. ``folded`` is the whole text in simplified half-width characters, same length."""
    covered = _covered(document, sentence)
    annotated = bool(_PINYIN.search(folded, sentence.start, sentence.end))
    found = _pattern(annotated).finditer(folded, sentence.start, sentence.end)
    return tuple(t for m in found if (t := _trigger(document, folded, m, covered, sentence)))


def _trigger(document: Document, text: str, found: re.Match[str], covered: Sequence[tuple[int, int]], sentence: Span) -> Trigger | None:
    word, (begin, end) = found.group(), found.span()
    word = (_PINYIN.sub("", word) if "(" in word else word).replace("著", "着")
    if any(a < end and begin < b for a, b in covered):
        shorter, end = word[:1], begin + 1  # 赴京 where 京 is a place of its own
        if shorter not in verbs() or any(a < end and begin < b for a, b in covered):
            return None
        word = shorter
    span = Span(begin, end)
    before, after = swallowers().get(word, ("", ""))
    if text[max(sentence.start, span.start - 1) : span.start] in set(before) or text[span.end : min(span.end + 1, sentence.end)] in set(
        after
    ):
        return None
    if word in ("率", "带") and not _led_by_somebody(document, text, span, sentence):
        return None
    if word == "带" and not _TAKEN.match(text, span.end, sentence.end):
        return None
    verb = verbs()[word]
    if verb.act in (Act.MEET, Act.TALK) and _ATTENDED.search(text, sentence.start, span.start):
        return None
    if verb.shape == "place" and len(word) == 1 and not _place_follows(document, text, span, sentence):
        return None
    return Trigger(span, verb)


_BEFORE_LEADING = frozenset("曾又再并还亲拟将，日天午自")
_TAKEN = re.compile(
    r"(?!大家|客人|他们|来宾|嘉宾)[^，。；：去到赴看]{0,24}?(?:团|组|队|人员|干部|企业|商会|客商|代表|一行|负责人|领导|局|办|委|部门|班子)"
)
"""Who is taken along: 带党政考察团, 带6家企业; not 带项目, 带6%."""


def _led_by_somebody(document: Document, text: str, span: Span, sentence: Span) -> bool:
    """率 or 带 alone is a verb only behind a name, a post or an adverb: 赔率, 资本充足率, 一带 are none."""
    if text[max(sentence.start, span.start - 1) : span.start] in _BEFORE_LEADING:
        return True
    return any(m.span.end == span.start for m in document.inside(sentence, Type.PERSON, Type.POST, Type.GROUP))


_ATTENDED = re.compile(r"(?:参加|出席|陪同|见证)(?:了|此次|上述)?$")
"""参加会见: the meeting is what is attended, no act of those who attend."""

_NEAR = re.compile(r"[^，。；：！？“”]{0,7}")
_SHORT_PLACE = re.compile(
    r"(?:[我本贵]?[省市州县区旗盟镇会]|[京津沪渝穗深港澳台华鄂湘赣皖浙苏鲁豫冀晋陕甘宁青藏新川黔滇桂粤闽琼辽吉黑]|当地|现场|访|[\u4e00-\u9fff]{1,2}(?:考察|投资|访|参加|调研|参观))"
)


def _place_follows(document: Document, text: str, span: Span, sentence: Span) -> bool:
    reach = _NEAR.match(text, span.end, sentence.end)
    end = reach.end() if reach else span.end
    nearby = (
        (m for m in document.inside(Span(span.end, sentence.end), Type.PLACE, Type.FIRM, Type.BODY) if m.span.start <= end)
        if span.end < sentence.end
        else ()
    )
    return any(True for _ in nearby) or bool(_SHORT_PLACE.match(text, span.end, sentence.end))


def _covered(document: Document, sentence: Span) -> list[tuple[int, int]]:
    return [(m.span.start, m.span.end) for m in document.inside(sentence) if m.type in _SOLID]


def clauses(folded: str, sentence: Span) -> Iterator[Span]:
    """The stretches between commas, semicolons and colons of a sentence."""
    start = sentence.start
    for mark in re.finditer(r"[，,；;：:。！？!?]+[”’」』）)]*", folded[sentence.start : sentence.end]):
        end = sentence.start + mark.end()
        if end > start:
            yield Span(start, end)
        start = end
    if start < sentence.end:
        yield Span(start, sentence.end)
