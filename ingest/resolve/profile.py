"""What an outcome tells of each of its entities: what an `EntityIndex` keeps."""

from __future__ import annotations

from dataclasses import replace

from zhaoshang.ontology.known import Known
from zhaoshang.ontology.reading import Kind
from zhaoshang.ontology.statement import Outcome

from . import describe
from .context import Context
from .places import Places


def profiles(outcome: Outcome) -> tuple[Known, ...]:
    """One `Known` for each entity of the outcome that is found by candidates (all but regions, which have codes).

    Pure: it depends on the outcome alone. An index keeps these by article, so that a newer version replaces them and a
    retraction takes them away.
    """
    ids = {identity.local: identity.entity for identity in outcome.identities}
    context = Context(outcome.article, outcome.reading, Places.of(outcome.reading, outcome.article.id), ids)
    found = [
        replace(describe.entity(entity, context), id=ids[entity.id])
        for entity in outcome.reading.entities
        if entity.kind is not Kind.REGION and entity.id in ids
    ]
    found += [replace(describe.delegation(r, context), id=ids[i]) for i, r in context.records("delegation") if i in ids]
    found += [replace(describe.signing(r, context), id=ids[i]) for i, r in context.records("signing") if i in ids]
    merged: dict[str, Known] = {}
    for known in found:
        merged[known.id] = merged[known.id].union(known) if known.id in merged else known
    return tuple(merged.values())
