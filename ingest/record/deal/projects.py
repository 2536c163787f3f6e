"""Finding the projects of an article: sites, clusters, and the scorer's word on which clusters are projects."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Entity, Kind
from zhaoshang.ontology.values import Span

from .currency import in_own_money
from .entities import Cluster, clusters
from .headlines import joined
from .scorer import scorer
from .sensed import of_cluster
from .shorter import told_short
from .sites import Site, find_sites
from .siteview import features

_STRONG = (
    "before:sum.de",
    "before:sum.build",
    "before:build.will",
    "before:sign",
    "after:agreement",
    "after:sum.own",
    "after:stage.now",
    "before:talk",
)


def cluster_features(document: Document, cluster: Cluster) -> dict[str, float]:
    """The features of a cluster: all of its sites', how often and where it is named, how many strong signs it has."""
    found: dict[str, float] = {}
    for site in cluster.sites:
        found |= features(site)
    title = document.article.paragraphs[0] if document.article.titled and document.article.paragraphs else None
    strong = sum(name in found for name in _STRONG) + any(s.phrase.made.startswith("list") for s in cluster.sites)
    for site in cluster.sites:
        for mention in document.inside(site.span, Type.FIRM, Type.BODY, Type.PLACE):
            if len(mention.span) >= 0.75 * len(site.span):
                found[f"taken.for:{mention.type}"] = 1.0
    found |= {"twice": float(len(cluster.sites) >= 2), "thrice": float(len(cluster.sites) >= 3)}
    found["title"] = float(bool(title and any(title.covers(site.span) for site in cluster.sites)))
    found |= {"strong1": float(strong >= 1), "strong2": float(strong >= 2), "strong0": float(strong == 0)}
    return {name: value for name, value in found.items() if value} | of_cluster(document, cluster)


def project_mentions(document: Document) -> Document:
    """The document with PROJECT mentions and entities added (ids ``p1``, ``p2`` …), and its sums in the article's own money.

    A project's mention may hold others (the firm or place inside its name); `Document.mentions` stays sorted by place, longest first. A
    document that already has PROJECT mentions is returned as it is.
    """
    if any(mention.type is Type.PROJECT for mention in document.mentions):
        return document
    weights = scorer("project")
    weighed = [(c, weights.probability(cluster_features(document, c))) for c in clusters(document, find_sites(document))]
    chosen = told_short([(cluster, p) for cluster, p in weighed if p >= weights.threshold])
    return build(in_own_money(document), joined(document, chosen))


def build(document: Document, chosen: Sequence[tuple[Cluster, float]]) -> Document:
    """The document with an entity and mentions for each chosen cluster, whose probability is the mentions' score."""
    mentions: list[Mention] = list(document.mentions)
    entities = dict(document.entities)
    for number, (cluster, probability) in enumerate(chosen, 1):
        entity = f"p{number}"
        spans = [_named(site) for site in cluster.sites]
        for span, site in zip(spans, cluster.sites, strict=True):
            mentions.append(Mention(span, Type.PROJECT, None, entity, round(probability, 4), (f"rule:{site.phrase.made}",)))
        entities[entity] = Entity(entity, Kind.PROJECT, _names(cluster), tuple(document.quote(span) for span in spans))
    ordered = sorted(_disjoint(mentions), key=lambda m: (m.span.start, -m.span.end, m.type))
    return replace(document, mentions=tuple(ordered), entities=entities)


def _named(site: Site) -> Span:
    """The mention's span: without a firm or place that the name merely begins with, so that it keeps a mention of its own."""
    first = site.sentence.mentions.get(site.start)
    if first and site.end - site.start > 1 and site.sentence.text[site.start + 1] != "）":
        return site.sentence.original(site.start + 1, site.end)
    return site.span


def _names(cluster: Cluster) -> tuple[str, ...]:
    names = cluster.names
    return tuple(sorted(names, key=lambda n: (n in {f for f in names if len(f) > 30}, -len(n))))


def _disjoint(mentions: Sequence[Mention]) -> list[Mention]:
    """Without mentions that merely overlap a project's name halfway, and without a project's name inside a longer one of the same."""
    projects = sorted(m.span for m in mentions if m.type is Type.PROJECT)
    starts, longest = [p.start for p in projects], max(map(len, projects), default=0)
    kept: list[Mention] = []
    for mention in mentions:
        near = projects[bisect_right(starts, mention.span.start - longest) : bisect_left(starts, mention.span.end)]
        crossing = any(p.overlaps(mention.span) and not p.covers(mention.span) and not mention.span.covers(p) for p in near)
        if mention.type is Type.PROJECT or not crossing:
            kept.append(mention)
    return kept
