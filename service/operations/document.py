"""The OpenAPI document: what FastAPI knows of the routes, and what holds for all of them: problems, keys, headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from ..access.caller import Needs
from ..cypher.errors import is_query_api
from ..problems import MEDIA_TYPE, TYPES

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
PROBLEM: dict[str, Any] = {
    "type": "object", "title": "Problem", "description": "RFC 9457", "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"}, "instance": {"type": "string"}, "where": {"type": "string"}, "remedy": {"type": "string"},
        "faults": {"type": "array", "items": {
            "type": "object", "properties": {"where": {"type": "string"}, "what": {"type": "string"}},
        }},
    },
    "example": {
        "type": f"{TYPES}not-found", "title": "Not Found", "status": 404, "detail": "There is no question 'none'.",
        "instance": "/questions/none", "remedy": "see /questions",
    },
}  # fmt: skip
CONTENT = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
RESPONSES = {
    "4XX": "What was asked cannot be answered as it is; `detail` and `remedy` say why and what to do.",
    "5XX": "The service, or a store behind it, cannot answer now.",
}
KEYS = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "a key of `zhaoshang key create`"},
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    "basic": {"type": "http", "scheme": "basic", "description": "any user name, the key as the password"},
}
WITH_KEY: list[dict[str, list[str]]] = [{name: []} for name in KEYS]


def install(app: FastAPI, routers: Sequence[APIRouter]) -> None:
    """Have ``app.openapi`` give the completed document; it is made once."""
    made: dict[str, Any] = {}

    def document() -> dict[str, Any]:
        if not made:
            made.update(get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes))
            complete(made, keyed(routers))
        return made

    app.openapi = document  # type: ignore[method-assign]


def complete(document: dict[str, Any], only_with_key: set[tuple[str, str]]) -> None:
    """Add problems and keys to every operation; ``only_with_key`` are those (path, method) that refuse all others."""
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas["Problem"] = PROBLEM
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    components["responses"] = {name: {"description": said, "content": CONTENT} for name, said in RESPONSES.items()}
    components["securitySchemes"] = KEYS
    document["security"] = [{}, *WITH_KEY]
    for path, operations in document["paths"].items():
        for method in METHODS:
            if method in operations:
                _complete(operations[method], path)
                if (path, method) in only_with_key:
                    operations[method]["security"] = WITH_KEY


def _complete(operation: dict[str, Any], path: str) -> None:
    responses = operation.setdefault("responses", {})
    if is_query_api(path):  # says itself what its errors are
        responses.pop("422", None)
        return
    for status, response in responses.items():
        if status[0] in "45" and (status == "422" or not response.get("content")) and "$ref" not in response:
            response["content"] = CONTENT
    for name in RESPONSES:
        responses.setdefault(name, {"$ref": f"#/components/responses/{name}"})


def keyed(routers: Sequence[APIRouter]) -> set[tuple[str, str]]:
    """The operations that always need a key, in writing or not."""
    found = set()
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute) and any(need.always_key for need in _needs(route.dependant)):
                found |= {(route.path_format, method.lower()) for method in route.methods or ()}
    return found


def _needs(dependant: Dependant) -> Iterator[Needs]:
    for one in dependant.dependencies:
        if isinstance(one.call, Needs):
            yield one.call
        yield from _needs(one)
