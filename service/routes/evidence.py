"""``/evidence…``: the sentences behind statements, what else their article says, and which statements readers doubt."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from ..graph.evidence import Evidenced, Facts, evidence, facts
from ..graph.verdicts import flagged
from ..state import State, state_of
from ..written import told, written

router = APIRouter(tags=["graph"])
Here = Annotated[State, Depends(state_of)]
FRESH = {"Cache-Control": "no-store"}
"""Verdicts come at any time: an answer that shows them is not kept."""


@router.get("/evidence", response_model=list[Evidenced], summary="The sentences behind statements")
def evidence_of(state: Here, statement: Annotated[list[str], Query(min_length=1, max_length=200)]) -> Response:
    """For each statement that stands: subject, predicate, object, its citations and the last verdict on it. Unknown ones are left out."""
    return told(evidence(state.journal, state.index, statement), FRESH)


@router.get("/evidence/facts", summary="What an article says")
@written
def facts_of(state: Here, article: Annotated[str, Query(max_length=100)], limit: Annotated[int, Query(ge=1, le=1000)] = 200) -> Facts:
    """Its statements in the order of its text, without names and mentions; ``total`` counts those beyond the limit too."""
    return facts(state.journal, state.index, article, limit)


@router.get("/evidence/flagged", response_model=tuple[str, ...], summary="Statements that readers called wrong")
def flagged_statements(state: Here) -> Response:
    """Their ids; those that a reviewer has settled since are left out."""
    return told(flagged(state.journal), FRESH)
