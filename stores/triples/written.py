"""Graphs that keys' holders write, by SPARQL update or the Graph Store Protocol: which may be written, and their replay."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from zhaoshang.ontology.errors import RefusedError
from zhaoshang.ontology.vocabulary import NS

from ..journal import Step
from .terms import RDF

DEFAULT = ""
"""The name of the default graph among graph names that are IRIs."""
BULK = 50_000
"""More quads than this go in by bulk load instead of one transaction."""


def may_write(graph: str, base: str) -> bool:
    """True if the graph (an IRI, "" for the default graph) is neither made from the journal's articles nor the ontology."""
    return not (graph.startswith((f"{base}/id/", NS)) or graph == NS.rstrip("#"))


def check_own_words(quads: Iterable[ox.Quad]) -> None:
    """Raise RefusedError for a triple with a property of the ontology, or of one of its classes.

    The named questions read the union of all graphs: such a triple would count in their answers without a sentence behind it.
    """
    for quad in quads:
        typed = quad.predicate.value == f"{RDF}type" and isinstance(quad.object, ox.NamedNode)
        word = quad.object.value if typed and isinstance(quad.object, ox.NamedNode) else quad.predicate.value
        if word.startswith(NS):
            raise RefusedError(
                f"<{word}> is the ontology's: what it says comes from articles alone, each with its sentence.",
                where=f"{quad.subject} {quad.predicate} {quad.object}"[:200],
                remedy="use a property or class of your own, or run with ZHAOSHANG_DEFAULT_GRAPH=own",
            )


def graph_name(graph: str) -> ox.NamedNode | ox.DefaultGraph:
    """The name as pyoxigraph has it."""
    return ox.NamedNode(graph) if graph else ox.DefaultGraph()


def quads_of(lines: str) -> list[ox.Quad]:
    """The quads of N-Quads; blank nodes keep their labels."""
    return list(ox.parse(lines.encode(), ox.RdfFormat.N_QUADS, lenient=True))


def replay(store: ox.Store, steps: Iterable[Step]) -> tuple[int, int]:
    """Do the steps in their order; how many quads (or whole graphs) were added and removed. Doing all of them twice is doing them once."""
    added = removed = 0
    for step in steps:
        if step.operation in ("add", "remove"):
            quads = quads_of(step.quads)
            if step.operation == "add":
                _add(store, quads)
                added += len(quads)
            else:
                for quad in quads:
                    store.remove(quad)
                removed += len(quads)
        else:
            _manage(store, step)
            added += step.operation == "create"
            removed += step.operation != "create"
    return added, removed


def _add(store: ox.Store, quads: list[ox.Quad]) -> None:
    if len(quads) > BULK:
        store.bulk_extend(quads)
    else:
        store.extend(quads)


def _manage(store: ox.Store, step: Step) -> None:
    name = graph_name(step.graph)
    if step.operation == "create":
        store.add_graph(name)
    elif step.operation == "clear" or not step.graph:
        store.clear_graph(name)
    else:
        store.remove_graph(name)


def expected_graphs(steps: Iterable[Step]) -> dict[str, set[str]]:
    """What the written graphs should hold after all steps: graph name -> lines of N-Quads, each ending in `` .``."""
    graphs: dict[str, set[str]] = {}
    for step in steps:
        if step.operation == "drop":
            graphs.pop(step.graph, None)
        elif step.operation == "clear":
            graphs[step.graph] = set()
        elif step.operation == "create":
            graphs.setdefault(step.graph, set())
        else:
            for quad in quads_of(step.quads):
                lines = graphs.setdefault(getattr(quad.graph_name, "value", DEFAULT), set())
                (lines.add if step.operation == "add" else lines.discard)(f"{quad} .")
    return graphs
