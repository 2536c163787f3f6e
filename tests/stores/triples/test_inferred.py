"""The graph of inferences: made when it is asked for, right after a retraction, and out of the way of what is asserted."""

import os
from collections.abc import Callable

import pyoxigraph as ox

from zhaoshang.ontology.statement import Literal, Outcome
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore, verify
from zhaoshang.stores.triples.inferred import graph_of_inferences, open_inferred

NS = "https://w3id.org/zhaoshang/ns#"


def called_on(settings: Settings) -> set[str]:
    store, guard = open_inferred(settings)
    try:
        name = ox.NamedNode(graph_of_inferences(settings.base))
        return {str(quad.object) for quad in store.quads_for_pattern(None, ox.NamedNode(f"{NS}calledOn"), None, name)}
    finally:
        del store
        os.close(guard)


def test_what_follows_goes_with_the_article_that_it_follows_from(settings: Settings, say: Callable[..., Outcome]) -> None:
    firm = f"<{settings.base}/id/company/lan-tian-22222222>"
    with Journal.open(settings.journal) as journal, TripleStore.open(settings, writable=True) as store:
        told = say()
        journal.append(told)
        store.catch_up(journal)
        assert called_on(settings) == {firm}
        assert called_on(settings) == {firm}, "and again, from the view that was made"
        journal.retract(told.article.id, "withdrawn by the paper", "tester")
        store.catch_up(journal)
        assert called_on(settings) == set()


def test_the_store_itself_holds_none_of_it(settings: Settings, say: Callable[..., Outcome]) -> None:
    with Journal.open(settings.journal) as journal, TripleStore.open(settings, writable=True) as store:
        journal.append(say("b.md", (("delegation/x", "type", "Delegation", ""), ("delegation/x", "name", Literal("团", lang="zh"), ""))))
        store.catch_up(journal)
        called_on(settings)
        assert ox.NamedNode(graph_of_inferences(settings.base)) not in list(store.store.named_graphs())
        assert verify(store, journal).agrees
