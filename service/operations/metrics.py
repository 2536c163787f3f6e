"""Metrics in the text format of Prometheus: requests by route and status, their time, how far the stores have read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from ..flights import Flights
    from ..kept import Kept
    from ..state import State

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Metrics:
    """The counters of one application, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter("zhaoshang_http_requests", "Requests answered", ("route", "method", "status"), registry=self.registry)
        self._seconds = Histogram(
            "zhaoshang_http_request_seconds", "From a request to the end of its answer", ("route", "method"),
            buckets=BUCKETS, registry=self.registry,
        )  # fmt: skip
        self.under_way = Gauge("zhaoshang_http_requests_under_way", "Requests not yet answered", registry=self.registry)

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request. ``route`` is the template, never the path, so that callers cannot make labels without end."""
        method = method if method in METHODS else "OTHER"
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route, method).observe(seconds)

    def watch(self, state: State) -> None:
        """Have each scrape say how the stores stand."""
        self.registry.register(_Stores(state))

    def text(self) -> bytes:
        """All of it, as ``text/plain; version=0.0.4``."""
        return generate_latest(self.registry)


class _Stores(Collector):
    """Read when asked for: nothing is polled."""

    def __init__(self, state: State) -> None:
        self._state = state

    def collect(self) -> Iterator[Metric]:
        """See prometheus_client."""
        state = self._state
        yield _one("zhaoshang_journal_head", "The journal's last sequence number", state.journal.head())
        shown = GaugeMetricFamily("zhaoshang_store_sequence", "Up to where a store shows the journal", labels=("store",))
        shown.add_metric(("triples",), state.head)
        if state.graph_seq is not None:
            shown.add_metric(("graph",), state.graph_seq)
        yield shown
        following = float(not state.follower.fault)
        yield _one("zhaoshang_following", "1 while the stores follow the journal, 0 while something keeps them", following)
        workers = GaugeMetricFamily("zhaoshang_sparql_workers", "Lanes of the processes for queries", labels=("state",))
        for name, count in state.workers.counts().items():
            workers.add_metric((name,), count)
        yield workers
        yield _shared("zhaoshang_questions", "Named questions", state.flights, state.kept)
        yield _shared("zhaoshang_sparql_queries", "SPARQL queries whose answer does not vary", state.answers.flights, state.answers.kept)

    def describe(self) -> Iterator[Metric]:
        """Nothing: so that registering does not collect."""
        return iter(())


def _shared(name: str, what: str, flights: Flights, kept: Kept) -> Metric:
    shared = CounterMetricFamily(name, f"{what}, by how the answer came", labels=("answer",))
    for how, count in (("worked_out", flights.begun), ("joined", flights.joined), ("kept", kept.given)):
        shared.add_metric((how,), count)
    return shared


def _one(name: str, help_: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help_, value=value)
