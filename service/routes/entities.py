"""``/entities/{id}`` and ``/id/{id}``: one entity as JSON, JSON-LD, Turtle, N-Triples, RDF/XML or a page."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from ..entities.article import written
from ..entities.describe import describe
from ..entities.rdf import MEDIA_TYPES, entity_rdf
from ..negotiation import choose
from ..pages import language_of, page
from ..pages.summary import linked_article, linked_data, sentences, sources
from ..state import state_of
from ..written import told

router = APIRouter(tags=["graph"])
OFFERS = ("application/json", "text/html", *MEDIA_TYPES)
_EXAMPLE = "city/230800"
_ANSWERS: dict[int | str, dict[str, Any]] = {200: {"content": {media: {} for media in OFFERS}}, 404: {"description": "No such entity."}}


@router.get("/entities/{entity:path}", responses=_ANSWERS, summary="All that the graph says of one entity")
def entity(request: Request, entity: Annotated[str, Path(max_length=300, examples=[_EXAMPLE])]) -> Response:
    """Its names, values and relations, each fact with the sentences behind it. An id that was merged answers as the one that stands."""
    state = state_of(request)
    if entity.startswith("article/") and choose(request.headers.get("accept"), OFFERS) == "text/html":
        article = written(state.journal, state.index, entity)
        return page(request, "article.html", it=article, linked=linked_article(article.source, state.settings.base))
    found = describe(state.journal, state.index, entity)
    media = choose(request.headers.get("accept"), OFFERS)
    if media == "text/html":
        return page(
            request,
            "entity.html",
            it=found,
            alternates={m: m for m in ("application/json", *MEDIA_TYPES)},
            says=sentences(found, language_of(request)),
            sources=sources(found),
            linked=linked_data(found, state.settings.base),
        )
    if media == "application/json":
        return told(found, {"Vary": "Accept"})
    with state.follower.reading() as store:
        return Response(entity_rdf(store, found.id, media), media_type=media, headers={"Vary": "Accept"})


@router.get("/id/{entity:path}", include_in_schema=False)
def identifier(entity: Annotated[str, Path(max_length=300)]) -> Response:
    """The IRI of a thing leads to what is said of it (303, httpRange-14)."""
    return RedirectResponse(f"/entities/{entity}", status_code=303)
