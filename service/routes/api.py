"""``/docs``: the API in readable form, made from the OpenAPI document; nothing is loaded from elsewhere."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from ..pages import page

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def docs(request: Request) -> Response:
    """Every operation with its parameters."""
    document = request.app.openapi()
    operations = [(path, method, it) for path, methods in document["paths"].items() for method, it in methods.items()]
    return page(request, "api.html", operations=operations, description=document["info"]["description"])
