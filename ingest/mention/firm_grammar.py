"""Firms by grammar: a legal form or a trade word with what stands before it, and the items of lists.

A firm's name is [place] brand [trade] [form]. From a form (有限公司, 集团) or a trade word (药业, 新材料) the walk to the left takes
the words that can belong to a name. In a list joined by 、 an item beside a firm is likely one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from zhaoshang.ontology.values import Span

from .kinds import BUREAU, suffix_of
from .known import known_firms
from .nets import Token
from .table import words
from .view import View

_FORM = re.compile(r"(?:股份有限|有限责任|有限|集团|总|分)公司|集团(?!公司|军|化)|公司|株式会社|合作社")
_NAME_PARTS = frozenset({"n", "nz", "nt", "ns", "nw", "ORG", "LOC", "s", "vn", "an", "nr", "PER", "f", "j"})
_BRAND = frozenset({"n", "nz", "nt", "ns", "nw", "ORG", "LOC", "PER", "nr", "a", "s", "an"})
_PROPER = frozenset({"nz", "nt", "nr", "PER"})
_SUM = re.compile(r"[亿万](?:元|美元|欧元|港元|日元)?(?:人民币)?的")
_LONGEST_ITEM = 12
_LATIN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]*(?:(?:[ &.-]{1,3}[A-Z][A-Za-z0-9]*){1,4}\.?| [\u4e00-\u9fff]{0,4}(?:株式会社|公司|集团))"
    r"(?![A-Za-z0-9]| ?(?:先生|女士|博士|教授))"
)
"""GW Materials Pte. Ltd., LG INNOTEK, SK 化工株式会社."""
_BRACKETED = re.compile(
    r"(?P<brand>[\u4e00-\u9fffA-Za-z0-9·]{2,10})[（(][\u4e00-\u9fff]{2,10}[)）][\u4e00-\u9fffA-Za-z]{0,16}?(?:有限责任公司|股份有限公司|有限公司|分公司|集团公司|公司|集团)"
)
"""电装（常州）燃油喷射系统有限公司, of which networks and the walk see the end alone."""
_FUNCTION = re.compile(r"[的了在为是和与及将已把被对向从到，。；：！？“”‘’《》\s\d]|等|以及|企业家|项目|领导|代表")


def grow_firms(view: View) -> Iterator[tuple[int, int, str]]:
    """(start, end, source) of every proposal."""
    starts = [w.start for w in view.words]
    for start, end in _by_legal_form(view, starts):
        yield start, end, "rule:legal-form"
    for start, end in _by_bracket(view, starts):
        yield start, end, "rule:legal-form"
    for start, end in _by_trade(view):
        yield start, end, "rule:trade"
    for word in view.words:
        if word.label in _PROPER and 2 <= word.end - word.start <= 8 and view.text[word.start : word.end].isalnum():
            yield word.start, word.end, f"rule:{word.label}"
    for start, end in _after_sum(view, starts):
        yield start, end, "rule:after-sum"
    for start, end in _known(view):
        yield start, end, "rule:known"
    yield from ((m.start(), m.end(), "rule:latin") for m in _LATIN.finditer(view.text))
    for sentence in view.sentences:
        for start, end in _listed(view, sentence):
            yield start, end, "rule:list"


def _by_legal_form(view: View, starts: list[int]) -> Iterator[tuple[int, int]]:
    for form in _FORM.finditer(view.text):
        index = bisect_left(starts, form.start()) - 1
        place = form.start()
        while index >= 0 and _belongs(view, view.words[index], place):
            place = min(place, view.words[index].start)
            index -= 1
        if form.end() - place >= len(form.group()) + 2:
            yield place, form.end()


def _by_bracket(view: View, starts: list[int]) -> Iterator[tuple[int, int]]:
    """A name with a place in brackets, from each of the words before these on."""
    for found in _BRACKETED.finditer(view.text):
        index = bisect_left(starts, found.start())
        while index < len(starts) and starts[index] <= found.end("brand") - 2:
            yield starts[index], found.end()
            index += 1


def _belongs(view: View, word: Token, place: int) -> bool:
    """True if the word just left of ``place`` can be part of a firm's name."""
    text = view.text[word.start : word.end]
    if word.end < place or text in words("never_in_names") or "\n" in text:
        return False
    return (
        word.label in _NAME_PARTS
        or text in words("unit_verbs")
        or text in "()（）"
        or (len(text) == 1 and word.label in ("v", "a", "q", "m"))
    )


def _by_trade(view: View) -> Iterator[tuple[int, int]]:
    """A trade word that ends a word, with the one to three words of brand and place before it."""
    for number, word in enumerate(view.words):
        text = view.text[word.start : word.end]
        suffix, kind, _ = suffix_of("〇" + text)
        if kind != "firm" or (len(suffix) < len(text) and word.label not in _BRAND):
            continue
        start, first = word.start, number
        if word.label in _BRAND and len(text) >= len(suffix) + 2:
            yield start, word.end
        while first > 0 and number - first < 3 and _is_brand(view, view.words[first - 1], start):
            first -= 1
            start = view.words[first].start
            if word.end - start >= len(suffix) + 2:
                yield start, word.end


def _is_brand(view: View, word: Token, place: int) -> bool:
    text = view.text[word.start : word.end]
    if word.end != place or text in words("never_in_names") or not text.isalnum():
        return False
    return word.label in _BRAND or (len(text) <= 2 and word.label in ("v", "vn", "m", "q", "d", "ad"))


_CLOSING = re.compile(r"、|等|以及|和|与|及|，|。|；|的")


def _listed(view: View, sentence: Span) -> Iterator[tuple[int, int]]:
    """Items between two 、, or between 、 and 等, 和, 与, that hold no function word."""
    text = view.text
    start = sentence.start
    while (start := text.find("、", start, sentence.end) + 1) > 0:
        closing = _CLOSING.search(text, start, min(sentence.end, start + _LONGEST_ITEM + 2))
        if closing and 2 <= closing.start() - start <= _LONGEST_ITEM and not _FUNCTION.search(text, start, closing.start()):
            yield start, closing.start()


@cache
def _known_pattern() -> AhoCorasick:
    return AhoCorasick(sorted(known_firms()), matchkind=MatchKind.LeftmostLongest)


def _known(view: View) -> Iterator[tuple[int, int]]:
    """Widely known names that begin and end where LAC's words do, long ones on one side at least (美国｜奥的斯)."""
    yield from (m.span() for m in BUREAU.finditer(view.text))
    starts, ends = {w.start for w in view.words}, {w.end for w in view.words}
    for _, start, end in _known_pattern().find_matches_as_indexes(view.text):
        if (start in starts and end in ends) or (end - start >= 3 and (start in starts or end in ends)):
            yield start, end


def _after_sum(view: View, starts: list[int]) -> Iterator[tuple[int, int]]:
    """总投资12亿元的X…项目: the one to three words behind the sum may be the investor."""
    for found in _SUM.finditer(view.text):
        index = bisect_left(starts, found.end())
        for word in view.words[index : index + 3]:
            text = view.text[word.start : word.end]
            if word.label not in _BRAND and word.label not in ("v", "vn", "m", "q", "d", "ad", "PER"):
                break
            if word.end - found.end() >= 2 and text.isalnum():
                yield found.end(), word.end
