"""``/healthz``: the process answers. ``/readyz``: it can answer questions, and how far it has read. ``/metrics``: in figures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from ..access import needs
from ..state import State, state_of

router = APIRouter(tags=["operations"])
MAY_READ = [Depends(needs("read"))]
"""What the application asks of all other routers; a monitor that asks for health has no key."""


class Alive(BaseModel):
    """The process answers."""

    status: str = "ok"


class Ready(BaseModel):
    """``journal`` is the journal's head, ``shown`` how far the stores have read; ``fault`` says what keeps them back."""

    status: str
    journal: int
    shown: int
    fault: str = ""


@router.get("/healthz", response_model=Alive, summary="Is the process alive?")
async def healthz() -> Alive:
    """Always ok if it answers at all. It takes no thread, so that it does not wait for one where all are at work."""
    return Alive()


@router.get("/readyz", response_model=Ready, summary="Can it answer questions?", responses={503: {"model": Ready}})
def readyz(state: Annotated[State, Depends(state_of)], response: Response) -> Ready:
    """503 while something keeps the stores from following the journal."""
    fault = state.follower.fault
    response.status_code = 503 if fault else 200
    return Ready(status="behind" if fault else "ready", journal=state.journal.head(), shown=state.head, fault=fault)


@router.get("/metrics", summary="The service in figures, for Prometheus", response_class=PlainTextResponse, dependencies=MAY_READ)
def metrics(request: Request) -> Response:
    """Requests by route and status, their durations, the journal's head, how far each store has read, worker processes."""
    return Response(request.app.state.metrics.text(), media_type="text/plain; version=0.0.4")
