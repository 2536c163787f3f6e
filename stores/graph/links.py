"""The accepted links of dossiers as nodes: ``(:Dossier)<-[:LINK_OF]-(:Link)-[:LINK_TO]->(:Entity)``.

The difference between what is there and what should be is written before any article that the journal learnt later, so that the
number never passes a decision that is not shown. An entity of which nothing is said any more stays as long as a link leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from neo4j import ManagedTransaction

from ..dossiers import Shown
from . import cypher
from .records import dumps, labels_for
from .rows import send


def show(wanted: Iterable[Shown], unclaimed: Callable[[set[str]], list[str]], tx: ManagedTransaction) -> None:
    """Make the links that are there into ``wanted``; ``unclaimed`` gives those entities of which nothing is said any more."""
    held = {_held(row) for row in tx.run(cypher.ALL_DOSSIERS) if "Link" in row["labels"]}
    every = set(wanted)
    gone, fresh = held - every, sorted(every - held)
    tx.run(cypher.DROP_LINKS, links=[link.id for link in gone]).consume()
    tx.run(cypher.DROP_DOSSIERS).consume()
    send(tx, cypher.ENSURE_ENTITIES, [{"id": link.entity, "labels": list(labels_for(link.entity))} for link in fresh])
    send(tx, cypher.MAKE_LINKS, [{"id": it.id, "dossier": it.dossier, "entity": it.entity, "at": it.at} for it in fresh])
    left = {link.entity for link in gone} - {link.entity for link in every} - {""}
    tx.run(cypher.DELETE_ORPHANS, ids=unclaimed(left)).consume()


def _held(row: Mapping[str, Any]) -> Shown:
    """What a node of a link says; "" where somebody has taken something away."""
    said = row["properties"]
    return Shown(str(said.get("id")), row["dossier"] or "", row["entity"] or "", str(said.get("generatedAtTime")))


def expected(link: Shown) -> tuple[str, str]:
    """The link and its dossier, each as a line that `line` gives for a node that is as it should be."""
    said = {"id": link.id, "generatedAtTime": link.at}
    return dumps([["Link"], said, link.dossier, link.entity]), dumps([["Dossier"], {"id": link.dossier}, None, None])


def line(row: Mapping[str, Any]) -> str:
    """A node of `cypher.ALL_DOSSIERS` as it is compared."""
    return dumps([sorted(row["labels"]), row["properties"], row["dossier"], row["entity"]])
