"""Asking the graph: limits that hold, errors that say what to do."""

from dataclasses import replace
from pathlib import Path

import pytest

from zhaoshang.ontology.errors import RefusedError, StoreError, TimeLimitError, UsageError
from zhaoshang.stores.graph import GraphStore
from zhaoshang.stores.graph.reading import Asking
from zhaoshang.stores.settings import Settings

pytestmark = pytest.mark.neo4j


def test_rows_beyond_the_limit_are_cut_and_it_is_said(graph_settings: Settings) -> None:
    with GraphStore.open(graph_settings) as graph:
        found = graph.run_read("UNWIND range(1, $n) AS x RETURN x", {"n": 5_000_000}, limit=3)
        assert (found.columns, found.rows, found.truncated) == (("x",), ((1,), (2,), (3,)), True)
        assert not graph.run_read("UNWIND range(1, 3) AS x RETURN x", limit=3).truncated


def test_a_query_over_its_time_is_cancelled_in_the_server(graph_settings: Settings) -> None:
    endless = "UNWIND range(1, 100000000000) AS x WITH x WHERE x % 7 = 9 RETURN count(*)"
    with GraphStore.open(graph_settings) as graph:
        with pytest.raises(TimeLimitError, match=r"0\.5 s"):
            graph.run_read(endless, timeout=0.5)
        with graph.session() as session:
            running = session.run("SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND' RETURN *").data()
        assert running == []


def test_a_query_that_wants_all_the_memory_is_refused(graph_settings: Settings) -> None:
    with GraphStore.open(graph_settings) as graph, pytest.raises(RefusedError, match="memory"):
        graph.run_read("UNWIND range(1, 100000000) AS x WITH collect(x) AS every RETURN size(every)", timeout=60)


def test_the_server_refuses_writes_even_if_the_guard_is_passed(graph_settings: Settings) -> None:
    with GraphStore.open(graph_settings) as graph, pytest.raises(RefusedError):
        Asking("CREATE (n:Company) RETURN n", {}, 5.0, 5).read(graph)


def test_no_file_and_no_address_can_be_loaded_even_if_the_guard_is_passed(graph_settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("secret\n", "utf-8")
    with GraphStore.open(graph_settings) as graph:
        for address in ((tmp_path / "x.csv").as_uri(), "http://127.0.0.1:9/x.csv"):
            with pytest.raises((StoreError, UsageError, RefusedError)):
                answer = Asking(f"LOAD CSV FROM '{address}' AS row RETURN row", {}, 5.0, 5).read(graph)
                raise answer.broken or AssertionError(answer)


def test_a_mistake_in_a_query_is_told_with_its_place(graph_settings: Settings) -> None:
    with GraphStore.open(graph_settings) as graph:
        with pytest.raises(UsageError, match=r"RETRUN.*line 1"):
            graph.run_read("MATCH (n) RETRUN n")
        with pytest.raises(UsageError, match="words"):
            graph.run_read("RETURN $words")


def test_a_server_that_is_down_a_wrong_password_an_unknown_database(graph_settings: Settings) -> None:
    with pytest.raises(StoreError, match=r"cannot be reached.*start that server"):
        GraphStore.open(replace(graph_settings, neo4j_uri="bolt://127.0.0.1:1"))
    with pytest.raises(StoreError, match="ZHAOSHANG_NEO4J_PASSWORD"):
        GraphStore.open(replace(graph_settings, neo4j_password="wrong"))
    with GraphStore.open(replace(graph_settings, neo4j_database="nosuch")) as graph, pytest.raises(StoreError, match="NEO4J_DATABASE"):
        graph.run_read("RETURN 1")
