"""What ``Allow`` says on 405: the methods of the whole path, not only those of the route that the router met first."""

from __future__ import annotations

from typing import Any

from starlette.routing import compile_path

from .document import METHODS


def methods_at(path: str, document: dict[str, Any]) -> list[str]:
    """The methods that the OpenAPI document has for ``path``, by the template with the fewest blanks; none if it has none."""
    matching = [template for template in document["paths"] if compile_path(template)[0].match(path)]
    if not matching:
        return []
    operations = document["paths"][min(matching, key=lambda template: template.count("{"))]
    return [method.upper() for method in METHODS if method in operations]
