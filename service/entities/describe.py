"""Facts about an entity, read from the journal, so that each comes with its words and its article."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.ontology.statement import Literal, Statement
from zhaoshang.ontology.vocabulary import PROPERTIES
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.journal.entries import StoredStatement
from zhaoshang.stores.projection import entity_views, sentence_around

from ..search.cards import class_of
from ..search.index import NameIndex


@dataclass(frozen=True, slots=True)
class Ref:
    """An entity as a link shows it."""

    id: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """An article as a citation shows it; ``published`` is ISO, perhaps reduced, "" if unknown."""

    id: str
    title: str
    published: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence behind a fact. ``marks`` are the words in it that say so, as half-open ranges of code points of
    ``sentence``; ``start`` is the sentence's own place in the article's text, ``at`` its place in its ``paragraph``."""

    statement: str
    sentence: str
    marks: tuple[tuple[int, int], ...]
    start: int
    confidence: float
    rule: str
    article: Source
    paragraph: str = ""
    at: int = 0

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The sentence cut up for showing: (words, marked?)."""
        found, at = [], 0
        for low, high in self.marks:
            found += [(self.sentence[at:low], False), (self.sentence[low:high], True)]
            at = high
        return tuple(piece for piece in (*found, (self.sentence[at:], False)) if piece[0])


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about the entity: out of it (``incoming`` False) or into it. ``value`` for literals, else ``other``."""

    predicate: str
    incoming: bool
    other: Ref | None
    value: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """``values`` are the settled data of the entity by property; ``facts`` its relations, sorted by property and name."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    values: dict[str, str]
    facts: tuple[Fact, ...] = field(default=())


def ref(index: NameIndex, entity: str) -> Ref:
    """The link to an entity, named by its id where it has no name."""
    card = index.cards.get(entity)
    return Ref(entity, class_of(entity), card.name if card else entity)


class Citer:
    """Makes citations; keeps each article that it has read for the length of one answer."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._articles: dict[str, Article | None] = {}

    def article(self, article: str) -> Article | None:
        """The standing version of an article."""
        if article not in self._articles:
            self._articles[article] = self._journal.article(article)
        return self._articles[article]

    def cite(self, statement: Statement) -> tuple[Citation, ...]:
        """One citation for each sentence that holds evidence; () if the article no longer stands."""
        article = self.article(statement.article)
        if article is None:
            return ()
        source = Source(article.id, article.title, str(article.published or ""), article.source, article.url)
        marks: dict[tuple[int, str], list[tuple[int, int]]] = {}
        for e in sorted(statement.evidence):
            sentence = sentence_around(article.text, e.start, e.end)
            start = article.text.find(sentence, max(0, e.start - len(sentence)))
            marks.setdefault((start, sentence), []).append((e.start - start, min(e.end - start, len(sentence))))
        return tuple(
            Citation(
                statement.id, sentence, disjoint(ranges), start, statement.confidence, statement.rule, source, *_paragraph(article, start)
            )
            for (start, sentence), ranges in marks.items()
        )


def _paragraph(article: Article, start: int) -> tuple[str, int]:
    """The paragraph that holds the character ``start`` of the text, and where in it that is."""
    found = next((span for span in article.paragraphs if span.start <= start < span.end), None)
    return (found.of(article.text), start - found.start) if found else ("", 0)


def disjoint(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The ranges in order, those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return tuple(found)


def describe(journal: Journal, index: NameIndex, entity: str) -> Description:
    """Everything that standing articles say of ``entity`` (any id that means it); raises NotFoundError."""
    with journal.snapshot():
        canon = journal.canon()
        entity = canon.canonical(entity)
        about = journal.statements_about(entity)
        if not about:
            raise NotFoundError(f"The graph knows no {entity}.", where=entity, remedy="look for it with /search?q=…")
        view = next(iter(entity_views(journal, [entity], canon)))
        citer = Citer(journal)
        grouped: dict[tuple[str, bool, str], list[Citation]] = {}
        for row in about:
            key = _key(row, canon.statement(row.statement), entity)
            if key:
                grouped.setdefault(key, []).extend(citer.cite(row.statement))
    facts = [Fact(p, i, ref(index, other), "", tuple(sorted(c, key=_by_date))) for (p, i, other), c in grouped.items()]
    facts.sort(key=_by_property)
    name = view.values["name"].value if "name" in view.values else entity
    values = {key: value.value for key, value in view.values.items() if key != "name"}
    return Description(entity, class_of(entity), name, tuple(a.value for a in view.aliases), values, tuple(facts))


def _key(row: StoredStatement, now: Statement, entity: str) -> tuple[str, bool, str] | None:
    if now.predicate not in PROPERTIES or isinstance(now.object, Literal):
        return None
    return (now.predicate, False, now.object) if now.subject == entity else (now.predicate, True, now.subject)


def _by_date(citation: Citation) -> tuple[str, str, int]:
    return citation.article.published, citation.article.id, citation.start


_ORDER = {name: place for place, name in enumerate(PROPERTIES)}


def _by_property(fact: Fact) -> tuple[bool, int, str, str]:
    assert fact.other is not None
    return (fact.incoming, _ORDER[fact.predicate], fact.other.name, fact.other.id)
