"""The working form of one article between the rooms: sentences, typed mentions with their values, entities.

`mention` fills in spans and values, `entity` ties the mentions of one thing together, `clause` and `record` read
it. A `Document` is frozen; each room returns a new one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Entity
from zhaoshang.ontology.values import Evidence, Money, PartialDate, Span

if TYPE_CHECKING:
    from .sense.sense import Sense
    from .sense.trace import Trace


class Type(StrEnum):
    """What a span of text is."""

    PERSON = "person"
    FIRM = "firm"
    PLACE = "place"
    BODY = "body"
    POST = "post"
    DATE = "date"
    MONEY = "money"
    COUNT = "count"
    PROJECT = "project"
    GROUP = "group"
    """A back-reference to a group of people: 一行, 代表团, 考察组."""
    DEIXIS = "deixis"
    """A back-reference to one thing: 该公司, 我市, 双方, 该项目, 两地."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """A day or span of days, both ends included. ``end`` is None for a single date. ``exact`` is False for 近日, 日前."""

    start: PartialDate | None
    end: PartialDate | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Count:
    """``value`` things of ``unit``: 11个项目 is (11, 个, 项目), 签约20余项 is (20, 项, "")."""

    value: int
    unit: str
    noun: str = ""


Value = DateRange | Money | Count | str | None
"""A mention's meaning: dates, sums and counts as such; for PLACE its GB/T 2260 code where certain; else None."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed span. ``entity`` is the id of the entity it names, "" before the `entity` room or for values.

    ``score`` in [0, 1] is how sure the span and type are, ``sources`` names what found it (lac, cutword, gazetteer,
    rule:NAME, markup).
    """

    span: Span
    type: Type
    value: Value = None
    entity: str = ""
    score: float = 1.0
    sources: tuple[str, ...] = ()

    def naming(self, entity: str) -> Mention:
        """The same span as a mention of ``entity``."""
        return Mention(self.span, self.type, self.value, entity, self.score, self.sources)


@dataclass(frozen=True, slots=True)
class Document:
    """An article with what the rooms have found in it so far. ``sentences`` do not cross paragraph borders and keep their
    final punctuation; ``mentions`` are sorted by place, do not overlap except POST inside or beside other types."""

    article: Article
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...] = ()
    entities: Mapping[str, Entity] = field(default_factory=dict)
    trace: Trace | None = field(default=None, repr=False, compare=False)
    sense: Sense | None = field(default=None, repr=False, compare=False)
    _sorted: dict[tuple[Type, ...], tuple[list[int], list[Mention]]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The mentions of the types asked for, and where they begin: they are looked up a hundred times for each sentence."""

    _held: dict[str, list[Mention]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The posts that each entity holds, in order."""

    @property
    def text(self) -> str:
        """The text that all offsets refer to."""
        return self.article.text

    def inside(self, span: Span, *types: Type) -> Iterator[Mention]:
        """The mentions that lie inside ``span``, in order, of the given types (all where none is given)."""
        starts, mentions = self._sorted.get(types) or self._of_types(types)
        end = span.end
        low = bisect_left(starts, span.start)
        high = bisect_left(starts, end, low)
        return iter([mention for mention in mentions[low:high] if mention.span.end <= end])

    def posts_of(self, entity: str) -> Sequence[Mention]:
        """The POST mentions whose holder is ``entity``, in order."""
        if not self._held:
            for mention in self.inside(Span(0, len(self.text)), Type.POST):
                self._held.setdefault(mention.entity, []).append(mention)
        return self._held.get(entity, ())

    def _of_types(self, types: tuple[Type, ...]) -> tuple[list[int], list[Mention]]:
        chosen = [m for m in self.mentions if not types or m.type in types]
        self._sorted[types] = found = [m.span.start for m in chosen], chosen
        return found

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the code point at ``offset``; raises IndexError if none does."""
        place = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        if place >= 0 and offset < self.sentences[place].end:
            return self.sentences[place]
        raise IndexError(f"no sentence at {offset} of {self.article.name}")

    def quote(self, span: Span) -> Evidence:
        """The words at ``span`` as evidence."""
        return Evidence.at(self.text, span.start, span.end)
