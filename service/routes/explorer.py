"""The explorer: one page for all of its views, its files under ``/explorer/``; a plain page where it was not built."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, RedirectResponse

from ..cypher.discovery import discovery
from ..negotiation import choose

BUILT = Path(str(files("zhaoshang.service").joinpath("explorer"))) / "dist"
"""Made by ``npm run build`` in ``service/explorer``; part of the wheel."""
ICON = Path(str(files("zhaoshang.service").joinpath("static", "icon.svg")))
VIEWS = ("/", "/explore", "/paths", "/map", "/timeline", "/answers", "/query")

router = APIRouter(include_in_schema=False)


def explorer(request: Request) -> Response:
    """The page; which view it shows is the address's business."""
    index = BUILT / "index.html"
    if not index.is_file():
        return RedirectResponse("/questions" + ("?" + str(request.query_params) if request.query_params else ""), status_code=307)
    return FileResponse(index, media_type="text/html", headers={"Cache-Control": "no-cache"})


def home(request: Request) -> Response:
    """The page; to a client that would rather have JSON, where everything is."""
    wanted = choose(request.headers.get("accept"), ("text/html", "application/json"))
    return discovery(request) if wanted == "application/json" else explorer(request)


def icon() -> Response:
    """What browsers ask for unasked, on pages that name no icon."""
    return FileResponse(ICON, media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})


router.add_api_route("/favicon.ico", icon, methods=["GET", "HEAD"])
for view in VIEWS:
    router.add_api_route(view, home if view == "/" else explorer, methods=["GET", "HEAD"])
