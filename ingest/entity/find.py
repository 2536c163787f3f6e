"""All entities of an article, and every mention tied to its own."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.mention.view import fold
from zhaoshang.ontology.reading import Entity, Kind

from . import bodies, firms, people, regions
from .holders import find_holdings


def find_entities(document: Document) -> Document:
    """The document with its entities; each mention that names one carries its id, a POST its holder's.

    Names are told in simplified characters first, whatever the article is printed in, and in the article's own besides.
    """
    plain = _told_as_firms(folded(document))
    tied: dict[tuple[int, int, Type], str] = {}
    entities: dict[str, Entity] = {}
    counts: Counter[Kind] = Counter()
    for finder in (_people, _firms, _places, _bodies):
        for kind, names, mentions, code in finder(plain):
            counts[kind] += 1
            key = f"{_PREFIX[kind]}{counts[kind]}"
            printed = [] if plain is document else [w for m in mentions if fold(w := m.span.of(document.text)) in names]
            evidence = tuple(document.quote(m.span) for m in mentions)
            entities[key] = Entity(key, kind, tuple(dict.fromkeys([*names, *printed])), evidence, code)
            tied.update({(m.span.start, m.span.end, m.type): key for m in mentions})
    mentions = [m.naming(tied.get((m.span.start, m.span.end, m.type), "")) for m in plain.mentions if m.type is not Type.POST]
    mentions += _posts(plain, tied)
    ordered = tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.type, m.entity)))
    return replace(document, mentions=ordered, entities=entities)


def folded(document: Document) -> Document:
    """The document with its text in simplified characters and half-width letters, which the rules are written in; all offsets hold."""
    text = fold(document.text)
    return document if text == document.text else replace(document, article=replace(document.article, text=text))


def _told_as_firms(document: Document) -> Document:
    """The document in which a short form that looks like a body's (海汇三局) is a firm where the text also gives the firm's full name."""
    full = sorted({n for m in document.mentions if m.type is Type.FIRM and firms.has_form(n := m.span.of(document.text))})
    if not full:
        return document

    def begins_one(name: str) -> bool:
        place = bisect_left(full, name)
        return place < len(full) and full[place].startswith(name)

    def told(m: Mention) -> Mention:
        name = m.span.of(document.text) if m.type is Type.BODY else ""
        taken = len(name) >= 4 and name[-1] in "局院所" and begins_one(name)
        return replace(m, type=Type.FIRM) if taken else m

    return replace(document, mentions=tuple(told(m) for m in document.mentions))


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
        found += [post.naming(key) for key in sorted(holders[post.span.start, post.span.end]) or [""]]
    return found


def _people(document: Document) -> _Found:
    text = document.text
    found = people.persons(text, document.mentions, find_holdings(text, document.mentions))
    return [(kind, [name], sorted(mentions, key=lambda m: m.span), "") for kind, name, mentions in found]


def _by_name(document: Document, kind: Type) -> dict[str, list[Mention]]:
    table: dict[str, list[Mention]] = defaultdict(list)
    for m in document.mentions:
        if m.type is kind:
            table[m.span.of(document.text)].append(m)
    return table


def _firms(document: Document) -> _Found:
    table = _by_name(document, Type.FIRM)
    stated = []
    ends: dict[int, list[Mention]] = defaultdict(list)
    for m in document.mentions:
        if m.type is Type.FIRM:
            ends[m.span.end].append(m)
    for place, short in firms.stated_short_forms(document.text):
        before = ends.get(place - 1, []) + ends.get(place, [])
        stated += [(m.span.of(document.text), short) for m in before]
    groups = firms.clusters(list(table), stated, regions.without_place(document))
    return [(Kind.COMPANY, group, [m for name in group for m in table.get(name, [])], "") for group in groups]


def _places(document: Document) -> _Found:
    found: _Found = []
    for key, mentions in regions.grouped(document).items():
        names = regions.names(key, [m.span.of(document.text) for m in mentions])
        found.append((Kind.REGION, names, mentions, key if regions.is_code(key) else ""))
    return found


def _bodies(document: Document) -> _Found:
    found = bodies.grouped(document)
    return [(Kind.BODY, names, mentions, "") for names, mentions in found]
