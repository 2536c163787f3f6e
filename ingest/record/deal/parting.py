"""Which parties of one word of signing signed with each other: all together, one with each of the others, or two rows in order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhaoshang.ingest.document import Count, Document
from zhaoshang.ontology.reading import Kind

from .mask import Masked, pattern
from .verbs import Verb

if TYPE_CHECKING:
    from .pairs import Party


def split(document: Document, sentence: Masked, parties: list[Party], start: int, verb: Verb) -> list[list[Party]]:
    """A与B、C与D are two; A与B、C分别 two with A; A、B分别与C、D pair in order."""
    text = sentence.text
    spots = sorted(((sentence.index(p.mention), p) for p in parties), key=lambda pair: pair[0])
    if any(at < 0 for at, _ in spots) or len(parties) < 3:
        return [parties]
    clause = _EACH.sub("分别", text[start : verb.end])
    strong = [n for n, (at, _) in enumerate(spots) if n and _JOINED.search(text[max(start, at - 4) : at])]
    if (
        len(strong) >= 2
        and strong[0] == 1
        and all(re.search(r"[、，及](?:又|再|还)?[与同跟]$", text[max(start, spots[n][0] - 4) : spots[n][0]]) for n in strong[1:])
    ):
        return [[spots[0][1], *[p for _, p in spots[a:b]]] for a, b in itertools.pairwise([*strong, len(spots)])]
    if len(strong) >= 2 and (several := _each_with_its_own([p for _, p in spots], strong)):
        return several
    joins = [at for at, _ in spots if re.search(r"[与和同跟]$", text[max(start, at - 3) : at])]
    if "分别" not in clause and len(joins) >= 2 and len(parties) == 2 * len(joins):
        return [[a[1], b[1]] for a, b in zip(spots[::2], spots[1::2], strict=True)]
    if not (strong or joins) or not (
        "分别" in clause
        or _as_many(sentence, verb, len(parties) - 1)
        or _ONE_BY_ONE.search(text, verb.end)
        or _firm_by_firm(document, sentence, spots, strong)
    ):
        return [parties]
    first = spots[strong[0]][0] if strong else joins[0]
    left = [p for at, p in spots if at < first]
    right = [p for at, p in spots if at >= first]
    if len(left) == len(right):
        return [[a, b] for a, b in zip(left, right, strict=True)]
    if len(left) == 1:
        return [[left[0], p] for p in right]
    return [[p, right[0]] for p in left] if len(right) == 1 else [parties]


_JOINED = pattern(r"[与同跟]<P>?$|分别和<P>?$")
"""Before a partner, or before the place that its name begins with."""
_JOINT = re.compile("先后|共同|联合|三方|四方|多方|合资|携手|一道|一起|一同")


def _firm_by_firm(document: Document, sentence: Masked, spots: Sequence[tuple[int, Party]], strong: list[int]) -> bool:
    """县与甲公司、乙公司、丙公司签订协议."""
    if len(spots) < 4 or strong != [1] or _JOINT.search(sentence.text):
        return False
    kinds = [document.entities[p.entity].kind for _, p in spots]
    return kinds[0] is not Kind.COMPANY and all(k is Kind.COMPANY for k in kinds[1:])


_ONE_BY_ONE = re.compile("，前者[^。]*[，；]后者")
_NUMERALS = "两三四五六七八九十"
_EACH = re.compile("各(?=[与同和跟])|各自|逐一|逐家|一一(?=签)")


def _as_many(sentence: Masked, verb: Verb, partners: int) -> bool:
    """True if as many agreements are counted behind the verb as one party has partners: 甲与乙、丙、丁签署三个协议."""
    found = pattern("(?:了|下)?(?P<said><C>|[两三四五六七八九十](?=个|份|项))").match(sentence.text, verb.end)
    if not found:
        return False
    mention = sentence.mentions.get(found.start("said"))
    value = mention.value.value if mention and isinstance(mention.value, Count) else _NUMERALS.find(found["said"]) + 2
    return value == partners


def _each_with_its_own(parties: list[Party], joined: list[int]) -> list[list[Party]]:
    """A与B、C与D、E: for each join the organisation before it and those behind it, up to the one before the next join."""
    begins = [0, *[at - 1 for at in joined[1:]]]
    ends = [*begins[1:], len(parties)]
    if any(end <= at for end, at in zip(ends, joined, strict=True)):
        return []
    return [parties[begin:end] for begin, end in zip(begins, ends, strict=True)]
