"""One answer for what several articles say of one thing."""

from zhaoshang.ontology.statement import Literal
from zhaoshang.stores.journal import Canon, Claim
from zhaoshang.stores.settling import settle


def claim(predicate: str, value: str, published: str, seq: int) -> Claim:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(value)]
    return Claim("delegation/a", predicate, Literal(value, kind), 1, published, seq)


def test_a_trip_told_whole_and_by_a_stop_lasts_as_long_as_the_whole() -> None:
    claims = [
        claim("startDate", "2022-03-16", "2022-03-22", 1),
        claim("endDate", "2022-03-19", "2022-03-22", 1),
        claim("startDate", "2022-03-18", "2022-03-24", 2),
        claim("startDate", "2022-03", "2022-04-01", 3),
    ]
    values = settle("delegation/a", claims, Canon()).values
    assert (values["startDate"].value, values["endDate"].value) == ("2022-03-16", "2022-03-19")
