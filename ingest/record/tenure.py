"""Tenures: who holds or held which post, with the post's unit written out where the text makes it certain.

市长丛丽 in an article on 佳木斯 holds 佳木斯市长; 党委书记、董事长张三 behind a firm's name holds both of that firm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.mention.posts import side_of
from zhaoshang.ontology.reading import Filler, Record
from zhaoshang.ontology.values import Evidence

from .unit import Units


def tenures(document: Document) -> Iterator[Record]:
    """One record per person and post, in order of place; the same post of one person is stated once."""
    units = Units(document)
    seen: set[tuple[str, str]] = set()
    for post in document.mentions:
        if post.type is not Type.POST or not post.entity or side_of(post.span.of(document.text)).isupper():
            continue
        name = units.written_out(post)
        key = (post.entity, re.sub(r"([省市州盟县区旗乡镇])\1(?=[长委])", r"\1", name))
        if name and key not in seen and not any(o == post.entity and n.endswith(key[1]) for o, n in seen):
            seen.add(key)
            yield _record(document, post, name)


def _record(document: Document, post: Mention, name: str) -> Record:
    words = document.quote(post.span)
    person = _nearest(document, post)
    roles = {"person": (Filler(post.entity, (person,), rule="holder"),), "post": (Filler(name, (words,), rule="post"),)}
    sentence = document.quote(document.sentence_at(post.span.start))
    return Record("tenure", roles, evidence=(sentence,), confidence=post.score, rule="tenure")


def _nearest(document: Document, post: Mention) -> Evidence:
    mentions = document.entities[post.entity].mentions
    return min(mentions, key=lambda e: (abs(e.start - post.span.end), e.start))
