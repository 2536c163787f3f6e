"""Where a dossier and what the graph says of its linked entity do not agree, each with the sentences of the graph's side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from zhaoshang.stores.dossiers import Dossier
from zhaoshang.stores.journal import Journal, StoredStatement
from zhaoshang.stores.triples.store import TripleStore

from ..entities.describe import Citation, Citer
from ..reconcile.candidates import Blocks
from ..reconcile.score import rates
from ..reconcile.values import Value, agreement
from .draft import Draft
from .fields import fields_of
from .propose import conditions, known_values

ALIKE = 0.7
"""Values that agree less than this are not the same."""
_BEHIND = {"post": "holds", "employer": "holds", "place": "holds basedIn locatedIn", "investor": "investsIn", "project": "investsIn",
           "person": "jurisdiction", "amount": "amount", "stage": "stage", "currency": "currency", "creditCode": "creditCode",
           "stockCode": "stockCode"}  # fmt: skip
"""Field -> the properties whose statements say it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """``kind`` is differs, or otherwise for another post at the same time (of which somebody may hold several: ``sure`` is then False)."""

    field: str
    kind: str
    sure: bool
    zh: str
    en: str
    dossier: tuple[str, ...]
    graph: tuple[str, ...]
    citations: tuple[Citation, ...]


def draft_of(dossier: Dossier) -> Draft:
    """The dossier as it is asked about."""
    return Draft(dossier.type, dossier.fields, dossier.text, dossier.form, dossier.id)


def conflicts(store: TripleStore, journal: Journal, blocks: Blocks, dossier: Dossier, entity: str) -> tuple[Conflict, ...]:
    """All that contradicts, in the order of the fields; () where the entity is not in the graph."""
    draft = draft_of(dossier)
    asked = conditions(draft)
    rated = dict(zip(asked, rates(store, blocks, entity, tuple(asked.values())), strict=True))
    known = known_values(store, blocks, dossier.type, [entity])
    with journal.snapshot():
        about, citer = journal.statements_about(entity), Citer(journal)
        differing = []
        for name, it in fields_of(dossier.type).items() if dossier.type else ():
            said, rate = known.get(name, {}).get(entity, ()), rated.get(name)
            if said and it.compare != "during" and rate is not None and rate < ALIKE:
                cited = _cited(citer, about, _BEHIND.get(name, "").split())
                differing.append(Conflict(name, "differs", True, *it.labels, dossier.fields[name], said, cited))
        return (*differing, *_posts(journal, citer, blocks, draft, entity))


def _cited(citer: Citer, about: Iterable[StoredStatement], predicates: list[str]) -> tuple[Citation, ...]:
    found = [c for row in about if row.statement.predicate in predicates for c in citer.cite(row.statement)]
    return tuple(sorted(dict.fromkeys(found), key=lambda c: (c.article.published, c.article.id, c.start)))[:12]


def _posts(journal: Journal, citer: Citer, blocks: Blocks, draft: Draft, entity: str) -> list[Conflict]:
    """Posts that the graph dates within the dossier's span and that are none of the dossier's own."""
    start, end = (next(iter(draft.fields.get(name, ())), "") for name in ("from", "to"))
    own = draft.fields.get("post", ())
    if not own or not (start or end):
        return []
    fields = fields_of(draft.type)
    canon = journal.canon()
    found: dict[str, Conflict] = {}
    for row in journal.statements_about(entity):
        if row.statement.predicate != "heldBy":
            continue
        rows = journal.statements_about(canon.statement(row.statement).subject)
        post = next((canon.canonical(str(r.statement.object)) for r in rows if r.statement.predicate == "ofPost"), "")
        dates = [r.published for r in rows if r.statement.predicate == "heldBy" and r.published]
        inside = [date for date in dates if (not start or date[: len(start)] >= start) and (not end or date[: len(end)] <= end)]
        if not inside or post not in blocks.cards or any(agreement(one, Value(id=post), blocks.cards) >= ALIKE for one in own):
            continue
        name = blocks.cards[post].name
        cited = _cited(citer, rows, ["heldBy"])
        found[name] = Conflict("post", "otherwise", False, *fields["post"].labels, own, (name,), cited)
    return [replace(one, graph=(name,)) for name, one in sorted(found.items())]
