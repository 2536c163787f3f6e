"""``/ask``: a question in Chinese, understood by lexicon and rules, answered with the sentences behind each row."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from zhaoshang.ontology.errors import NotFoundError, UsageError
from zhaoshang.queries.asking.ask import LONGEST, ask, refused, today, understood_as_json
from zhaoshang.queries.asking.names import Names
from zhaoshang.queries.asking.understand import Understood, understand
from zhaoshang.queries.catalogue import catalogue
from zhaoshang.queries.ports import Oxigraph

from ..answering import answered, body
from ..ask.known import names
from ..ask.models import AskedOut
from ..negotiation import choose
from ..pages import page
from ..sparql.hangup import unless_gone
from ..sparql.questions import ASKED
from ..state import State, state_of
from .explorer import BUILT, explorer

router = APIRouter(tags=["questions"])


@router.get("/ask", response_model=AskedOut, summary="Ask in Chinese")
async def ask_in_words(
    request: Request,
    state: Annotated[State, Depends(state_of)],
    q: Annotated[str, Query(max_length=LONGEST, description="A question in Chinese", examples=["陆闻溪2022年带队走访了哪些企业"])] = "",
) -> Response:
    """What was understood, said back; the answer with its evidence; what else could be meant. What is not understood, or names
    nobody or several, is refused with the reason and with choices: it is never guessed."""
    if choose(request.headers.get("accept"), ("application/json", "text/html")) == "text/html":
        return await run_in_threadpool(_page, request, state, q)
    told = await unless_gone(request, _told(state, q))
    return Response(told, media_type="application/json", headers={"Vary": "Accept"})


async def _told(state: State, question: str) -> bytes:
    """As JSON; the answer in it comes as it is to be sent from the process that found it, or from another's equal question."""
    result = await run_in_threadpool(lambda: understand(question, _known(state), today()))
    found = b"null"
    if isinstance(result, Understood):
        meant = result.taken.interpretation
        try:
            found = (await body(state, catalogue()[meant.question], meant.parameters, ASKED)).octets
        except (NotFoundError, UsageError) as error:
            result = refused(result, error)
    told = json.dumps(understood_as_json(question, result), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return b'%s,"answer":%s}' % (told[:-1].encode(), found)


def _page(request: Request, state: State, question: str) -> Response:
    """The explorer, or where it was not built a plain page."""
    if BUILT.joinpath("index.html").is_file():
        return explorer(request)
    asked = ask(lambda it, given: answered(state, it, given), question, _known(state))
    return page(request, "ask.html", asked=asked, result=asked.result, found=asked.found, it=asked.found and asked.found.question)


def _known(state: State) -> Names:
    with state.follower.reading() as store:
        return names(Oxigraph(store.store, store.base), state)
