"""What the index is made from: one card for each named entity of the triple store."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from zhaoshang.ontology.vocabulary import SLUGS
from zhaoshang.queries import graph
from zhaoshang.stores.triples.store import TripleStore

from .index import Named

_CLASSES = {slug: cls for cls, slug in SLUGS.items()}


def class_of(entity: str) -> str:
    """``development-zone/…`` is a ``DevelopmentZone``; "" for what is no graph id."""
    return _CLASSES.get(entity.partition("/")[0], "")


def id_of(iri: str, base: str) -> str:
    """The graph id in an IRI of ours; the IRI itself if it is not ours."""
    prefix = f"{base}/id/"
    return unquote(iri.removeprefix(prefix)) if iri.startswith(prefix) else iri


def cards(store: TripleStore) -> Iterator[Named]:
    """A card for every entity that has a name, in the order of their ids."""
    counts = {row["entity"].value: int(row["articles"].value) for row in store.query(graph.text("mentions.rq"))}
    found: dict[str, dict[str, str]] = {}
    aliases: dict[str, set[str]] = {}
    for row in store.query(graph.text("cards.rq")):
        iri = row["entity"].value
        if iri not in found:
            found[iri] = {key: row[key].value if row[key] is not None else "" for key in _FIELDS}
        if row["alias"] is not None:
            aliases.setdefault(iri, set()).add(row["alias"].value)
    base = store.base  # asked of the store itself, so once
    for iri in sorted(found):
        entity = id_of(iri, base)
        place = (float(found[iri]["latitude"]), float(found[iri]["longitude"])) if found[iri]["latitude"] else None
        yield Named(
            entity,
            class_of(entity),
            found[iri]["name"],
            tuple(sorted(aliases.get(iri, ()))),
            counts.get(iri, 0),
            found[iri]["date"],
            found[iri]["status"] or found[iri]["stage"],
            place,
        )


_FIELDS = ("name", "date", "status", "stage", "latitude", "longitude")
