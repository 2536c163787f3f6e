"""All entities of an article, and every mention tied to its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Entity, Kind

from . import firms, people, regions
from .holders import find_holdings


def find_entities(document: Document) -> Document:
    """The document with its entities; each mention that names one carries its id, a POST its holder's."""
    tied: dict[tuple[int, int, Type], str] = {}
    entities: dict[str, Entity] = {}
    for finder in (_people, _firms, _places, _bodies):
        for kind, names, mentions, code in finder(document):
            number = sum(e.kind is kind for e in entities.values()) + 1
            key = f"{_PREFIX[kind]}{number}"
            evidence = tuple(document.quote(m.span) for m in mentions)
            entities[key] = Entity(key, kind, tuple(names), evidence, code)
            tied.update({(m.span.start, m.span.end, m.type): key for m in mentions})
    mentions = [replace(m, entity=tied.get((m.span.start, m.span.end, m.type), "")) for m in document.mentions if m.type is not Type.POST]
    mentions += _posts(document, tied)
    ordered = tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.type, m.entity)))
    return replace(document, mentions=ordered, entities=entities)


_PREFIX: Mapping[Kind, str] = {
    Kind.OFFICIAL: "o", Kind.EXECUTIVE: "x", Kind.COMPANY: "c", Kind.REGION: "r", Kind.BODY: "b", Kind.PROJECT: "p",
}  # fmt: skip

_Found = list[tuple[Kind, list[str], list[Mention], str]]
"""Kind, names, mentions and code of each entity."""


def _posts(document: Document, tied: Mapping[tuple[int, int, Type], str]) -> list[Mention]:
    """One POST mention for each holder; one without an entity where nobody in the text holds it."""
    holders: dict[tuple[int, int], set[str]] = defaultdict(set)
    for h in find_holdings(document.text, document.mentions):
        person = tied.get((h.person.span.start, h.person.span.end, Type.PERSON), "")
        if person:
            holders[h.post.span.start, h.post.span.end].add(person)
    found: list[Mention] = []
    for post in (m for m in document.mentions if m.type is Type.POST):
        found += [replace(post, entity=key) for key in sorted(holders[post.span.start, post.span.end]) or [""]]
    return found


def _people(document: Document) -> _Found:
    text = document.text
    posts = people.posts_of(text, find_holdings(text, document.mentions))
    found: _Found = []
    last = Kind.OFFICIAL
    for name, mentions in people.group(text, document.mentions).items():
        kind = people.kind_of(name, posts.get(name, []))
        if kind is None:
            if not posts.get(name) and not _speaks(text, mentions):
                continue
            kind = last
        last = kind
        found.append((kind, [name], mentions, ""))
    return found


_ACTS = re.compile(r"(?:一行|率|带队|带领|说|表示|介绍|指出|强调|出席|参加|陪同|会见|主持|致辞|讲话|、)")


def _speaks(text: str, mentions: list[Mention]) -> bool:
    return any(_ACTS.match(text, m.span.end) for m in mentions)


def _by_name(document: Document, kind: Type) -> dict[str, list[Mention]]:
    table: dict[str, list[Mention]] = defaultdict(list)
    for m in document.mentions:
        if m.type is kind:
            table[m.span.of(document.text)].append(m)
    return table


def _firms(document: Document) -> _Found:
    table = _by_name(document, Type.FIRM)
    stated = []
    for place, short in firms.stated_short_forms(document.text):
        before = [m for m in document.mentions if m.type is Type.FIRM and m.span.end <= place <= m.span.end + 1]
        stated += [(m.span.of(document.text), short) for m in before]
    groups = firms.clusters(list(table), stated, regions.without_place(document))
    return [(Kind.COMPANY, group, [m for name in group for m in table.get(name, [])], "") for group in groups]


def _places(document: Document) -> _Found:
    found: _Found = []
    for key, mentions in regions.grouped(document).items():
        names = regions.names(key, [m.span.of(document.text) for m in mentions])
        found.append((Kind.REGION, names, mentions, key if key[:2].isdigit() or key.isascii() else ""))
    return found


def _bodies(document: Document) -> _Found:
    table = _by_name(document, Type.BODY)
    return [(Kind.BODY, [name], mentions, "") for name, mentions in table.items()]
