"""The decision, entity by entity: regions first, then what is told by them, then what is told by those."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.known import EntityIndex, Known
from zhaoshang.ontology.reading import Doubt, Kind, Reading
from zhaoshang.ontology.statement import Identity
from zhaoshang.ontology.values import Evidence

from . import describe
from .context import Context
from .mint import mint, own
from .organisations import compare_bodies, compare_firms
from .outcome import Identities
from .people import compare
from .places import Places
from .regions import region_id
from .undertakings import compare_delegations, compare_projects, compare_signings
from .verdict import ACCEPT, DOUBT, Verdict

_ORDER = (Kind.COMPANY, Kind.BODY, Kind.OFFICIAL, Kind.EXECUTIVE, Kind.PROJECT)
"""Firms and bodies before the people who hold posts in them, people and projects after both."""
_MARGIN = 0.03
"""Two candidates closer than this cannot be told apart."""

_TOLD = Verdict(0.99, ("An earlier reading of this article told of it.",))
_MINTED = Verdict(ACCEPT, ("All features that its identity rests on are the same.",))


@dataclass(slots=True)
class _State:
    """What is settled so far in one article."""

    context: Context
    index: EntityIndex
    ids: dict[str, str]
    items: list[Identity] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    """Graph id -> the local id that has it: two things that the reading tells apart are not joined here."""


def resolve(reading: Reading, article: Article, index: EntityIndex) -> Identities:
    """Which entities of the graph the reading's entities, delegations and signings are, with reasons and doubts.

    Pure and deterministic: the same arguments give the same answer. ``local`` of an identity is the entity's id, or
    `record_local` of the record. The cost grows with the article and the candidates, not with the graph.
    """
    places = Places.of(reading, article.id)
    ids: dict[str, str] = {}
    state = _State(Context(article, reading, places, ids), index, ids)
    _regions(state)
    for local, evidence, known in _described(state):
        _settle(state, local, evidence, known, _comparison(known.cls, places))
    return Identities(tuple(state.items), tuple(state.doubts))


def _regions(state: _State) -> None:
    for entity in state.context.entities(Kind.REGION):
        found = state.index.canonical(region_id(entity, state.context.article.id))
        why = f"{entity.names[0]} has the division code {entity.code}." if entity.code else f"It is called {entity.names[0]}."
        state.ids[entity.id] = found
        state.items.append(Identity(entity.id, found, 1.0 if entity.code else 0.8, (why,), False))


def _described(state: _State) -> Iterator[tuple[str, Evidence | None, Known]]:
    """Everything but regions, in the order of `_ORDER`, then trips, then signings; described when its turn comes."""
    for kind in _ORDER:
        for entity in state.context.entities(kind):
            yield entity.id, next(iter(entity.mentions), None), describe.entity(entity, state.context)
    for local, record in state.context.records("delegation"):
        yield local, next(iter(record.evidence), None), describe.delegation(record, state.context)
    for local, record in state.context.records("signing"):
        yield local, next(iter(record.evidence), None), describe.signing(record, state.context)


def _comparison(cls: str, places: Places) -> Callable[[Known, Known], Verdict]:
    table: dict[str, Callable[[Known, Known], Verdict]] = {
        "Official": compare,
        "Executive": compare,
        "Company": lambda new, old: compare_firms(new, old, places),
        "Body": compare_bodies,
        "Project": compare_projects,
        "Delegation": compare_delegations,
        "Signing": compare_signings,
    }
    return table[cls]


def _settle(state: _State, local: str, evidence: Evidence | None, known: Known, compared: Callable[[Known, Known], Verdict]) -> None:
    """Take the best candidate that is good enough and alone; else a new entity, with a doubt where one came near."""
    places, article = state.context.places, state.context.article.id
    others = [c for c in state.index.candidates(known.cls, known.keys) if c.id not in state.taken]
    verdicts = _ranked(state, known, others, compared)
    top = verdicts[0] if verdicts else None
    rivals = [c.id for v, c in verdicts[1:] if top and v.score >= ACCEPT and top[0].score - v.score < _MARGIN]
    if top and top[0].score >= ACCEPT and not rivals:
        _take(state, Identity(local, top[1].id, round(top[0].score, 2), top[0].reasons, False))
        return
    if top and top[0].score >= DOUBT:
        state.doubts.append(_doubt(known, evidence, top, rivals))
    taken = frozenset({c.id for c in others} | set(state.taken))
    found = state.index.canonical(mint(known, places, article, taken))
    if found in state.taken:
        found = mint(known, places, f"{article}#{local}", taken)
    _take(state, Identity(local, found, 1.0, (_novelty(top),), True))


def _ranked(state: _State, known: Known, others: list[Known], compared: Callable[[Known, Known], Verdict]) -> list[tuple[Verdict, Known]]:
    """The candidates that no decision rules out, the likeliest first."""
    places, article = state.context.places, state.context.article.id
    new = state.index.canonical(mint(known, places, article, frozenset()))
    mine = own(known, places, article)
    allowed = [c for c in others if not state.index.refused(new, c.id)]
    verdicts = [(_TOLD if c.id in mine else _at_least(compared(known, c), c.id == new, known, c), c) for c in allowed]
    return sorted(verdicts, key=lambda v: (-v[0].score, v[1].id))


def _at_least(verdict: Verdict, minted: bool, new: Known, old: Known) -> Verdict:
    """Who would get the very id that the other has is the same, unless their codes differ."""
    differ = new.codes and old.codes and set(new.codes).isdisjoint(old.codes)
    return _MINTED if minted and verdict.score < ACCEPT and not differ else verdict


def _take(state: _State, identity: Identity) -> None:
    state.ids[identity.local] = identity.entity
    state.taken[identity.entity] = identity.local
    state.items.append(identity)


def _novelty(top: tuple[Verdict, Known] | None) -> str:
    if top is None:
        return "Nothing known shares a name or key with it."
    return f"The nearest known one, {top[1].id}, is not near enough ({top[0].score:.2f})."


def _doubt(known: Known, evidence: Evidence | None, top: tuple[Verdict, Known], rivals: list[str]) -> Doubt:
    who = known.names[0] if known.names else known.cls
    reason = "ambiguous identity" if rivals else "uncertain identity"
    others = ", ".join([top[1].id, *rivals])
    return Doubt(reason, evidence, f"{who} may be {others} ({top[0].score:.2f}): {' '.join(top[0].reasons)}")
