"""What both projections have in common: what has changed since they last read the journal, and how it is to be shown.

A projection shows the state of the journal at its head. It shows articles (what each says, with today's entities) and
entities (their names and other values, one each, settled over all articles). So it needs no history: it asks for the
`Change` since the number that it keeps, replaces what that names, and stores the new number with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.statement import Literal
from zhaoshang.ontology.values import Evidence

from .journal import Canon, Claim, Journal
from .settling import PART_OF, SETTLED, EntityView, is_region, settle

__all__ = [
    "ArticleView", "Change", "EntityView", "Fact", "article_view", "changes", "entity_views", "evidence_id", "is_region",
    "sentence_around",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What to replace so that a projection that had read up to ``after`` has read up to ``head``."""

    after: int
    head: int
    origin: str
    articles: tuple[str, ...]
    """Articles to show anew, or to take away where `article_view` has None for them."""
    entities: tuple[str, ...]
    """Entities to show anew; those without any value left are to be taken away."""

    def __bool__(self) -> bool:
        return self.after != self.head


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement with today's entities. ``id`` is the statement's own, from before any merge, so that citations hold.

    ``direct`` is False for what is not shown as a fact of its own here: an entity's classes and data, which `EntityView` settles.
    """

    id: str
    subject: str
    predicate: str
    object: str | Literal
    evidence: tuple[Evidence, ...]
    confidence: float
    rule: str
    direct: bool


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article that stands, and all that it says. ``mentions`` are the entities that it says it names, sorted."""

    seq: int
    learnt_at: str
    extractor: str
    article: Article
    facts: tuple[Fact, ...]
    mentions: tuple[str, ...]


def changes(journal: Journal, after: int) -> Change:
    """What has changed since ``after``; call it inside ``journal.snapshot()``, together with the views it leads to."""
    canon, head = journal.canon(), journal.head()
    articles = dict.fromkeys(journal.articles_after(after))
    entities: set[str] = set()
    for _, decision in journal.decisions_after(after):
        if decision.kind == "split" and "into" in decision.body:
            articles[decision.body["article"]] = None
            entities |= {decision.body["entity"], decision.body["into"]}
        elif decision.kind in ("merge", "split", "refuse"):
            group = {e for named in decision.body["entities"] for e in canon.group(named)}
            entities |= group
            articles |= dict.fromkeys(journal.articles_about(sorted(group)))
    for article, subject in journal.subjects_of(articles):
        entities |= {subject, canon.canonical(subject), canon.canonical(subject, article)}
    return Change(after, head, journal.origin(), tuple(articles), tuple(sorted(entities)))


def article_view(journal: Journal, article: str, canon: Canon | None = None) -> ArticleView | None:
    """What an article says today; None if it does not stand."""
    stored = journal.stored(article)
    if stored is None:
        return None
    canon = canon or journal.canon()
    said = stored.outcome
    facts = []
    for statement in said.statements:
        now = canon.statement(statement)
        direct = now.predicate not in SETTLED and not (now.predicate == PART_OF and is_region(now.subject))
        facts.append(
            Fact(statement.id, now.subject, now.predicate, now.object, now.evidence, now.confidence, now.rule, direct)
        )  # fmt: skip
    mentions = sorted({f.object for f in facts if f.predicate == "mentions" and isinstance(f.object, str)})
    return ArticleView(stored.seq, stored.learnt_at, said.extractor, said.article, tuple(facts), tuple(mentions))


def entity_views(journal: Journal, entities: Iterable[str], canon: Canon | None = None) -> Iterator[EntityView]:
    """The entities over all articles, in the order given; an id that was merged into another has no values."""
    canon = canon or journal.canon()
    every = list(entities)
    sources = {e: canon.sources(e) for e in every if canon.canonical(e) == e}
    claims: dict[str, list[Claim]] = {}
    wanted = sorted({source for group in sources.values() for source in group})
    apart = sorted({article for article, _ in canon.moved})
    for claim in journal.claims(wanted, (*SETTLED, PART_OF), apart):
        claims.setdefault(canon.canonical(claim.subject, claim.article), []).append(claim)
    for entity in every:
        yield settle(entity, claims.get(entity, []) if entity in sources else [], canon)


def evidence_id(article: str, evidence: Evidence) -> str:
    """The graph id of a quotation: ``evidence/{article's hash}-{start}-{end}``."""
    return f"evidence/{article.removeprefix('article/')}-{evidence.start}-{evidence.end}"


SENTENCE_LIMIT = 600
"""So many characters of a sentence are shown before and after a quotation; text without any full stop stays bounded."""

_END = "。！？!?\n"
_CLOSING = "”’」』）)》"


def sentence_around(text: str, start: int, end: int) -> str:
    """The whole sentence, or sentences, that hold ``text[start:end]``, with their final punctuation."""
    floor, ceiling = max(0, start - SENTENCE_LIMIT), min(len(text), end + SENTENCE_LIMIT)
    low = max(floor, *(text.rfind(mark, floor, start) + 1 for mark in _END))
    high = min((found for mark in _END if (found := text.find(mark, max(start, end - 1), ceiling)) >= 0), default=ceiling)
    if high < ceiling and text[high] != "\n":
        high += 1
        while high < ceiling and text[high] in _CLOSING:
            high += 1
    while low < start and text[low] in _CLOSING:
        low += 1
    return text[low:high].strip()
