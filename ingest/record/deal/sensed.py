"""What the text network says of the room's candidates, as the feature `SENSE`; nothing where the article has no sense."""

from __future__ import annotations

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.reading import Kind
from zhaoshang.ontology.values import Span

from .ceremony import Occasions
from .drafts import Draft
from .entities import Cluster
from .scorer import SENSE


def of_cluster(document: Document, cluster: Cluster) -> dict[str, float]:
    """How likely the cluster is a project."""
    return {SENSE: document.sense.project([site.span for site in cluster.sites])} if document.sense else {}


def of_link(document: Document, place: Mention | None, other: Mention) -> dict[str, float]:
    """How likely ``other`` is a place of the project named at ``place``, or its investor."""
    if document.sense is None or place is None:
        return {}
    entity = document.entities.get(other.entity)
    role = "location" if entity and entity.kind is Kind.REGION else "investor"
    return {SENSE: document.sense.pair(role, place.span, other.span)}


def of_signing(document: Document, occasions: Occasions, draft: Draft, mention: Mention) -> dict[str, float]:
    """How likely the person was at the signing; of places and days the network knows no more than the scorers."""
    if document.sense is None or mention.type is not Type.PERSON:
        return {}
    starts = occasions.full[draft.sentence].starts
    at = starts[min(draft.at, len(starts) - 1)]
    return {SENSE: document.sense.pair("signer", Span(at, at + 1), mention.span)}
