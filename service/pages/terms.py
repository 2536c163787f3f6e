"""The ontology's own words for classes, properties and the values of its schemes, in the reader's language."""

from __future__ import annotations

from functools import cache

from rdflib import Literal
from rdflib.namespace import RDFS, SKOS

from zhaoshang.ontology.sources import ontology_graph
from zhaoshang.ontology.vocabulary import NS


@cache
def _labels() -> dict[tuple[str, str], str]:
    """(name or notation, language) -> label."""
    graph = ontology_graph()
    found = {}
    for subject, label in graph.subject_objects(RDFS.label):
        if str(subject).startswith(NS) and isinstance(label, Literal) and label.language:
            found[str(subject).removeprefix(NS), label.language] = str(label)
    for concept, notation in graph.subject_objects(SKOS.notation):
        for label in graph.objects(concept, SKOS.prefLabel):
            if isinstance(label, Literal) and label.language:
                found.setdefault((str(notation), label.language), str(label))
    return found


def term(name: str, language: str) -> str:
    """The label of a class, property or notation; the name itself where the ontology has none."""
    return _labels().get((name, language), name)
