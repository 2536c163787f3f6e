"""Which media type an answer of SPARQL comes in, by what the client likes."""

from __future__ import annotations

from fastapi import HTTPException

from ..negotiation import choose
from .evaluate import GRAPH_FORMATS, RESULT_FORMATS

_RESULTS = {"application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml"}
_GRAPHS = {"application/json": "application/ld+json", "application/xml": "application/rdf+xml", "text/xml": "application/rdf+xml"}


def graph_type(accept: str | None) -> str:
    """The format of a graph. HTTP 406 if the client likes none."""
    return choose(_said(accept, _GRAPHS), tuple(GRAPH_FORMATS))


def answer_types(accept: str | None) -> tuple[str, str]:
    """The format of results and that of a graph, for only the query's form tells which it will be.

    Where the client likes only formats of one family, the other's is its first. HTTP 406 if it likes none of either.
    """
    found = [_or_none(accept, _RESULTS, tuple(RESULT_FORMATS)), _or_none(accept, _GRAPHS, tuple(GRAPH_FORMATS))]
    if found == [None, None]:
        choose(accept, (*RESULT_FORMATS, *GRAPH_FORMATS))
    return found[0] or next(iter(RESULT_FORMATS)), found[1] or next(iter(GRAPH_FORMATS))


def _or_none(accept: str | None, names: dict[str, str], offers: tuple[str, ...]) -> str | None:
    try:
        return choose(_said(accept, names), offers)
    except HTTPException:
        return None


def _said(accept: str | None, names: dict[str, str]) -> str | None:
    """The header with the plain names of JSON and XML as the ones that are meant here."""
    for plain, meant in names.items():
        accept = accept and accept.replace(plain, meant)
    return accept
