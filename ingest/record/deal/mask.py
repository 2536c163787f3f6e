"""Patterns over mentions: a sentence in which each mention is one letter, so that a regular expression can speak of firms and sums.

The idea is Yargy's (predicates over typed tokens): text and lexicon match here, meaning is made elsewhere. A pattern names
mentions as ``<F>`` firm, ``<B>`` body, ``<P>`` place, ``<N>`` person, ``<T>`` post, ``<J>`` project, ``<M>`` sum, ``<C>`` count,
``<D>`` date, ``<G>`` group, ``<X>`` back-reference to one thing; ``<O>`` is any of firm, body, place; ``<O+>`` a list of those;
inside a character class ``{MC}`` stands for the letters themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.mention.view import fold
from zhaoshang.ontology.values import Span

_LETTERS = {
    Type.FIRM: "F", Type.BODY: "B", Type.PLACE: "P", Type.PERSON: "N", Type.POST: "T", Type.PROJECT: "J",
    Type.MONEY: "M", Type.COUNT: "C", Type.DATE: "D", Type.GROUP: "G", Type.DEIXIS: "X",
}  # fmt: skip
_PLANE = 0xE000
"""The private-use area; what a text itself has of it (damage, icons) is read as □, so that a letter always stands for a mention."""

_MARKS = re.compile(r"(?<![\dA-Za-z])[,;:?!]|[,;:?!](?![\dA-Za-z])")
_TAKEN = re.compile("[\ue000-\ue0ff]")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}

_LIST = r"(?:{0}(?:[、，,和与及暨]|以及)?)*{0}"


_MASKS = {kind: chr(_PLANE + ord(name)) for kind, name in _LETTERS.items()}


def letter(kind: Type) -> str:
    """The one character that stands for a mention of that type."""
    return _MASKS[kind]


_SHOWN = {_PLANE + ord(k): chr(ord("Ⓐ") + ord(k) - ord("A")) for k in _LETTERS.values()} | {ord(d): "0" for d in "123456789"}


def readable_letters(text: str) -> str:
    """Masked ``text`` with Ⓕ for a firm's letter and so on, and 0 for every digit, as the weights of the scorers name them."""
    return text.translate(_SHOWN)


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A compiled pattern in which ``<F>`` and the like stand for mentions."""

    def one(found: re.Match[str]) -> str:
        name = found.group(1)
        kinds = name.rstrip("+").replace("O", "FBP")
        single = f"[{''.join(chr(_PLANE + ord(k)) for k in kinds)}]"
        return _LIST.format(single) if name.endswith("+") else single

    listed = re.sub(r"\{([FBPNTJMCDGXO]+)\}", lambda m: "".join(chr(_PLANE + ord(k)) for k in m.group(1).replace("O", "FBP")), text)
    return re.compile(re.sub(r"<([FBPNTJMCDGXO]+\+?)>", one, listed))


@dataclass(frozen=True, slots=True)
class Masked:
    """``text`` with one letter for each mention; ``starts[i]`` is the article's offset of its character ``i`` (one more at the end)."""

    span: Span
    text: str
    starts: tuple[int, ...]
    mentions: dict[int, Mention]
    twins: dict[int, Mention] = field(default_factory=dict)
    """Projects that are named by a firm's name alone, where the firm's letter stands for both."""

    def original(self, start: int, end: int) -> Span:
        """The article's span of the masked range ``[start, end)``."""
        return Span(self.starts[start], self.starts[end])

    def within(self, start: int, end: int, *types: Type) -> Iterator[Mention]:
        """The mentions of ``types`` (all where none is given) in the masked range, in order."""
        for index in range(max(0, start), min(end, len(self.text))):
            mention, twin = self.mentions.get(index), self.twins.get(index)
            if mention and (not types or mention.type in types):
                yield mention
            if twin and twin.type in types:
                yield twin

    def index(self, mention: Mention) -> int:
        """Where the mention's letter stands, -1 if it was not masked."""
        at = bisect_left(self.starts, mention.span.start)
        return at if self.mentions.get(at) is mention or self.twins.get(at) is mention else -1


def mask(
    document: Document, span: Span, *without: Type, plain: Callable[[Mention], bool] = lambda _: False, first: Type = Type.PROJECT
) -> Masked:
    """``span`` of the document masked; mentions of the types in ``without``, and those that ``plain`` says so of, stay plain text.

    Of nested mentions the outermost counts, of two of one span that of type ``first``: a firm may be named as the project that it builds.
    """
    chosen: list[Mention] = []
    twins: dict[Span, Mention] = {}
    for mention in sorted(document.inside(span), key=lambda m: (m.span.start, -m.span.end, m.type is not first)):
        if mention.type not in without and not plain(mention) and (not chosen or mention.span.start >= chosen[-1].span.end):
            chosen.append(mention)
        elif chosen and mention.type is Type.PROJECT and chosen[-1].span == mention.span:
            twins[mention.span] = mention
    return _build(readable(document.text), span, chosen, twins)


_LONGEST = 1000
"""No sentence of the genre is longer; what is (a table, a damaged file) is read in pieces, so that time stays linear."""


def bounded(span: Span) -> Span:
    """``span``, cut to the longest length that a sentence is looked at in one piece."""
    return span if len(span) <= _LONGEST else Span(span.start, span.start + _LONGEST)


def pieces(span: Span) -> Iterator[Span]:
    """``span`` itself, or its parts where it is longer than any sentence."""
    for start in range(span.start, span.end, _LONGEST):
        yield Span(start, min(start + _LONGEST, span.end))


_NAME = 200
"""No name in an article has more code points; names are made readable anew, lest they push the whole text out of what is kept."""


def readable(text: str) -> str:
    """``text`` in simplified characters, with half-width letters and digits and full-width marks; offsets stay."""
    return _name(text) if len(text) <= _NAME else _text(text)


@lru_cache(maxsize=4096)
def _name(text: str) -> str:
    return _readable(text)


@lru_cache(maxsize=4)
def _text(text: str) -> str:
    return _readable(text)


def _readable(text: str) -> str:
    folded = _TAKEN.sub("□", fold(text))
    return _MARKS.sub(lambda m: _FULL[m.group()], folded)


def _build(text: str, span: Span, chosen: list[Mention], twins: Mapping[Span, Mention]) -> Masked:
    pieces: list[str] = []
    starts: list[int] = []
    mentions: dict[int, Mention] = {}
    place = span.start
    for mention in chosen:
        start = mention.span.start
        pieces += text[place:start], _MASKS[mention.type]
        starts += range(place, start + 1)
        mentions[len(starts) - 1] = mention
        place = mention.span.end
    pieces.append(text[place : span.end])
    starts += range(place, span.end + 1)
    both = {at: twins[mention.span] for at, mention in mentions.items() if mention.span in twins} if twins else {}
    return Masked(span, "".join(pieces), tuple(starts), mentions, both)
