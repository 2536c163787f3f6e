"""Tenures: who holds or held which post, with the post's unit written out where the text makes it certain.

市长丛丽 in an article on 佳木斯 holds 佳木斯市长; 党委书记、董事长张三 behind a firm's name holds both of that firm.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.entity import folded
from zhaoshang.ingest.mention.posts import side_of, split_post
from zhaoshang.ontology.reading import Filler, Record
from zhaoshang.ontology.values import Evidence

from .unit import Units


def tenures(document: Document) -> Iterator[Record]:
    """One record per person and post, in order of place; the same post of one person is stated once."""
    plain = folded(document)
    units = Units(plain)
    held: dict[str, list[Mention]] = defaultdict(list)
    for post in document.mentions:
        words = post.span.of(plain.text) if post.type is Type.POST and post.entity else ""
        leads = _OF_TRIP.search(words) and not _OF_REGIMENT.search(plain.text[max(0, post.span.start - 16) : post.span.start])
        if words and not side_of(words).isupper() and not leads:
            held[post.entity].append(post)
    found = [record for posts in held.values() for record in _of_one(plain, document, units, posts)]
    yield from sorted(found, key=lambda r: r.evidence[0].start)


def _of_one(plain: Document, document: Document, units: Units, posts: list[Mention]) -> Iterator[Record]:
    """One person's tenures: those with a unit first; a bare 市长 is no second post of who is 佳木斯市长."""
    stated: list[str] = []
    for post in sorted(posts, key=lambda p: (not split_post(p.span.of(plain.text))[0], p.span.start)):
        unit, rest = split_post(post.span.of(plain.text))
        name = units.written_out(post)
        key = _SAME.sub(r"\1", name)
        if name and not any(other.endswith(key) or (not unit and other.endswith(rest)) for other in stated):
            stated.append(key)
            yield _record(document, post, as_printed(name, plain.text, document.text), document.quote(units.sentence_of(post)))


_OF_TRIP = re.compile(r"(?:^|代表团|考察团|访问团|参访团|招商团|参观团|经贸团|商务团|交流团|学习团)副?团长$")
"""Who leads a trip holds no post by it."""

_OF_REGIMENT = re.compile(r"[一二三四五六七八九十百\d]团(?:党委[\u4e00-\u9fff、]{0,9}、)?$")
"""八十四团党委副书记、团长: a regiment of the 兵团 has one too."""
_SAME = re.compile(r"([省市州盟县区旗乡镇])\1(?=[长委])")


def as_printed(name: str, plain: str, printed: str) -> str:
    """``name`` in the characters of ``printed``, of which ``plain`` is the simplified form: 连平县副县长 -> 連平縣副縣長.

    The longest pieces of the name that the text holds are taken, each from its first place; what it does not hold stays."""
    if plain == printed:
        return name
    pieces: list[str] = []
    start = 0
    while start < len(name):
        end, place = len(name), -1
        while end > start and (place := plain.find(name[start:end])) < 0:
            end -= 1
        end = max(end, start + 1)
        pieces.append(printed[place : place + end - start] if place >= 0 else name[start:end])
        start = end
    return "".join(pieces)


def _record(document: Document, post: Mention, name: str, sentence: Evidence) -> Record:
    words = document.quote(post.span)
    person = _nearest(document, post)
    roles = {"person": (Filler(post.entity, (person,), rule="holder"),), "post": (Filler(name, (words,), rule="post"),)}
    return Record("tenure", roles, evidence=(sentence,), confidence=post.score, rule="tenure")


def _nearest(document: Document, post: Mention) -> Evidence:
    mentions = document.entities[post.entity].mentions
    return min(mentions, key=lambda e: (abs(e.start - post.span.end), e.start))
