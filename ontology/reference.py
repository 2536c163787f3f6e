"""What the reference pages say of the ontology, read out of its graph: terms, value lists, alignments, in one language.

`reference_html` writes it down; both know no term by name, so a new term appears by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from .errors import DataError
from .sources import PREFIXES, SCHEMA, ZS, ontology_graph, read_text
from .vocabulary import CLASSES, DERIVED_CLASSES, DERIVED_PROPERTIES, NS, PROPERTIES

LANGUAGES = ("zh", "en")
WORDS_FILE = "reference.tsv"
_TRAITS = {OWL.FunctionalProperty: "functional", OWL.TransitiveProperty: "transitive", OWL.SymmetricProperty: "symmetric"}
_ALIGNED = {
    RDFS.subClassOf: "subclass", RDFS.subPropertyOf: "subproperty", SKOS.closeMatch: "close", SKOS.exactMatch: "exact",
}  # fmt: skip


def words(lang: str) -> dict[str, str]:
    """The pages' own words in ``zh`` or ``en``; raises `DataError` with the line of a malformed row."""
    found = {}
    for number, line in enumerate(read_text(WORDS_FILE).splitlines(), 1):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 1 + len(LANGUAGES) or not all(cells):
            raise DataError("three cells, apart by tabs, are needed", where=f"ontology/{WORDS_FILE}:{number}", remedy="mend the row")
        found[cells[0]] = cells[1 + LANGUAGES.index(lang)]
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept of a value list."""

    id: str
    notation: str
    label: str
    also: tuple[str, ...]
    definition: str
    depth: int


class Reference:
    """The ontology as one language tells it. Names are local names; ``lang`` is ``zh`` or ``en``."""

    def __init__(self, lang: str, graph: Graph | None = None) -> None:
        self.lang = lang
        self.graph = graph if graph is not None else ontology_graph()
        self.words = words(lang)

    def text(self, node: Node, predicate: URIRef) -> str:
        """The value of an annotation in the page's language, or ""."""
        return next((str(o) for o in self.graph.objects(node, predicate) if isinstance(o, Literal) and o.language == self.lang), "")

    def label(self, name: str) -> str:
        """A term's label, or its name where it has none."""
        return self.text(ZS[name], RDFS.label) or self.text(ZS[name], SKOS.prefLabel) or name

    def definition(self, name: str) -> str:
        """A term's definition."""
        return self.text(ZS[name], SKOS.definition)

    def kinds(self, name: str) -> list[str]:
        """A class's direct subclasses, in the vocabulary's order."""
        return [c for c, parents in CLASSES.items() if name in parents]

    def disjoint(self, name: str) -> list[str]:
        """The classes that exclude a class directly."""
        found = {str(o) for o in self.graph.objects(ZS[name], OWL.disjointWith)}
        found |= {str(s) for s in self.graph.subjects(OWL.disjointWith, ZS[name])}
        for members in self.graph.objects(None, OWL.members):
            group = {str(m) for m in Collection(self.graph, members)}
            found |= group if str(ZS[name]) in group else set()
        return [c for c in (*CLASSES, *sorted(DERIVED_CLASSES)) if str(ZS[c]) in found and c != name]

    def keys(self, name: str) -> list[str]:
        """The properties that identify an instance together, or []."""
        keys = self.graph.value(ZS[name], OWL.hasKey)
        return [_local(k) for k in Collection(self.graph, keys)] if keys is not None else []

    def properties_of(self, name: str) -> list[str]:
        """The stated properties whose domain names the class itself."""
        return [n for n, p in PROPERTIES.items() if name in p.domain]

    def ends(self, name: str, side: URIRef) -> list[str]:
        """The classes of a property's domain or range (``side``)."""
        node = self.graph.value(ZS[name], side)
        union = self.graph.value(node, OWL.unionOf) if node is not None else None
        nodes = Collection(self.graph, union) if union is not None else [node]
        return [_local(n) for n in nodes if n is not None]

    def traits(self, name: str) -> list[str]:
        """What kind of relation a property is, as keys of the pages' words."""
        return [word for kind, word in _TRAITS.items() if (ZS[name], RDF.type, kind) in self.graph]

    def inverse(self, name: str) -> str:
        """The property's inverse, or ""."""
        node = self.graph.value(ZS[name], OWL.inverseOf) or self.graph.value(predicate=OWL.inverseOf, object=ZS[name])
        return _local(node) if node is not None else ""

    def sources(self, name: str) -> Iterator[list[str]]:
        """What a property follows from: each a chain of properties, one after the other."""
        for chain in self.graph.objects(ZS[name], OWL.propertyChainAxiom):
            yield [_local(p) for p in Collection(self.graph, chain)]
        for below in sorted(_local(p) for p in self.graph.subjects(RDFS.subPropertyOf, ZS[name])):
            yield [below]

    def value(self, name: str) -> tuple[str, str]:
        """A data property's datatype, as a key of the pages' words, and what narrows it, written as code."""
        node = self.graph.value(ZS[name], RDFS.range)
        if node is None:
            return "datatype-date", ""
        if not isinstance(node, BNode):
            return ("datatype-text" if node == RDF.PlainLiteral else "datatype-" + str(node).partition("#")[2]), ""
        one_of = self.graph.value(node, OWL.oneOf)
        if one_of is not None:
            return "one-of", " ".join(str(v) for v in Collection(self.graph, one_of))
        facets = self.graph.value(node, OWL.withRestrictions)
        limits = [str(o) for facet in Collection(self.graph, facets) for o in self.graph.objects(facet)] if facets is not None else []
        return "datatype-" + str(self.graph.value(node, OWL.onDatatype)).partition("#")[2], " … ".join(limits)

    def scheme_of(self, prop: str) -> str:
        """The value list of a property, or ""."""
        node = self.graph.value(predicate=ZS.schemeOf, object=ZS[prop])
        return _local(node) if node is not None else ""

    def schemes(self) -> list[str]:
        """The value lists, in the order in which the vocabulary names their properties."""
        return [scheme for prop in PROPERTIES if (scheme := self.scheme_of(prop))]

    def entries(self, scheme: str) -> list[Entry]:
        """The concepts of a value list, in order."""
        concepts = sorted(self.graph.subjects(SKOS.inScheme, ZS[scheme]), key=lambda c: int(str(self.graph.value(c, SCHEMA.position))))
        return [
            Entry(
                id=_local(c),
                notation=str(self.graph.value(c, SKOS.notation)),
                label=self.text(c, SKOS.prefLabel),
                also=tuple(sorted(str(o) for o in self.graph.objects(c, SKOS.altLabel) if getattr(o, "language", "") == self.lang)),
                definition=self.text(c, SKOS.definition),
                depth=len(list(self.graph.transitive_objects(c, SKOS.broader))) - 1,
            )
            for c in concepts
        ]

    def alignments(self) -> list[tuple[str, str, str]]:
        """(term, kind of relation as a key of the pages' words, foreign term as prefix:name), in the vocabulary's order."""
        found = []
        for name in (*CLASSES, *PROPERTIES, *sorted(DERIVED_PROPERTIES)):
            for predicate, word in _ALIGNED.items():
                foreign = {o for o in self.graph.objects(ZS[name], predicate) if isinstance(o, URIRef) and not str(o).startswith(NS)}
                found += [(name, word, compact(o)) for o in sorted(foreign)]
        return found


def compact(iri: URIRef) -> str:
    """An IRI with the house's prefix for its namespace, else as it is."""
    for prefix, uri in PREFIXES.items():
        if str(iri).startswith(uri):
            return f"{prefix}:{str(iri).removeprefix(uri)}"
    return str(iri)


def _local(node: Node) -> str:
    return str(node).removeprefix(NS)
