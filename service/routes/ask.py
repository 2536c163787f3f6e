"""``/ask``: a question in Chinese, understood by lexicon and rules, answered with the sentences behind each row."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from zhaoshang.queries.asking.ask import LONGEST, Asked, as_json, ask
from zhaoshang.queries.ports import Oxigraph

from ..answering import answered
from ..ask.known import names
from ..ask.models import AskedOut
from ..negotiation import choose
from ..pages import page
from ..state import State, state_of
from .explorer import BUILT, explorer

router = APIRouter(tags=["questions"])


@router.get("/ask", response_model=AskedOut, summary="Ask in Chinese")
def ask_in_words(
    request: Request,
    state: Annotated[State, Depends(state_of)],
    q: Annotated[str, Query(max_length=LONGEST, description="A question in Chinese", examples=["陆闻溪2022年带队走访了哪些企业"])] = "",
) -> Response:
    """What was understood, said back; the answer with its evidence; what else could be meant. What is not understood, or names
    nobody or several, is refused with the reason and with choices: it is never guessed."""
    wants_page = choose(request.headers.get("accept"), ("application/json", "text/html")) == "text/html"
    if wants_page and BUILT.joinpath("index.html").is_file():
        return explorer(request)
    asked = asked_in(state, q)
    if wants_page:
        return page(request, "ask.html", asked=asked, result=asked.result, found=asked.found, it=asked.found and asked.found.question)
    return JSONResponse(as_json(asked, state.settings.query_rows), headers={"Vary": "Accept"})


def asked_in(state: State, question: str) -> Asked:
    """The question answered from the state of the graph that the service shows."""
    with state.follower.reading() as store:
        known = names(Oxigraph(store.store, store.base), state)
    return ask(lambda it, given: answered(state, it, given), question, known)
