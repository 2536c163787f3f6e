"""``/search``: entities by name, as JSON or as a page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from ..negotiation import choose
from ..pages import page
from ..state import state_of

router = APIRouter(tags=["graph"])
_SHOWN = ("id", "type", "name", "form", "how", "articles")


class HitOut(BaseModel):
    """One entity found; ``form`` is the name that matched, ``how`` one of exact, prefix, part."""

    id: str
    type: str
    name: str
    form: str
    how: str
    articles: int
    href: str


class FoundOut(BaseModel):
    """A page of hits; ``total`` of the type asked for, ``types`` counts over all types."""

    query: str
    total: int
    types: dict[str, int]
    hits: list[HitOut]


@router.get("/search", response_model=FoundOut, summary="Find entities by name, in Chinese, pinyin or English")
def search(
    request: Request,
    q: Annotated[str, Query(max_length=200, description="A name or a part of it", examples=["佳木斯", "jiamusi"])] = "",
    type: Annotated[str, Query(max_length=40, description="Only this class", examples=["Company"])] = "",  # noqa: A002
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:
    """Exact names first, then prefixes, then parts; of two alike the one that more articles mention."""
    found = state_of(request).index.search(q, type_=type, limit=limit, offset=offset)
    hits = [HitOut(**{name: getattr(h, name) for name in _SHOWN}, href=f"/entities/{h.id}") for h in found.hits]
    answer = FoundOut(query=q, total=found.total, types=found.types, hits=hits)
    if choose(request.headers.get("accept"), ("application/json", "text/html")) == "text/html":
        return page(request, "search.html", found=answer)
    return JSONResponse(answer.model_dump(), headers={"Vary": "Accept"})
