"""JSON of 10,000 levels at every door that takes JSON, as the OpenAPI document lists them: an error that says so."""

from typing import Any

import httpx
import pytest

from .conftest import clear

OBJECTS, ARRAYS = '{"a":' * 10_000 + "1" + "}" * 10_000, "[" * 10_000 + "]" * 10_000
BODIES = {
    "objects": OBJECTS,
    "arrays": ARRAYS,
    "open arrays": "[" * 10_000,
    "behind what is read first": f'{{"name": {ARRAYS}, "statement": {OBJECTS}, "queries": {OBJECTS}, "ids": {ARRAYS}}}',
    "as a parameter": f'{{"statement": "RETURN 1", "parameters": {{"x": {ARRAYS}}}}}',
}
TYPES = ("application/json", "application/x-ndjson", "application/ld+json", "application/vnd.neo4j.query")
FORMS = {"/reconcile": ("queries", "extend"), "/sparql": ("query", "update")}


def doors(client: httpx.Client) -> list[tuple[str, str, str]]:
    """Method, address and media type of each operation that takes a kind of JSON; the door to agents is not in the document."""
    document: dict[str, Any] = client.get("/openapi.json").json()
    found = [("POST", "/mcp", "application/json")]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for media in operation.get("requestBody", {}).get("content", {}):
                if media in TYPES:
                    filled = path.replace("{ident}", "deep").replace("{dataset}", "zhaoshang").replace("{name}", "neo4j")
                    found.append((method.upper(), filled, media))
    return found


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_every_door_refuses_it(stranger: httpx.Client, body: str) -> None:
    every = doors(stranger)
    assert len({path for _, path, _ in every}) >= 9
    for method, path, media in every:
        if path.startswith("/db/") and '"RETURN 1"' in body:
            continue  # it would start Neo4j; tests/service/hardship/test_long.py sends it there
        headers = {"content-type": media, "accept": "application/json, text/event-stream"}
        answer = stranger.request(method, path, content=body, headers=headers)
        assert 400 <= answer.status_code < 500 or media == "application/x-ndjson", (
            f"{method} {path} {answer.status_code} {answer.text[:300]}"
        )
        if path != "/mcp":
            clear(answer)


@pytest.mark.parametrize(("path", "field"), [(path, field) for path, fields in FORMS.items() for field in fields])
def test_in_a_form_too(stranger: httpx.Client, path: str, field: str) -> None:
    for body in BODIES.values():
        answer = stranger.post(path, data={field: body})
        assert 400 <= answer.status_code < 500
        clear(answer)
