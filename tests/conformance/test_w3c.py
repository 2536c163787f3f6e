"""The W3C suites of SPARQL 1.1, through HTTP, against the application itself."""

from collections import Counter
from collections.abc import Iterator

import pytest

from .engines import Direct, Service
from .manifest import ROOT
from .report import REASONS, language, protocols
from .serving import serving

pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not ROOT.is_dir(), reason="the W3C suites are in ../shared, which is not here"),
]
REFUSED = {("service", "SERVICE test 7")}
"""What pyoxigraph passes and the service refuses to do."""


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with serving() as found:
        yield found


def test_the_protocols_are_passed_whole(service: Service) -> None:
    outcomes = list(protocols(service))
    assert [one for one in outcomes if one.fault] == []
    assert Counter(one.suite for one in outcomes) == {"protocol": 34, "graph-store-protocol": 13, "service-description": 3}


def test_the_language_is_passed_as_well_as_by_the_engine_alone(service: Service) -> None:
    direct = {one.key: one.fault for one in language(Direct())}
    served = {one.key: one.fault for one in language(service)}
    assert len(served) == 575
    worse = {key: fault for key, fault in served.items() if fault and not direct[key]}
    assert {(suite, name) for suite, _, name in worse} <= REFUSED, worse
    assert sum(not fault for fault in served.values()) >= 502
    assert {suite for (suite, _, _), fault in served.items() if fault} <= set(REASONS)
