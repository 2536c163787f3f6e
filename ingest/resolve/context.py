"""What an article says around an entity: the records it takes part in, and the graph ids settled so far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Entity, Filler, Kind, Reading, Record

from .outcome import record_local
from .places import Places
from .posts import PostName, split

_FORMER = re.compile(r"(时任|前任|(?<![\u4e00-\u9fff])原)$")
_OWNERS = frozenset({Kind.COMPANY, Kind.BODY})


@dataclass(frozen=True, slots=True)
class Context:
    """One reading with the graph ids of its entities and records (``ids``) as far as they are known."""

    article: Article
    reading: Reading
    places: Places
    ids: Mapping[str, str]

    @property
    def date(self) -> str:
        """The article's date, ISO, perhaps reduced; "" if it has none."""
        return str(self.article.published) if self.article.published else self.reading.date

    def records(self, type_: str) -> Iterator[tuple[str, Record]]:
        """The records of a type with their local ids."""
        for index, record in enumerate(self.reading.records):
            if record.type == type_:
                yield record_local(index), record

    def settled(self, record: Record, role: str) -> tuple[str, ...]:
        """The graph ids that fill a role, as far as they are known."""
        return tuple(self.ids[v] for v in record.values(role) if v in self.ids)

    def owners(self) -> list[tuple[str, str]]:
        """(name, graph id) of every firm and body of the article: what a post may belong to."""
        return [(n, self.ids[e.id]) for e in self.reading.entities if e.kind in _OWNERS and e.id in self.ids for n in e.names]

    def post(self, filler: Filler) -> PostName:
        """The post that a filler gives, taken apart; former also where 原 or 时任 stand before the words that give it."""
        post = split(filler.value.split("|")[0], self.places, self.owners())
        before = (self.article.text[max(0, e.start - 2) : e.start] for e in filler.evidence)
        return replace(post, former=True) if any(map(_FORMER.search, before)) else post

    def posts(self, person: str) -> list[tuple[PostName, Record, Filler]]:
        """The posts that the article gives a person (local id)."""
        return [
            (self.post(filler), record, filler)
            for _, record in self.records("tenure")
            if person in record.values("person")
            for filler in record.roles.get("post", ())
        ]

    @property
    def regions(self) -> frozenset[str]:
        """The local ids of the article's regions."""
        return frozenset(e.id for e in self.entities(Kind.REGION))

    def entities(self, *kinds: Kind) -> Iterator[Entity]:
        """The entities of these kinds, in the reading's order."""
        return (e for e in self.reading.entities if e.kind in kinds)
