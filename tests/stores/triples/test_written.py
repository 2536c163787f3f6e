"""Graphs of one's own: what the journal keeps of a write, the store replays, whatever befalls it."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from zhaoshang.ontology.statement import Outcome
from zhaoshang.stores.journal import Journal, Step
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore, verify
from zhaoshang.stores.triples.written import may_write

MINE = "http://x.example/mine"
LINES = f'<http://x/a> <http://x/p> _:b7 <{MINE}> .\n_:b7 <http://x/q> "名"@zh <{MINE}> .\n<http://x/a> <http://x/p> <http://x/c> .'


def write(journal: Journal, *steps: Step) -> int:
    return journal.write(steps, {"added": len(steps)}, "tester")


def held(store: TripleStore) -> set[str]:
    return {str(quad) for quad in store.store if "/id/" not in str(quad)}


def test_a_rebuild_makes_the_same_blank_nodes_included(settings: Settings, say: Callable[..., Outcome]) -> None:
    with Journal.open(settings.journal) as journal:
        journal.append(say())
        write(journal, Step("add", quads=LINES), Step("create", "http://x.example/empty"))
        with TripleStore.open(settings, writable=True) as store:
            store.catch_up(journal)
            before = held(store)
            assert {'_:b7 <http://x/q> "名"@zh <http://x.example/mine>'} < before
            assert ox.NamedNode("http://x.example/empty") in list(store.store.named_graphs())
            assert verify(store, journal).agrees
        TripleStore.wipe(settings)
        with TripleStore.open(settings, writable=True) as store:
            store.catch_up(journal)
            assert held(store) == before
            assert verify(store, journal).agrees


def test_steps_are_done_in_their_order(settings: Settings) -> None:
    with Journal.open(settings.journal) as journal, TripleStore.open(settings, writable=True) as store:
        write(journal, Step("add", quads=LINES))
        store.catch_up(journal)
        write(journal, Step("drop", MINE), Step("add", quads=f"<http://x/n> <http://x/p> <http://x/c> <{MINE}> ."))
        write(journal, Step("clear"), Step("remove", quads=f"<http://x/none> <http://x/p> <http://x/c> <{MINE}> ."))
        store.catch_up(journal)
        assert held(store) == {f"<http://x/n> <http://x/p> <http://x/c> <{MINE}>"}
        assert verify(store, journal).agrees


def test_verify_sees_what_no_write_says(settings: Settings) -> None:
    with Journal.open(settings.journal) as journal, TripleStore.open(settings, writable=True) as store:
        write(journal, Step("add", quads=LINES))
        store.catch_up(journal)
        store.store.add(ox.Quad(ox.NamedNode("http://x/z"), ox.NamedNode("http://x/p"), ox.Literal("stray")))
        assert verify(store, journal).differing == ("the default graph",)


@pytest.mark.parametrize(
    ("graph", "allowed"),
    [
        ("", True),
        (MINE, True),
        ("https://base.example/graphs/mine", True),
        ("https://base.example/id/article/0a", False),
        ("https://base.example/id/graph/inferences", False),
        ("https://w3id.org/zhaoshang/ns", False),
        ("https://w3id.org/zhaoshang/ns#", False),
    ],
)
def test_what_is_made_from_articles_and_the_ontology_may_not_be_written(graph: str, allowed: bool) -> None:
    assert may_write(graph, "https://base.example") is allowed
