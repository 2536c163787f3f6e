"""All suites, run against an engine: what was passed, and what not and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from . import cases, requests
from .engines import Engine, Service
from .manifest import Manifest


@dataclass(frozen=True)
class Outcome:
    """One test's end; ``fault`` is "" where it was passed, ``number`` its place in the suite, for names come twice."""

    suite: str
    name: str
    fault: str
    number: int = 0

    @property
    def key(self) -> tuple[str, int, str]:
        """What tells it from the others."""
        return self.suite, self.number, self.name


def language(engine: Engine) -> Iterator[Outcome]:
    """The suites of query, update, syntax, results, entailment and federation."""
    for suite in cases.SUITES:
        for number, case in enumerate(Manifest(suite).cases()):
            yield Outcome(suite, case.name, cases.run(case, engine), number)


def protocols(service: Service) -> Iterator[Outcome]:
    """The suites of the protocol, the Graph Store Protocol and the Service Description."""
    for exchange in requests.exchanges():
        yield Outcome(exchange.suite, exchange.name, requests.run(exchange, service))
    for name in requests.DESCRIPTION:
        yield Outcome("service-description", name, requests.describe(name, service.client))


REASONS = {
    "entailment": "the inferences are over the house's ontology alone; RDFS, OWL, D and RIF over any data are not offered",
    "service": "SERVICE is refused: no query makes this service call another one",
    "aggregates": "pyoxigraph: GROUP_CONCAT keeps a language tag that all have; a subquery with COUNT loses the graph's variable",
    "bindings": "pyoxigraph: VALUES within GRAPH ?g that binds ?g itself",
    "csv-tsv-res": "pyoxigraph: a subtype of xsd:integer is stored as xsd:integer",
    "functions": "pyoxigraph: BNODE(str) gives one blank node for the query, not one for each row",
    "negation": "pyoxigraph: MINUS within GRAPH ?g takes ?g for a variable that both sides share",
    "property-path": "pyoxigraph: no path of length zero from a constant that no triple has",
}
"""Why the tests of a suite that are not passed are not."""
