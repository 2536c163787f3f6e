"""The service's manifest in both versions of the API."""

from __future__ import annotations

from typing import Any

from zhaoshang import __version__
from zhaoshang.ontology.vocabulary import NS

from .asked import MAX_BATCH
from .terms import DEFAULT_TYPES, label

NAME = "Zhaoshang Graph"
PREVIEW = {"width": 420, "height": 220}
_SETTING = {"type": "number", "default": 0}
_HELP = "at most so many values for each cell, 0 for all"


def types(names: tuple[str, ...]) -> list[dict[str, str]]:
    """Types as the API names them."""
    return [{"id": name, "name": label(name)} for name in names]


def old(root: str, base: str) -> dict[str, Any]:
    """Version 0.2, which OpenRefine speaks; ``root`` is the address of this service, ``base`` that of the data."""
    suggest = {
        kind: {
            "service_url": root,
            "service_path": f"/reconcile/suggest/{kind}",
            "flyout_service_path": f"/reconcile/flyout/{kind}?id=${{id}}",
        }
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": NAME,
        "identifierSpace": f"{base}/id/",
        "schemaSpace": NS,
        "serviceVersion": __version__,
        "documentation": f"{root}/docs",
        "defaultTypes": types(DEFAULT_TYPES),
        "view": {"url": f"{root}/entities/{{{{id}}}}"},
        "preview": {"url": f"{root}/reconcile/preview?id={{{{id}}}}", **PREVIEW},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": root, "service_path": "/reconcile/extend/propose"},
            "property_settings": [{"name": "limit", "label": "Limit", "help_text": _HELP, **_SETTING}],
        },
        "batchSize": MAX_BATCH,
    }


def new(root: str, base: str) -> dict[str, Any]:
    """Version 1.0-draft, at ``/reconcile/1.0-draft``; its other endpoints are below that address."""
    return {
        "versions": ["1.0-draft"],
        "name": NAME,
        "lang": "zh",
        "identifierSpace": f"{base}/id/",
        "schemaSpace": NS,
        "serviceVersion": __version__,
        "documentation": f"{root}/docs",
        "defaultTypes": types(DEFAULT_TYPES),
        "view": {"url": f"{root}/entities/{{id}}"},
        "preview": PREVIEW,
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": [{"id": "limit", "name": "Limit", "helpText": _HELP, **_SETTING}]},
        "batchSize": MAX_BATCH,
    }
