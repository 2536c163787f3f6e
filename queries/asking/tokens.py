"""A question cut into names, words, times and numbers: the cut that explains most of it with the fewest pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from zhaoshang.ontology.names import normal
from zhaoshang.ontology.vocabulary import SLUGS

from .days import number
from .lexicon import lexicon, longest
from .names import LONGEST, Entity, Names
from .spans import QUOTED_PLAN
from .times import When, when

UNKNOWN = 10
"""An unexplained code point costs as much as so many pieces."""
LIGHT = 1.01
"""And a word without weight as so many: 最大 and 项目 rather than 最 and 大项目."""
_PLACE = 0xE000
"""Quotations and ids stand in the text as private-use code points while it is cut."""
_QUOTED = re.compile(r"《([^《》]+)》|“([^“”]+)”|「([^「」]+)」|\"([^\"]+)\"")
_OR_NOT = re.compile("([去见当签走到来带投考])没\\1")
"""当没当过 asks for 当过."""
_ID = re.compile(rf"(?:{'|'.join(sorted(SLUGS.values(), key=len, reverse=True))})/[A-Za-z0-9._-]+|https?://[^\s《》“”，。？]+")
_WITHIN = re.compile("(?P<n>半|[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?P<unit>年|个月|月)(?:之内|以内|内|里)")
_NUMERAL = "(?P<n>[0-9]{1,4}|[一二两三四五六七八九十]{1,3})"
_COUNT = re.compile(
    rf"(?P<least>至少|不少于|不低于|超过|最少|起码|多于|大于)?(?P<first>前|top)?{_NUMERAL}(?P<unit>[个家次名位项条座大地强批支场趟回笔])?(?P<more>(?:省|市|地方|地区|城市)?[及或]?以上)?"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece: ``text`` in normal form. ``tags`` are a word's concepts, or ``number``, ``least``, ``top``, ``months`` with its ``value``;
    ``entities`` whom a name may mean; ``literal`` a quotation or an address. ``known`` is False for what is not explained."""

    text: str
    tags: frozenset[str] = frozenset()
    entities: tuple[Entity, ...] = ()
    time: When | None = None
    value: int = 0
    literal: str = ""
    known: bool = True
    is_post: bool = False

    @property
    def weighs(self) -> bool:
        """False for words without weight."""
        return bool(self.tags or self.entities or self.time or self.literal or not self.known)


def cut(question: str, names: Names, today: date) -> tuple[Token, ...]:
    """The pieces of a question, words without weight included; neighbouring unexplained code points are one piece."""
    text, kept = _set_aside(question)
    best: list[tuple[float, int, Token | None]] = [(0.0, 0, None)]
    best += [(float("inf"), 0, None)] * len(text)
    for at in range(len(text)):
        cost = best[at][0]
        for token, end in _at(text, at, names, today, kept):
            total = cost + ((1 if token.weighs else LIGHT) if token.known else UNKNOWN)
            if total < best[end][0]:
                best[end] = (total, at, token)
    found: list[Token] = []
    at = len(text)
    while at:
        _, at, piece = best[at]
        assert piece is not None
        found.append(piece)
    return _joined(found[::-1])


def _set_aside(question: str) -> tuple[str, dict[str, str]]:
    kept: dict[str, str] = {}

    def place(found: re.Match[str]) -> str:
        mark = chr(_PLACE + len(kept) % 0x1000)
        kept[mark] = next((group for group in found.groups() if group), found[0]).strip()
        return mark

    question = _OR_NOT.sub(r"\1", question)
    return normal(_ID.sub(place, _QUOTED.sub(place, QUOTED_PLAN.sub(r"\1", question)))), kept


def _at(text: str, at: int, names: Names, today: date, kept: dict[str, str]) -> list[tuple[Token, int]]:
    """All pieces that may begin here, each with its end."""
    if text[at] in kept:
        return [(_literal(kept[text[at]], names), at + 1)]
    found = [(Token(text[at], known=False), at + 1)]
    words = lexicon()
    pieces = [(text[at:end], end) for end in range(at + 1, min(len(text), at + max(longest(), LONGEST)) + 1)]
    found += [(Token(piece, words[piece]), end) for piece, end in pieces if piece in words]
    found += [(Token(p, entities=called, is_post=names.is_post(p)), end) for p, end in pieces if (called := names.called(p))]
    if time := when(text, at, today):
        found.append((Token(text[at : time.end], time=time), time.end))
    found += _numbers(text, at)
    return found


def _literal(text: str, names: Names) -> Token:
    entity = names.get(text)
    called = (entity,) if entity else names.called(normal(text))
    return Token(normal(text), entities=called, literal="" if called else text)


def _numbers(text: str, at: int) -> list[tuple[Token, int]]:
    if found := _WITHIN.match(text, at):
        count = 0.5 if found["n"] == "半" else number(found["n"])
        months = int(count * (12 if found["unit"] == "年" else 1))
        return [(Token(found[0], frozenset({"months"}), value=months), found.end())] if months > 0 else []
    found = _COUNT.match(text, at)
    if not found or not (found["unit"] or found["first"] or found["least"]) or number(found["n"]) < 0:
        return []
    first = found["first"] or (found["unit"] or "") in ("大", "强")
    tags = frozenset({"number"} | ({"least"} if found["least"] or found["more"] else set()) | ({"top"} if first else set()))
    ends = {found.end()} | ({found.end("n")} if found["first"] else set())  # 前五项 and 前五 before 项目
    return [(Token(text[at:end], tags, value=number(found["n"])), end) for end in ends]


def _joined(tokens: list[Token]) -> tuple[Token, ...]:
    """Unexplained neighbours as one piece, also over a single code point without weight between them (``李和平``)."""
    found: list[Token] = []
    for token in tokens:
        over = len(found) > 1 and not found[-1].weighs and len(found[-1].text) == 1 and found[-1].text.isalnum() and not found[-2].known
        if not token.known and over:
            between = found.pop().text
            found[-1] = replace(found[-1], text=found[-1].text + between + token.text)
        elif not token.known and found and not found[-1].known:
            found[-1] = replace(found[-1], text=found[-1].text + token.text)
        else:
            found.append(token)
    return tuple(found)
