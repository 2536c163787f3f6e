"""Delegations: one record for each trip or reception of people who come from somewhere to see someone for business.

Frames (``ingest.clause``) become steps, steps of one trip are put together, the trip is judged, and every person, firm and
place of the article is weighed for a role in it. Rules propose, a small log-linear scorer decides where they compete.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zhaoshang.ingest.document import Document
from zhaoshang.ontology.reading import Record

from .judge import CLASSES, trip_cues
from .model import Weights, probabilities, weights
from .record import record
from .scene import scenes
from .sensed import trip_sensed
from .trips import trips
from .view import view

THRESHOLD = 0.5
"""Least probability of a candidate that becomes a record."""


def delegations(document: Document) -> Iterator[Record]:
    """The delegation records of ``document``, in the order of the text; planned and called-off trips carry that status."""
    yield from weighed(document, weights())


def weighed(document: Document, table: Mapping[str, Weights]) -> Iterator[Record]:
    """As `delegations`, under weights of one's own (for cross-validation)."""
    for found in scenes(document):
        for trip in trips(found):
            looked = view(found, trip)
            sure = trip_sensed(looked, probabilities(table["trip"], CLASSES, trip_cues(looked)))["trip"]
            if sure >= THRESHOLD:
                yield record(looked, sure, table)
