"""What of a question's pieces counts: places said from the wider to the narrower, a 没有 that only asks, what nothing explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .interpretation import WEAK
from .names import Entity
from .tokens import Token

_DENIALS = ("没有", "没")
_PARTICLES = "的了过吗呢吧"
_LOOSE = frozenset("能多门面求数得地们儿样般所均皆")
"""Characters that say little and are hardly ever all that is left of a name."""
_OPENERS = frozenset("请我你您那都又也还谁各每由被把在对给让想查看说讲最从去有是哪以已仅不没未")
"""Characters that begin questions; whoever begins with two others, and names nothing, may have named somebody."""


def nested(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The pieces without a place that only says where the next one lies: ``宜宾高县``, ``黑龙江鹤岗``."""
    found: list[Token] = []
    for token in tokens:
        inner = _inside(token, found[-1]) if found else ()
        if inner:
            found[-1] = replace(token, entities=inner)
        else:
            found.append(token)
    return tuple(found)


def _inside(token: Token, before: Token) -> tuple[Entity, ...]:
    """Those whom the piece may mean that are regions within one that the piece before it may mean."""
    wider = [entity for entity in before.entities if entity.fits("Region")]
    return tuple(e for e in token.entities if e.fits("Region") and any(_within(e.id, w.id) for w in wider))


def _within(narrow: str, wide: str) -> bool:
    """By the codes of GB/T 2260 in the graph ids: ``county/511525`` lies in ``city/511500``, that in ``province/510000``."""
    inner, outer = (one.partition("/")[2] for one in (narrow, wide))
    if len(inner) != 6 or len(outer) != 6 or not (inner + outer).isdecimal() or inner == outer:
        return False
    return outer.endswith("00") and inner.startswith(outer[:2] if outer.endswith("0000") else outer[:4])


def without_particle(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without a 没有 that ends the question (签了没有): there it asks, and denies nothing."""
    last = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].weighs), None)
    return tokens[:last] if last and tokens[last].text in _DENIALS else tokens


def unexplained(tokens: Sequence[Token]) -> list[Token]:
    """What nothing explains; a single character of `_LOOSE` is let pass where the question has a deed and it can be no part of a name."""
    at = [i for i, token in enumerate(tokens) if not token.known]
    deed = any(token.tags - WEAK for token in tokens)
    if len(at) == 1 and deed and tokens[at[0]].text in _LOOSE:
        beside = (*tokens[max(0, at[0] - 1) : at[0]], *tokens[at[0] + 1 : at[0] + 2])
        if not any(_in_a_name(token) for token in beside):
            return []
    return [tokens[i] for i in at] or _nameless(tokens)


def _in_a_name(token: Token) -> bool:
    """True for a single character without weight that names are made of too (华为 with 为, 李和 with 和)."""
    return not token.weighs and len(token.text) == 1 and token.text.isalpha() and token.text not in _PARTICLES


def _nameless(tokens: Sequence[Token]) -> list[Token]:
    """The beginning, where it is a single character without weight that may be a name's and nothing is named (``于来走访过哪些企业``)."""
    first, second = (*tokens[:2], *tokens[-1:])[:2]
    begins = len(first.text) == 1 and first.text.isalpha() and first.text not in _OPENERS
    small = begins and (not first.weighs or (len(second.text) == 1 and second.text.isalpha() and "who" not in first.tags))
    if not small or "who" in second.tags or any(token.entities or token.literal for token in tokens):
        return []
    return [replace(first, text=first.text + (second.text if len(second.text) == 1 else ""), known=False)]
