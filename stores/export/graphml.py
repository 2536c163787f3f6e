"""GraphML (graphml.graphdrawing.org) for Gephi, yEd, Cytoscape, igraph and networkx: entities and what ties them.

Statements, evidence and texts are left out: a drawing wants things and relations. One edge a relation, with the number
of articles that state it and the greatest confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from zhaoshang.ontology.vocabulary import PROPERTIES, SLUGS, ancestors

from ..journal import Journal
from ..projection import ArticleView, EntityView, article_view, changes, entity_views
from ..settings import Settings

_NUMBERS = {"xsd:decimal": "double", "xsd:integer": "long", "xsd:boolean": "boolean"}
_NODE = {
    name: _NUMBERS.get(p.range[0], "string")
    for name, p in PROPERTIES.items()
    if p.is_data and not {"Article", "Statement", "Evidence"} & set(p.domain)
}
_EDGE = {"type": "string", "confidence": "double", "articles": "int"}
_BY_SLUG = {slug: name for name, slug in SLUGS.items()}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold in any way; U+FFFD stands for it."""


@dataclass(slots=True)
class _Edge:
    confidence: float = 0.0
    articles: set[str] = field(default_factory=set)


def write_graphml(journal: Journal, settings: Settings, out: BinaryIO) -> None:
    """Nodes by id, then edges by their ends; ids are graph ids. Memory grows with the number of relations."""
    with journal.snapshot():
        edges = _edges(view for article in journal.articles() if (view := article_view(journal, article)))
        out.writelines(f"{line}\n".encode() for line in _document(journal, edges))


def _document(journal: Journal, edges: dict[tuple[str, str, str], _Edge]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for kind, keys in (("node", {"label": "string", "labels": "string", **_NODE}), ("edge", _EDGE)):
        for name, typ in keys.items():
            yield f'<key id="{kind[0]}_{name}" for="{kind}" attr.name="{name}" attr.type="{typ}"/>'
    yield '<graph id="zhaoshang" edgedefault="directed">'
    shown: set[str] = set()
    for view in entity_views(journal, changes(journal, 0).entities):
        if view:
            shown.add(view.id)
            yield _node(view)
    ends = sorted({end for start, _, stop in edges for end in (start, stop)} - shown)
    yield from (_node(EntityView(end)) for end in ends)
    for (start, edge, stop), about in sorted(edges.items()):
        values = {"type": edge, "confidence": f"{about.confidence:g}", "articles": str(len(about.articles))}
        yield f"<edge source={_quoted(start)} target={_quoted(stop)}>{_data('e', values)}</edge>"
    yield "</graph></graphml>"


def _edges(views: Iterable[ArticleView]) -> dict[tuple[str, str, str], _Edge]:
    found: dict[tuple[str, str, str], _Edge] = {}
    for view in views:
        for fact in view.facts:
            known = PROPERTIES.get(fact.predicate)
            if known and known.edge and isinstance(fact.object, str) and fact.subject != view.article.id:
                edge = found.setdefault((fact.subject, known.edge, fact.object), _Edge())
                edge.confidence = max(edge.confidence, fact.confidence)
                edge.articles.add(view.article.id)
    return found


def _node(view: EntityView) -> str:
    classes = view.classes or tuple(filter(None, [_BY_SLUG.get(view.id.partition("/")[0])]))
    labels = dict.fromkeys(label for cls in classes for label in (cls, *ancestors(cls)))
    values = {name: literal.value for name, literal in view.values.items() if name in _NODE}
    values["label"], values["labels"] = values.get("name", view.id), ":" + ":".join(labels)
    if view.aliases:
        values["alias"] = "; ".join(alias.value for alias in view.aliases)
    return f"<node id={_quoted(view.id)}>{_data('n', values)}</node>"


def _data(kind: str, values: dict[str, str]) -> str:
    return "".join(f'<data key="{kind}_{name}">{escape(_legal(value))}</data>' for name, value in sorted(values.items()))


def _quoted(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
