"""``/ontology/terms.json``: the ontology's words, for completion in editors."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel

from zhaoshang.ontology.vocabulary import CLASSES, PROPERTIES

from ..pages.terms import term

router = APIRouter(tags=["ontology"])


class Term(BaseModel):
    """``kind`` is class, relation or value; ``edge`` the relationship type of a relation in Cypher, else ""."""

    name: str
    kind: str
    edge: str
    zh: str
    en: str


@router.get("/ontology/terms.json", summary="Classes and properties with their labels")
def terms(response: Response) -> list[Term]:
    """Every class and property that statements use."""
    response.headers["Cache-Control"] = "max-age=3600"
    classes = [(name, "class", "") for name in CLASSES]
    properties = [(name, "value" if it.is_data else "relation", it.edge) for name, it in PROPERTIES.items()]
    return [Term(name=n, kind=k, edge=e, zh=term(n, "zh"), en=term(n, "en")) for n, k, e in (*classes, *properties)]
