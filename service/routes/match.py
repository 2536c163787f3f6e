"""``/match/{dataset}``: entities by example, in the shape of yente, so that FollowTheMoney's clients can ask."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from zhaoshang.ontology.errors import NotFoundError, UsageError

from ..dossiers.bulk import decoded
from ..dossiers.door import FAULTS, MAX_BODY, body_of
from ..dossiers.draft import Draft
from ..dossiers.match import ALGORITHM, DATASET, algorithms, answer, catalog, queries
from ..reconcile.asked import parse
from ..reconcile.candidates import blocks
from ..state import State, state_of
from ..written import told

router = APIRouter(tags=["match"])
Here = Annotated[State, Depends(state_of)]
_EXAMPLE = {"queries": {"q1": {"schema": "Person", "properties": {"name": ["丛丽"], "position": ["市委书记"]}}}}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["queries"],
                    "properties": {
                        "queries": {
                            "type": "object",
                            "additionalProperties": {
                                "type": ["object", "null"],
                                "required": ["schema", "properties"],
                                "properties": {"schema": {"type": "string"}, "properties": {"type": "object"}},
                            },
                        }
                    },
                },
                "example": _EXAMPLE,
            }
        },
    }
}


@router.post("/match/{dataset}", responses=FAULTS, openapi_extra=_BODY, summary="Match entities by example (yente's shape)")
async def match(
    request: Request,
    state: Here,
    dataset: Annotated[str, Path(max_length=100, examples=[DATASET])],
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
    threshold: Annotated[float, Query(ge=0, le=1, description="Least score of a match")] = 0.7,
    cutoff: Annotated[float, Query(ge=0, le=1, description="Least score of a result")] = 0.5,
    algorithm: Annotated[str, Query(max_length=100)] = ALGORITHM,
    exclude_entity_ids: Annotated[list[str] | None, Query(max_length=50)] = None,
    exclude_schema: Annotated[list[str] | None, Query(max_length=50)] = None,
) -> Response:
    """Up to 200 queries at once, each with a ``schema`` (Person, Company, Organization, PublicBody, Project) and ``properties``.
    Nothing is kept. ``match`` is stricter than yente's: two entities of one name never match until something tells them apart."""
    if dataset not in (DATASET, "default"):
        raise NotFoundError(f"There is no dataset {dataset!r}.", where=dataset, remedy=f"it is called {DATASET}")
    if algorithm not in (ALGORITHM, "best", "default"):
        raise UsageError(f"There is no algorithm {algorithm!r}.", where="algorithm", remedy="see /algorithms")
    asked = queries(parse(decoded(await body_of(request, MAX_BODY))))
    hidden = frozenset([*(exclude_entity_ids or ()), *(exclude_schema or ())])
    return await run_in_threadpool(_ask, state, asked, limit, threshold, min(cutoff, threshold), hidden)


def _ask(state: State, asked: dict[str, Draft], limit: int, threshold: float, cutoff: float, hidden: frozenset[str]) -> Response:
    with state.follower.reading() as store:
        found = answer(store, state.journal, blocks(state.index), asked, limit, threshold, cutoff, hidden)
    return told(found, {"x-batch-size": str(len(asked))})


@router.get("/algorithms", summary="The scoring that /match uses (yente's shape)")
def scoring() -> dict[str, Any]:
    """Its features and what each counts."""
    return algorithms()


@router.get("/catalog", summary="The data set that /match asks (yente's shape)")
def datasets(state: Here) -> dict[str, Any]:
    """Its name; its version is the sequence number of the journal that is shown."""
    return catalog(state.head)
