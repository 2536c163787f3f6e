"""Trips, projects and signings told by more than one article."""

import pytest

from zhaoshang.ingest.resolve import MemoryIndex, record_local
from zhaoshang.ontology.reading import Entity
from zhaoshang.ontology.statement import Outcome

from .articles import again, article, entity, ids, record, told

JIXI, SUZHOU, KUNSHAN = entity("r1", "鸡西市", code="230300"), entity("r2", "苏州市", code="320500"), entity("r3", "昆山市", code="320583")
PEOPLE: list[Entity] = [entity("o1", "郝云帆"), JIXI, SUZHOU, KUNSHAN, entity("c1", "云杉重工"), entity("p1", "齿轮箱基地")]
MAYOR = record("tenure", person="o1", post="鸡西市长")


def trips(*given: dict[str, object]) -> list[str]:
    """The graph ids of trips, each told in an article of its own."""
    index = MemoryIndex()
    found = []
    for number, roles in enumerate(given):
        trip = record("delegation", leader="o1", sender="r1", **roles)  # type: ignore[arg-type]
        found.append(ids(told(index, article(f"a{number}", "2023-05-12", "题"), PEOPLE, MAYOR, trip))[record_local(1)])
    return found


@pytest.mark.parametrize(
    "given",
    [
        [{"start": "2023-05-08", "end": "2023-05-10"}, {"start": "2023-05-09"}],
        [{"start": "2023-05-09"}, {"start": "2023-05-08", "end": "2023-05-10", "destination": "r2"}],
        [{"start": "2023-05-08", "destination": "r2", "visited": "c1"}, {"start": "2023-05", "destination": "r2", "visited": "c1"}],
        [{"start": "2023-05-08", "destination": "r2"}, {"destination": "r2"}],
    ],
)
def test_one_trip_told_twice_is_one_delegation(given: list[dict[str, object]]) -> None:
    assert len(set(trips(*given))) == 1


@pytest.mark.parametrize(
    "given",
    [
        [{"start": "2023-02-13", "end": "2023-02-15"}, {"start": "2023-03-11", "end": "2023-03-14"}],
        [{"start": "2023-05-08", "end": "2023-05-10"}, {"start": "2023-05-11"}],
        [{"start": "2023-05"}, {"start": "2023-06"}],
    ],
)
def test_trips_at_other_times_are_other_delegations(given: list[dict[str, object]]) -> None:
    assert len(set(trips(*given))) == len(given)


def test_two_trips_of_one_article_stay_two() -> None:
    two = [record("delegation", leader="o1", sender="r1", start="2023-05-08", destination=place) for place in ("r2", "r3")]
    outcome = told(MemoryIndex(), article("a", "2023-05-12", "题"), PEOPLE, *two)
    assert ids(outcome)[record_local(0)] != ids(outcome)[record_local(1)]


def projects(*given: dict[str, object]) -> list[Outcome]:
    index = MemoryIndex()
    return [
        told(index, article(f"a{n}", "2023-05-12", "题"), PEOPLE, record("project", project="p1", **roles))  # type: ignore[arg-type]
        for n, roles in enumerate(given)
    ]


def test_a_project_is_known_by_name_and_place_or_investor() -> None:
    one, two, three = (ids(o)["p1"] for o in projects({"location": "r1"}, {"location": "r1", "investor": "c1"}, {"investor": "c1"}))
    assert one == two == three


def test_projects_of_one_name_in_two_places_stay_two() -> None:
    one, two = (ids(o)["p1"] for o in projects({"location": "r1"}, {"location": "r2"}))
    assert one != two


def test_a_project_without_place_and_investor_is_asked_about() -> None:
    first, second = projects({"location": "r1"}, {"stage": "signed"})
    assert ids(first)["p1"] != ids(second)["p1"]
    assert [d.reason for d in second.doubts] == ["uncertain identity"]


def test_a_signing_told_twice_is_one() -> None:
    index = MemoryIndex()
    told_in_turn = [
        told(index, article("a", "2023-11-04", "题"), PEOPLE, record("signing", party=["r1", "c1"], project="p1", date="2023-11-03")),
        told(index, article("b", "2023-11-05", "题"), PEOPLE, record("signing", party="c1", project="p1")),
        told(index, article("c", "2023-11-05", "题"), PEOPLE, record("signing", party="r1", date="2023-11-03", count="9")),
    ]
    found = [ids(o)[record_local(0)] for o in told_in_turn]
    assert found[0] == found[1] != found[2]


def test_reading_again_finds_the_same_entities() -> None:
    index = MemoryIndex()
    records = [
        MAYOR,
        record("delegation", leader="o1", sender="r1", destination="r2"),
        record("delegation", sender="r1", start="2023-05-08"),
        record("signing", project="p1"),
        record("signing", party=["r1", "c1"], date="2023-05-08"),
        record("project", project="p1"),
    ]
    outcome = told(index, article("a", "2023-05-12", "题"), PEOPLE, *records)
    assert ids(again(outcome, index)) == ids(outcome)
    assert not again(outcome, index).doubts
