"""Parties that only people stand for, by the offices they have: 某还同A、B分别签订, 某与某在协议上签字."""

from __future__ import annotations

from collections.abc import Iterator

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Kind

from .mask import Masked, letter, pattern
from .verbs import Verb

_WITH = pattern(r"<N>(?:一行|还|又|也|再|随后|随即|当场|现场|先后|分别|则|都)*[与同跟]<FBPT>")
_TWO = pattern(r"(?P<a><N>)(?:先生|女士)?[与同和跟](?:<T>、?)*(?P<b><N>)(?:先生|女士)?[^，。；]{0,14}$")
Standing = tuple[str, Mention, Mention]
"""(the entity stood for, the person's words, the person)."""


def with_office(document: Document, sentence: Masked, start: int, end: int) -> Iterator[Standing]:
    """某还同A、B分别签订: whom the person stands for where the range names the partners alone."""
    found = _WITH.search(sentence.text, start, end)
    if found and sentence.text[found.start() - 1 : found.start()] != letter(Type.POST):
        yield from _office(document, sentence.mentions[found.start()])


def by_hand(document: Document, sentence: Masked, verb: Verb, left: int) -> list[Standing]:
    """某与某在协议上签字: those that the two stand for, [] where they are not two."""
    found = _TWO.search(sentence.text[: verb.start], left)
    two = [s for name in ("a", "b") for s in _office(document, sentence.mentions[found.start(name)])] if found else []
    return two if len({entity for entity, _, _ in two}) == 2 else []


def _office(document: Document, person: Mention) -> Iterator[Standing]:
    """The organisation of the first post of the person that names one: a firm or body rather than a place."""
    for post in document.posts_of(person.entity):
        inner = [m for m in document.inside(post.span, Type.FIRM, Type.BODY, Type.PLACE) if m.entity in document.entities]
        named = [m for m in inner if document.entities[m.entity].kind is not Kind.REGION] or inner
        if named:
            yield named[-1].entity, person, person
            return
