"""``/why`` and ``/questions/{name}/why``: in one call, all that is behind an edge, some statements or a row of an answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from zhaoshang.ontology.errors import NotFoundError, UsageError
from zhaoshang.queries.catalogue import question

from ..answering import answered
from ..state import State, state_of
from ..why.explain import Why, why
from ..why.find import MAX_STATEMENTS, statements_of
from ..written import written

router = APIRouter(tags=["questions"])
Here = Annotated[State, Depends(state_of)]


@router.get("/why", summary="Why something is in the graph")
@written
def why_edge(
    state: Here,
    statement: Annotated[list[str] | None, Query(max_length=MAX_STATEMENTS, description="Statements, by id")] = None,
    subject: Annotated[str, Query(max_length=300, description="With predicate and object: an edge, asserted or derived")] = "",
    predicate: Annotated[str, Query(max_length=60, examples=["led", "calledOn"])] = "",
    object: Annotated[str, Query(max_length=1000, description="A graph id, a class or a value")] = "",  # noqa: A002
) -> Why:
    """The statements with their sentences, articles, rules and confidence, and how names became these entities. A derived edge
    (calledOn, visitedBy) is traced to the edges that it follows from."""
    if statement:
        found = why(state.journal, state.index, statement, most=MAX_STATEMENTS)
        if not found.edges:
            raise NotFoundError("None of these statements stands.", where=statement[0], remedy="look for what does with /search?q=…")
        return found
    if not (subject and predicate and object):
        raise UsageError("A statement, or subject, predicate and object are needed.", where="why", remedy="send ?statement=…")
    with state.follower.reading() as store:
        ids = statements_of(store, state.journal.canonical(subject), predicate, state.journal.canonical(object))
    if not ids.statements:
        raise NotFoundError(
            f"Nothing says that {subject} {predicate} {object}.", where=subject, remedy="see /entities/… for what is said of it"
        )
    return why(state.journal, state.index, ids.statements, most=MAX_STATEMENTS, derived_by=ids.derived_by)


@router.get("/questions/{name}/why", summary="Why a row is in an answer")
@written
def why_row(
    request: Request,
    state: Here,
    name: Annotated[str, Path(max_length=80, examples=["firms-visited"])],
    row: Annotated[int, Query(ge=0, le=1_000_000, description="Its place in the answer, from 0")] = 0,
) -> Why:
    """All that is behind one row of ``/questions/{name}`` with the same parameters."""
    given = {key: value for key, value in request.query_params.items() if value and key not in ("lang", "row")}
    found = answered(state, question(name), given, evidence=False)
    if row >= len(found.rows):
        raise NotFoundError(f"The answer has no row {row}.", where=name, remedy=f"it has {len(found.rows)}, counted from 0")
    cells = list(zip(found.columns, found.rows[row], strict=True))
    ids = [one for column, cell in cells if column.type == "statements" for one in cell or ()]  # type: ignore[union-attr]
    about = [str(cell) for column, cell in cells if column.type == "id" and cell]
    about += [one for column, cell in cells if column.name == "ids" for one in cell or ()]  # type: ignore[union-attr]
    return why(state.journal, state.index, ids, about, most=MAX_STATEMENTS)
