"""An article as the mention rules see it: its text folded to plain simplified characters, sentence by sentence, with what the networks say.

Folding keeps every offset: full-width letters and digits become half-width, half-width marks between Chinese words full-width,
traditional characters simplified, one for one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain, islice
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from zhaoshang.ingest.sense.trace import Trace, lens
from zhaoshang.ontology.values import Span

from .near import Near, near_lens, spread
from .nets import Token, cutword, lac
from .nets.token import token

_KEPT = frozenset("，。；：！？（）、“”‘’《》【】「」『』〈〉…—·～　 ")


@dataclass(frozen=True)
class View:
    """``text`` is the folded text, as long as the article's; ``words`` are LAC's tokens, ``names`` cutword's, by place; ``near`` is what
    LAC holds of the characters."""

    text: str
    sentences: tuple[Span, ...]
    words: tuple[Token, ...]
    names: tuple[Token, ...]
    trace: Trace | None = None
    near: Near | None = None

    @cached_property
    def person_ends(self) -> dict[int, int]:
        """Where cutword's names of persons end -> where they begin."""
        return {n.end: n.start for n in self.names if n.label == "PERSON"}

    def of(self, start: int, end: int) -> str:
        """The folded characters of ``[start, end)``."""
        return self.text[start:end]


Text = tuple[str, Sequence[Span]]
"""An article's text and its sentences."""


def look(texts: Sequence[Text], fast: bool = False) -> list[View]:
    """Fold each text and run both networks over its sentences; ``fast`` runs cutword alone and takes its names, and else every
    character, for words.

    The sentences of all texts go through together, which is a third quicker than one text at a time and gives the same, bit for bit.
    """
    folded = [fold(text) for text, _ in texts]
    pieces = [s.of(plain) for plain, (_, sentences) in zip(folded, texts, strict=True) for s in sentences]
    every = [s for _, sentences in texts for s in sentences]
    names, whole = _shift(cutword().tag(pieces), every), zip(folded, texts, strict=True)
    if fast:
        return [_fast_view(plain, sentences, _next(names, sentences)) for plain, (_, sentences) in whole]
    tokens, seen, close = lac().look(pieces, lens(), near_lens())
    words, found, row, place = _shift(tokens, every), [], 0, 0
    for plain, (_, sentences) in whole:
        own, size = _next(words, sentences), sum(map(len, sentences))
        trace = Trace([w.start for w in own], [w.label for w in own], seen[row : row + len(own)])
        near = spread(len(plain), sentences, close[place : place + size])
        row, place = row + len(own), place + size
        found.append(View(plain, tuple(sentences), own, _next(names, sentences), trace, near))
    return found


def _fast_view(plain: str, sentences: Sequence[Span], names: tuple[Token, ...]) -> View:
    return View(plain, tuple(sentences), tuple(_as_words(names, sentences)), names)


def _next(lines: Iterator[list[Token]], sentences: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens of so many sentences more."""
    return tuple(chain.from_iterable(islice(lines, len(sentences))))


_AS_LAC = {"PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "TIME": "TIME"}


def _as_words(names: Sequence[Token], sentences: Sequence[Span]) -> Iterator[Token]:
    """Words that cover the sentences as LAC's do: the names under LAC's labels, and between them the characters, of no certain class."""
    place = 0
    for name in names:
        yield from _characters(place, name.start, sentences)
        yield Token(name.start, name.end, _AS_LAC.get(name.label, "nz"))
        place = name.end
    yield from _characters(place, sentences[-1].end if sentences else 0, sentences)


def _characters(start: int, end: int, sentences: Sequence[Span]) -> Iterator[Token]:
    first = max(0, bisect_right(sentences, start, key=lambda s: s.start) - 1)
    for sentence in islice(sentences, first, None):
        if sentence.start >= end:
            return
        yield from [token((i, i + 1, "xc")) for i in range(max(start, sentence.start), min(end, sentence.end))]


def _shift(found: list[list[Token]], sentences: Sequence[Span]) -> Iterator[list[Token]]:
    """The tokens of each sentence in turn, by their places in its article."""
    for sentence, tokens in zip(sentences, found, strict=True):
        start = sentence.start
        yield [token((a + start, b + start, label)) for a, b, label in tokens]


_NAME = 200
"""Code points that no name in an article is longer than: names are kept apart, lest they push the article's text out."""


def fold(text: str) -> str:
    """``text`` in simplified characters and half-width letters and digits; the same length, code point by code point.

    The last texts are kept, for every room folds the same one."""
    return _folded_name(text) if len(text) <= _NAME else _folded_text(text)


@lru_cache(maxsize=1024)
def _folded_name(text: str) -> str:
    return _fold(text)


@lru_cache(maxsize=4)
def _folded_text(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    narrow = text.translate(_NARROW) if not text.isascii() else text
    narrow = _HALF_MARK.sub(_full_mark, narrow) if _HAN.search(narrow) else narrow
    simple: str = _converter().convert(narrow)
    if len(simple) == len(narrow):
        return simple
    return "".join(s if len(s := _converter().convert(c)) == 1 else c for c in narrow)


_HAN = re.compile(r"[\u3400-\u9fff]")
_HALF_MARK = re.compile(r"(?<=[\u3400-\u9fff”’》）)])[,;:!]")
"""Half-width marks between Chinese words, which the rules and networks know in full width."""


def _full_mark(found: re.Match[str]) -> str:
    return chr(ord(found.group()) + 0xFEE0)


class _Narrow(dict[int, int | str]):
    """A translation table that fills itself: compatibility forms of one character become that character."""

    def __missing__(self, code: int) -> int | str:
        if 0xD800 <= code <= 0xDFFF:  # half of a pair, which no encoder takes
            return 0xFFFD
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character)
        self[code] = ord(folded) if len(folded) == 1 and character not in _KEPT else code
        return self[code]


_NARROW = _Narrow({ord(dot): "·" for dot in "•˙‧∙⋅･"})


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def occurrences(text: str, names: Sequence[str]) -> list[tuple[int, int, int]]:
    """(number of the name, start, end) of every place of every name, overlapping ones too, in one pass over the text."""
    if not names:
        return []
    automaton = AhoCorasick(names, matchkind=MatchKind.Standard)
    return [(number, start, end) for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True)]
