"""A dossier as it is shown: its own fields, its link, candidates, what contradicts, what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.stores.dossiers import Dossier, Link

from ..entities.describe import Description, Ref, describe, ref
from ..reconcile.candidates import blocks
from ..state import State
from .conflicts import Conflict, conflicts, draft_of
from .desk import desk
from .draft import Draft
from .fields import fields_of
from .propose import Answer, propose
from .watch import Change

STATES = ("open", "linked", "again", "refused")
"""Nothing decided; linked; linked, and to be looked at again; everything that was decided on was refused."""


@dataclass(frozen=True, slots=True)
class Whole:
    """One dossier with all that is worked out for it. ``entity`` is what its link leads to today; ``facts`` what the graph says of
    that, None where there is no link or nothing is said any more."""

    dossier: Dossier
    state: str
    entity: Ref | None
    facts: Description | None
    answer: Answer
    conflicts: tuple[Conflict, ...]
    changes: tuple[Change, ...]


def state_of_dossier(one: Dossier, changes: tuple[Change, ...]) -> str:
    """One of `STATES`."""
    if one.link is not None:
        return "again" if changes else "linked"
    return "refused" if one.standing else "open"


def outline(one: Dossier, state: State, changes: tuple[Change, ...]) -> dict[str, Any]:
    """A line of the list."""
    link = one.link
    return {
        "id": one.id, "name": one.name, "type": one.type, "fields": one.fields, "by": one.by, "at": one.at, "created": one.created,
        "state": state_of_dossier(one, changes), "link": _link(link, state) if link else None, "changes": len(changes),
        "href": href(one.id),
    }  # fmt: skip


def href(ident: str) -> str:
    """The address of a dossier."""
    return f"/dossiers/{ident.removeprefix('dossier/')}"


def proposed(state: State, drafts: Sequence[Draft], limit: int = 3) -> list[Answer]:
    """Candidates for drafts over the stores of the running service."""
    with state.follower.reading() as store:
        return propose(store, blocks(state.index), drafts, limit)


def whole(state: State, ident: str, limit: int = 10) -> Whole:
    """All of one dossier; raises NotFoundError."""
    keeper = desk(state.journal)
    one = keeper.get(ident)
    changes = keeper.changed(state.index).get(one.id, ())
    entity = state.journal.canon().canonical(one.link.entity) if one.link else ""
    table = blocks(state.index)
    with state.follower.reading() as store:
        answer = propose(store, table, [draft_of(one)], limit)[0]
        against = conflicts(store, state.journal, table, one, entity) if entity in table.cards else ()
    try:
        facts = describe(state.journal, state.index, entity) if entity else None
    except NotFoundError:
        facts = None
    return Whole(one, state_of_dossier(one, changes), ref(state.index, entity) if entity else None, facts, answer, against, changes)


def as_json(it: Whole, state: State) -> dict[str, Any]:
    """The whole as an object of JSON, to be written by `told`. Each candidate has the verdict on it that stands; refused ones come last."""
    one = it.dossier
    canon = state.journal.canon()
    verdicts = {canon.canonical(entity): link.action for entity, link in one.verdicts.items()}
    candidates = [asdict(c) | {"verdict": verdicts.get(c.entity, "")} for c in it.answer.candidates]
    candidates.sort(key=lambda c: c["verdict"] == "refuse")
    return outline(one, state, it.changes) | {
        "labels": {name: [it.zh, it.en] for name, it in fields_of(one.type).items()} if one.type else {},
        "text": one.text,
        "form": one.form,
        "history": [_link(link, state) for link in one.history],
        "candidates": candidates,
        "decides": [asdict(d) for d in it.answer.decides],
        "conflicts": [asdict(c) for c in it.conflicts],
        "changed": [asdict(c) for c in it.changes],
        "facts": it.facts,
    }


def _link(link: Link, state: State) -> dict[str, Any]:
    """A decision with the entity that it means today; ``present`` is False where the graph has nothing of that any more."""
    entity = state.journal.canon().canonical(link.entity)
    return asdict(link) | {"decided_on": link.entity, "entity": asdict(ref(state.index, entity)), "present": entity in state.index.cards}
