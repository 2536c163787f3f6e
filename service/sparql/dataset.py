"""The graphs of the house by name: what is asserted, what follows from it, and what a request reads of the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhaoshang.stores.triples.inferred import graph_of_inferences
from zhaoshang.stores.triples.written import may_write

from .asked import Asked

if TYPE_CHECKING:
    from ..state import State

LISTED = 500
"""The Service Description names at most so many graphs."""


def asserted_graph(base: str) -> str:
    """What stands for the union of all graphs but the inferences, in ``default-graph-uri``; no graph of that name is stored."""
    return f"{base}/id/graph/asserted"


def read_from(found: Asked, base: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The default graphs and named graphs to read (both empty: the union of all), and whether inferences are among all."""
    asserted, inferences = asserted_graph(base), graph_of_inferences(base)
    written = f"{base}/id/graph/" in found.query and "inferences" in found.query  # whole, or with a prefix
    inferred = written or inferences in (*found.default_graphs, *found.named_graphs)
    if asserted not in found.default_graphs:
        return found.default_graphs, found.named_graphs, inferred
    return (), (), inferences in found.default_graphs


def listed_graphs(state: State) -> list[str]:
    """The named graphs to list: those of the house that are not one article's, and those that were written."""
    base = state.settings.base
    with state.follower.reading() as store:
        names = (getattr(name, "value", "") for name in store.store.named_graphs())
        written = sorted(name for name in names if may_write(name, base))
    house = [f"{base}/id/graph/{name}" for name in ("entities", "regions", "projection", "inferences")]
    return (house + written)[:LISTED]
