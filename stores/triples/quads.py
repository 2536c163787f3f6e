"""The one place where a view becomes RDF: lines of N-Quads, in the form in which the store gives them back.

Lines, not objects: the store reads them four times as fast, a set of them is a graph that can be compared, and the
sorted lines are what the digest is over. There are no blank nodes, so equal graphs are equal sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from zhaoshang.ontology.statement import TYPE, Literal
from zhaoshang.ontology.values import Evidence
from zhaoshang.ontology.vocabulary import NS, ancestors

from ..dossiers import Shown
from ..projection import ArticleView, EntityView, Fact, evidence_id, sentence_around
from .terms import DCTERMS, LEARNT, OA, PROV, RDF, RDFS, TYPE_IRI, date, decimal, integer, literal, text


class Quads:
    """The mapping for one ``base`` (see Settings). Every method gives whole lines, each ending in `` .``."""

    def __init__(self, base: str, links: bool = False) -> None:
        self.base, self.shows_links = base, links
        self.links_graph = self.iri("graph/links")
        self.entities_graph = self.iri("graph/entities")
        self.regions_graph = self.iri("graph/regions")
        self.projection_graph = self.iri("graph/projection")

    def iri(self, graph_id: str) -> str:
        """``city/230800`` as ``<{base}/id/city/230800>``; what an IRI may not hold is percent-encoded (RFC 3987)."""
        plain = _PLAIN.fullmatch(graph_id)  # nearly all of them, and millions in a large graph
        return f"<{self.base}/id/{graph_id if plain else quote(graph_id, safe=_IRI_SAFE)}>"

    def graph_of(self, entity: EntityView) -> str:
        """The graph that an entity's settled values stand in."""
        return self.regions_graph if entity.is_region else self.entities_graph

    def bookkeeping(self, seq: int, origin: str) -> Iterator[str]:
        """How far which journal has been read."""
        node = self.projection_graph
        yield f"{node} <{RDF}value> {integer(seq)} {node} ."
        yield f"{node} <{DCTERMS}source> {text(origin)} {node} ."

    def entity(self, view: EntityView) -> Iterator[str]:
        """An entity over all articles: its classes with their superclasses, its values, its label; what a region is part of.

        They stand in one graph and not in every article's, because Oxigraph's union of graphs gives a triple once for
        each graph that holds it: ``?c a zs:Company ; zs:name ?n`` would count each firm as often as it is in the news.
        """
        node, graph = self.iri(view.id), self.graph_of(view)
        for predicate, value in view.values.items():
            yield f"{node} <{NS}{predicate}> {literal(value)} {graph} ."
        if "name" in view.values:
            yield f"{node} <{RDFS}label> {literal(view.values['name'])} {graph} ."
        for alias in view.aliases:
            yield f"{node} <{NS}alias> {literal(alias)} {graph} ."
        classes = dict.fromkeys(c for cls in view.classes for c in (cls, *ancestors(cls)))
        yield from (f"{node} {TYPE_IRI} <{NS}{cls}> {graph} ." for cls in classes)
        yield from (f"{node} <{NS}partOf> {self.iri(region)} {graph} ." for region in view.part_of)

    def links(self, shown: Iterable[Shown]) -> Iterator[str]:
        """The accepted links, if they are to be shown."""
        for link in shown if self.shows_links else ():
            node, dossier, graph = self.iri(link.id), self.iri(link.dossier), self.links_graph
            yield f"{node} {TYPE_IRI} <{NS}Link> {graph} ."
            yield f"{node} <{NS}linkOf> {dossier} {graph} ."
            yield f"{node} <{NS}linkTo> {self.iri(link.entity)} {graph} ."
            yield f"{node} <{PROV}generatedAtTime> {literal(Literal(link.at, 'dateTime'))} {graph} ."
            yield f"{dossier} {TYPE_IRI} <{NS}Dossier> {graph} ."

    def article(self, view: ArticleView) -> Iterator[str]:
        """An article's named graph: itself, what it says, the statements behind that and their evidence."""
        graph = self.iri(view.article.id)
        # dict.fromkeys: two statements may come to the same triple after a merge, or quote the same words
        return iter(dict.fromkeys(f"{triple} {graph} ." for triple in self._article(view, graph)))

    def _article(self, view: ArticleView, node: str) -> Iterator[str]:
        yield from self._head(view, node)
        extractor, learnt = text(view.extractor), literal(Literal(view.learnt_at, "dateTime"))
        for fact in view.facts:
            yield from self._direct(fact)
            yield from self._statement(view, fact, node)
            statement = self.iri(fact.id)
            yield f"{statement} <{NS}extractor> {extractor}"
            yield f"{statement} {LEARNT} {learnt}"
        for evidence in dict.fromkeys(e for fact in view.facts for e in fact.evidence):
            yield from self._evidence(view, evidence, node)

    def _head(self, view: ArticleView, node: str) -> Iterator[str]:
        article = view.article
        yield f"{node} {TYPE_IRI} <{NS}Article>"
        yield f"{node} {TYPE_IRI} <{PROV}Entity>"
        values = {
            "title": Literal(article.title, lang="zh"),
            "published": date(str(article.published)) if article.published else Literal(""),
            "source": Literal(article.source),
            "url": Literal(article.url, "anyURI"),
            "version": Literal(article.version),
            "text": Literal(article.text, lang="zh"),
        }
        yield from (f"{node} <{NS}{name}> {literal(value)}" for name, value in values.items() if value.value)
        reading = self.iri(f"reading/{article.id.removeprefix('article/')}-{article.version}")
        yield f"{reading} {TYPE_IRI} <{PROV}Activity>"
        yield f"{reading} <{PROV}used> {node}"
        yield f"{reading} <{PROV}endedAtTime> {literal(Literal(view.learnt_at, 'dateTime'))}"
        agent = self.iri(f"extractor/{view.extractor}")
        yield f"{reading} <{PROV}wasAssociatedWith> {agent}"
        yield f"{agent} {TYPE_IRI} <{PROV}SoftwareAgent>"

    def _direct(self, fact: Fact) -> Iterator[str]:
        if fact.direct:
            yield f"{self.iri(fact.subject)} <{NS}{fact.predicate}> {self._object(fact)}"

    def _object(self, fact: Fact) -> str:
        if isinstance(fact.object, Literal):
            return literal(fact.object)
        return f"<{NS}{fact.object}>" if fact.predicate == TYPE else self.iri(fact.object)

    def _statement(self, view: ArticleView, fact: Fact, article: str) -> Iterator[str]:
        node = self.iri(fact.id)
        predicate = TYPE_IRI if fact.predicate == TYPE else f"<{NS}{fact.predicate}>"
        yield f"{node} {TYPE_IRI} <{RDF}Statement>"
        yield f"{node} {TYPE_IRI} <{NS}Statement>"
        yield f"{node} <{RDF}subject> {self.iri(fact.subject)}"
        yield f"{node} <{RDF}predicate> {predicate}"
        yield f"{node} <{RDF}object> {self._object(fact)}"
        yield f"{node} <{NS}confidence> {decimal(fact.confidence)}"
        if fact.rule:
            yield f"{node} <{NS}rule> {text(fact.rule)}"
        yield f"{node} <{NS}inArticle> {article}"
        yield f"{node} <{PROV}wasDerivedFrom> {article}"
        for evidence in fact.evidence:
            yield f"{node} <{NS}evidencedBy> {self.iri(evidence_id(view.article.id, evidence))}"

    def _evidence(self, view: ArticleView, evidence: Evidence, article: str) -> Iterator[str]:
        node = self.iri(evidence_id(view.article.id, evidence))
        for cls in (f"{NS}Evidence", f"{OA}TextQuoteSelector", f"{OA}TextPositionSelector"):
            yield f"{node} {TYPE_IRI} <{cls}>"
        for namespace, exact in ((NS, "quote"), (OA, "exact")):
            yield f"{node} <{namespace}{exact}> {text(evidence.quote)}"
        yield f"{node} <{NS}sentence> {text(sentence_around(view.article.text, evidence.start, evidence.end))}"
        for namespace in (NS, OA):
            yield f"{node} <{namespace}start> {integer(evidence.start)}"
            yield f"{node} <{namespace}end> {integer(evidence.end)}"
        yield f"{node} <{NS}inArticle> {article}"
        yield f"{node} <{PROV}wasDerivedFrom> {article}"


_IRI_SAFE = "/:@!$&'()*+,;=~-._"
_PLAIN = re.compile("[A-Za-z0-9/._-]*")


def without_times(lines: Iterable[str]) -> Iterator[str]:
    """The lines without when something was learnt: what two journals of the same articles have in common."""
    return (
        line for line in lines if f" {LEARNT} " not in line and f" <{PROV}endedAtTime> " not in line and "/graph/projection>" not in line
    )
