"""All mentions of an article: proposals of every source, weighed, the best set of them, and the posts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.values import find_values
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.values import Span

from .attach import attached
from .back import find_back_references
from .candidate import Candidate, united
from .choose import best, probability, weigh
from .context import Context
from .features import features
from .near import heard
from .organisations import find_organisations
from .persons import find_persons
from .places import find_places, known_places
from .posts import Post, find_posts
from .sentences import split
from .view import View, look


def find_mentions(article: Article, fast: bool = False) -> Document:
    """The article with its sentences and mentions; no entities yet. Mentions are sorted by place. ``fast`` leaves LAC out."""
    return next(find_all_mentions([article], fast))


def find_all_mentions(articles: Sequence[Article], fast: bool = False) -> Iterator[Document]:
    """As `find_mentions`, of each article in turn: the networks look at all of them at once, which is quicker."""
    texts = [(article.text, split(article.text, article.paragraphs)) for article in articles]
    for article, (_, sentences), view in zip(articles, texts, look(texts, fast), strict=True):
        yield _found(article, sentences, view)


def _found(article: Article, sentences: tuple[Span, ...], view: View) -> Document:
    posts = find_posts(view)
    chosen = best(weighed(view, posts))
    mentions = [Mention(c.span, c.type, c.value, "", round(probability(c.score), 4), tuple(sorted(c.sources))) for c in chosen]
    mentions += _values(article, mentions)
    units = [(c.span.start, c.span.end) for c in chosen if c.type in (Type.FIRM, Type.BODY, Type.PLACE)]
    people = [(c.span.start, c.span.end) for c in chosen if c.type is Type.PERSON]
    names = {start for start, _ in people}
    firms = {c.span.end: c.span.start for c in chosen if c.type is Type.FIRM}
    named = [p for p in attached(view.text, posts, units, people, firms) if p.side.islower() or p.span.end in names]
    mentions += [Mention(p.span, Type.POST, None, "", 1.0, ("rule:post",)) for p in named]
    return Document(article, sentences, tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.type))), trace=view.trace)


def _values(article: Article, names: Sequence[Mention]) -> list[Mention]:
    """Dates, sums and counts where no name is: 三一集团 holds no number."""
    taken = bytearray(len(article.text))
    for m in names:
        if m.type is not Type.DEIXIS:
            taken[m.span.start : m.span.end] = b"\x01" * len(m.span)
    return [m for m in find_values(article.text, article.published) if not any(taken[m.span.start : m.span.end])]


def weighed(view: View, posts: Sequence[Post]) -> list[Candidate]:
    """Every proposal with its features and log-odds."""
    places = known_places(view.text)
    proposals = find_persons(view, posts) + find_organisations(view, posts, places) + find_places(view, places)
    proposals += find_back_references(view)
    proposals = united(proposals)
    context = Context(view, posts, proposals)
    return heard(view.near, [weigh(candidate, features(candidate, context)) for candidate in proposals])
