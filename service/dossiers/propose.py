"""Candidates for dossiers, best first, each with what speaks for it and against it, and what would decide between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhaoshang.stores.triples.store import TripleStore

from ..reconcile.asked import Asked, Condition
from ..reconcile.candidates import Blocks
from ..reconcile.score import CLEAR, Candidate, reconcile
from ..reconcile.terms import is_a
from ..reconcile.values import Value, values
from .draft import Draft
from .fields import ROOTS, Field, fields_of, root_of
from .reasons import Reason, reasons

NAMES = 5
"""So many of a dossier's names are looked for."""
SHOWN = 6
"""So many values of the graph are shown for a field."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate. ``score`` is from 0 to 100; ``match`` if it is safe to take unseen; ``features`` are figures from 0 to 1."""

    entity: str
    name: str
    type: str
    score: float
    match: bool
    articles: int
    features: dict[str, float]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Decider:
    """A field that would decide: the dossier leaves it open (``dossier`` is empty) or the graph does. ``graph`` holds what is
    known of each candidate."""

    field: str
    zh: str
    en: str
    dossier: tuple[str, ...]
    graph: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the graph has for one dossier."""

    candidates: tuple[Proposal, ...]
    decides: tuple[Decider, ...]


Known = dict[str, dict[str, tuple[str, ...]]]
"""Field -> entity -> values in words."""


def propose(store: TripleStore, blocks: Blocks, drafts: Sequence[Draft], limit: int = 10) -> list[Answer]:
    """An answer for each draft, in their order; the graph is asked once for all of them."""
    asks = [_asks(draft, limit) for draft in drafts]
    flat = iter(reconcile(store, blocks, [one for some in asks for one in some]))
    best = [_merged([next(flat) for _ in some], limit) for some in asks]
    types = {draft.type for draft in drafts}
    known: dict[str, Known] = {}
    for kind in types:
        ids = sorted({c.id for draft, found in zip(drafts, best, strict=True) if draft.type == kind for c in found})
        known[kind] = known_values(store, blocks, kind, ids)
    return [_answer(draft, found, blocks, known[draft.type]) for draft, found in zip(drafts, best, strict=True)]


def known_values(store: TripleStore, blocks: Blocks, kind: str, ids: list[str]) -> Known:
    """What the graph says of these entities for each field of a dossier of this type."""
    found: Known = {}
    for it in fields_of(kind).values() if kind and ids else ():
        if it.path and it.name != "to":
            said = values(store, it.term, ids)
            found[it.name] = {entity: _words(it, some, blocks) for entity, some in said.items()}
    return found


def _words(it: Field, some: list[Value], blocks: Blocks) -> tuple[str, ...]:
    """Values as people say them, dates in their order; where a path leads to things of several kinds, those of the field's range."""
    kept = [v for v in some if not v.id or (v.id in blocks.cards and any(is_a(blocks.cards[v.id].type, r) for r in it.range))]
    names = [blocks.cards[v.id].name if v.id else v.text for v in kept]
    return tuple(dict.fromkeys(names))


def conditions(draft: Draft) -> dict[str, Condition]:
    """What the dossier's own fields ask of a candidate, by field; from and to are one span under ``from``."""
    found: dict[str, Condition] = {}
    for name, it in fields_of(draft.type).items() if draft.type else ():
        wanted = draft.fields.get(name, ())
        if not it.path or not wanted or name == "to":
            continue
        if it.compare == "during":
            wanted = (wanted[0], next(iter(draft.fields.get("to", ())), "") if name == "from" else wanted[0])
        found[name] = Condition(it.term, wanted, quantifier="during" if it.compare == "during" else "any", key=it.compare == "key")
    return found


def _asks(draft: Draft, limit: int) -> list[Asked]:
    wanted = tuple(conditions(draft).values())
    types = (draft.type,) if draft.type else ()
    within = tuple(filter(None, (root_of(draft.type),))) or ROOTS
    return [Asked(name, types, False, max(limit, 10), wanted, within=within) for name in draft.names[:NAMES]]


def _merged(found: list[list[Candidate]], limit: int) -> list[Candidate]:
    """The candidates for all names of one dossier, each with its best score; safe only if it is so for its name and clear of the rest."""
    best: dict[str, Candidate] = {}
    for one in (c for some in found for c in some):
        if one.id not in best or (one.match, one.score) > (best[one.id].match, best[one.id].score):
            best[one.id] = one
    order = sorted(best.values(), key=lambda c: (-c.score, c.id))[:limit]
    clear = len(order) < 2 or order[0].keyed or order[0].score - order[1].score >= CLEAR
    return [replace(c, match=c.match and clear and place == 0) for place, c in enumerate(order)]


def _answer(draft: Draft, found: list[Candidate], blocks: Blocks, known: Known) -> Answer:
    asked = conditions(draft)
    proposals = []
    for c in found:
        card = blocks.cards[c.id]
        features = {name.removeprefix("property_").partition(":")[0]: value for name, value in c.features}
        said = {name: some.get(c.id, ())[:SHOWN] for name, some in known.items()}
        why = reasons(draft, card, features, said, frozenset(asked))
        proposals.append(Proposal(c.id, card.name, c.type, c.score, c.match, card.articles, features, why))
    return Answer(tuple(proposals), _deciders(draft, proposals, known))


def _deciders(draft: Draft, proposals: list[Proposal], known: Known) -> tuple[Decider, ...]:
    """Nothing is left to decide once one is safe. Else: fields in which the near candidates differ, or in which the only one has
    something to say, and that the dossier leaves open; then what the dossier says and the graph does not know."""
    if not proposals or proposals[0].match:
        return ()
    near = [p.entity for p in proposals if proposals[0].score - p.score < 2 * CLEAR]
    opened, unknown = [], []
    for name, it in fields_of(draft.type).items() if draft.type else ():
        some = {entity: known.get(name, {}).get(entity, ())[:SHOWN] for entity in near}
        own = draft.fields.get(name, ())
        if not own and any(some.values()) and (len(near) == 1 or len(set(some.values())) > 1):
            opened.append(Decider(name, *it.labels, own, some))
        elif own and it.path and name != "to" and not any(some.values()):
            unknown.append(Decider(name, *it.labels, own, some))
    return tuple([*opened, *unknown][:6])
