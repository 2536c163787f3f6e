"""What goes into the driver and what comes out of it."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from neo4j import time as neo4j_time

from zhaoshang.ontology.errors import UsageError
from zhaoshang.stores.graph import GraphStore
from zhaoshang.stores.graph.values import parameter
from zhaoshang.stores.settings import Settings

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_no_zone_of_zoneinfo_reaches_the_driver() -> None:
    given = {"at": datetime(2022, 2, 13, 9, tzinfo=SHANGHAI), "list": [neo4j_time.DateTime(2022, 2, 13, 9, tzinfo=SHANGHAI)]}
    found = parameter(given)
    assert found["at"].tzinfo == timezone(timedelta(hours=8))
    assert found["list"][0].tzinfo == timezone(timedelta(hours=8))
    assert found["at"] == given["at"]
    assert parameter(time(9, tzinfo=SHANGHAI)) == time(9)


def test_decimals_become_the_number_that_they_are() -> None:
    assert parameter([Decimal("2400000000"), Decimal("1.5")]) == [2_400_000_000, 1.5]


@pytest.mark.parametrize("value", [2**63, object(), {1: "x"}, {"deep": [{"er": 10**30}]}])
def test_what_has_no_place_in_the_graph_is_refused(value: object) -> None:
    with pytest.raises(UsageError):
        parameter(value, "x")


ROUND = [
    ("$x", datetime(2022, 2, 13, 9, tzinfo=SHANGHAI), "2022-02-13T09:00:00.000000000+08:00"),
    ("$x", datetime(2022, 2, 13, 9, tzinfo=UTC), "2022-02-13T09:00:00.000000000+00:00"),
    ("$x", date(2022, 2, 13), "2022-02-13"),
    ("$x", {"a": [1, 2.5, None, True, "何淼"]}, {"a": [1, 2.5, None, True, "何淼"]}),
    ("duration({days: 1, hours: 2})", None, "P1DT2H"),
    ("point({longitude: 130.3, latitude: 46.8})", None, "SRID=4326;POINT (130.3 46.8)"),
    ("0.0 / 0.0", None, "NaN"),
    ("$x", b"\x00\xff", "AP8="),
]


@pytest.mark.neo4j
@pytest.mark.parametrize(("expression", "given", "expected"), ROUND, ids=range(len(ROUND)))
def test_answers_are_plain_values(graph_settings: Settings, expression: str, given: object, expected: object) -> None:
    with GraphStore.open(graph_settings) as graph:
        assert graph.run_read(f"RETURN {expression} AS y", {"x": given}).dicts() == [{"y": expected}]


@pytest.mark.neo4j
def test_nodes_relationships_and_paths_have_the_shape_of_the_query_api(graph_settings: Settings) -> None:
    with GraphStore.open(graph_settings) as graph:
        with graph.session() as session:
            session.run("CREATE (:Person:Entity {id: 'a'})-[:LED {confidence: 0.9}]->(:Entity {id: 'b'})").consume()
        ((path, relation),) = graph.run_read("MATCH p = ()-[r]->() RETURN p, r").rows
    start, step, end = path
    assert (start["labels"], start["properties"], end["properties"]) == (["Entity", "Person"], {"id": "a"}, {"id": "b"})
    assert step == relation
    assert (step["type"], step["properties"]) == ("LED", {"confidence": 0.9})
    assert (step["startNodeElementId"], step["endNodeElementId"]) == (start["elementId"], end["elementId"])
