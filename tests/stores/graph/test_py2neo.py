"""docs/py2neo.md, run as it stands."""

import doctest
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from zhaoshang.ontology.statement import Outcome
from zhaoshang.stores.graph import GraphStore, verify
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

PAGE = Path(__file__).parents[3] / "docs" / "py2neo.md"
pytestmark = pytest.mark.neo4j


@pytest.fixture
def graph(graph_settings: Settings, journal: Journal, say: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> GraphStore:
    """The graph of one article, and the addresses where the page looks for them."""
    pytest.importorskip("py2neo", reason="the extra 'py2neo' is not installed")
    for name in ("uri", "user", "password"):
        monkeypatch.setenv(f"ZHAOSHANG_NEO4J_{name.upper()}", getattr(graph_settings, f"neo4j_{name}"))
    journal.append(say())
    with GraphStore.open(graph_settings) as store:
        store.catch_up(journal)
    return GraphStore.open(graph_settings)


def test_the_sessions_of_the_page_run_and_leave_the_projection_as_it_was(graph: GraphStore, journal: Journal) -> None:
    sessions = "\n".join(re.findall(r"```pycon\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))
    test = doctest.DocTestParser().get_doctest(sessions, {}, PAGE.name, str(PAGE), 0)
    said: list[str] = []
    found = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=said.append)
    assert found.attempted > 25
    assert found.failed == 0, "".join(said)
    with graph:
        assert verify(graph, journal).agrees


def test_what_the_page_says_breaks_does_break_and_its_replacement_works(graph: GraphStore) -> None:
    from py2neo import Graph
    from py2neo.errors import ClientError

    rows = re.findall(r"^\| `(graph\.[^`]+)` \| `([^`]+)` \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(rows) == 6
    with graph:
        peer = Graph(graph.address.uri, auth=graph.address.auth)
        for call, instead in rows:
            with pytest.raises(ClientError):
                eval(call, {"graph": peer})
            peer.run(instead)
        ((names,),) = graph.run_read("SHOW INDEXES YIELD name RETURN collect(name)").rows
        assert {"note_text", "note_key"}.isdisjoint(names)
