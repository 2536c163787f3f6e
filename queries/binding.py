"""Putting parameters into query texts, so that no input is ever read as query language.

SPARQL: a parameter is a clause ``VALUES ?name { … }`` in the text, with UNDEF or the default between the braces, so that the
file runs as it stands. Binding puts terms there that pyoxigraph wrote (escaped by its own serializer). Where nothing is
asked for it takes the clause out; with it, if it opens a group (``{ VALUES ?name { … } … }``, no braces in it), the whole
group, which holds what only the parameter needs. A parameter called ``limit`` is an integer in the clause ``LIMIT n``.
Cypher: ``$name``, handed to the driver; entities are a list of graph ids, or null for any.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from zhaoshang.ontology.errors import UsageError
from zhaoshang.ontology.values import PartialDate

from .catalogue import Parameter, Question

Bound = Mapping[str, tuple[str, ...] | str | int | None]
"""What `check` gives: for an entity parameter graph ids, for the others the value; None for any."""

MAX_INTEGER = 1_000_000
MAX_TEXT = 1_000


def iri(base: str, graph_id: str) -> str:
    """A graph id as an IRI in SPARQL syntax; what an IRI may not hold is percent-encoded."""
    return str(NamedNode(f"{base}/id/{quote(graph_id, safe=_SAFE)}"))


_SAFE = "/:@!$&'()*+,;=~-._"


def check(parameter: Parameter, value: str | int | None) -> str | int | None:
    """The value of a parameter that is no entity, in its own type; raises UsageError naming the parameter."""
    if value is None or value == "":
        value = parameter.default
    if value is None:
        if parameter.required:
            raise UsageError(f"{parameter.name} is needed: {parameter.help.en}", where=parameter.name)
        return None
    if parameter.type == "integer":
        return _integer(parameter, value)
    text = str(value).strip()
    if len(text) > MAX_TEXT:
        raise UsageError(f"{len(text)} characters are too many", where=parameter.name, remedy=f"at most {MAX_TEXT}")
    if parameter.type == "date":
        try:
            PartialDate.parse(text)
        except ValueError:
            raise UsageError(f"{text!r} is no date", where=parameter.name, remedy="write 2022, 2022-02 or 2022-02-13") from None
    return text


def _integer(parameter: Parameter, value: str | int) -> int:
    try:
        number = int(value)
    except ValueError:
        number = -1
    if not 0 <= number <= MAX_INTEGER:
        raise UsageError(f"{value!r} is no number from 0 to {MAX_INTEGER}", where=parameter.name)
    return number


def sparql(question: Question, bound: Bound, base: str) -> str:
    """The question's SPARQL with its parameters put in."""
    terms = {p.name: None if bound[p.name] is None else _terms(bound[p.name], base) for p in question.parameters if p.name != "limit"}
    limit = bound.get("limit")
    return put(question.sparql, terms, limit if isinstance(limit, int) else None)


def put(text: str, terms: Mapping[str, Sequence[str] | None], limit: int | None = None) -> str:
    """Put terms (each in SPARQL syntax) into the clauses ``VALUES ?name { … }``, taking those out that have None.

    The text is gone through once: what was put in is never looked at again.
    """

    def clause(found: re.Match[str]) -> str:
        name = found["inside"] or found["name"]
        if name is None:
            return found[0] if limit is None else f"LIMIT {limit}"
        if name not in terms:
            return found[0]
        chosen = terms[name]
        if chosen is None:
            return ""
        clause = f"VALUES ?{name} {{ {' '.join(chosen)} }}"
        return clause if found["inside"] is None else f"{{ {clause}{found['rest']}}}"

    return _CLAUSE.sub(clause, text)


_CLAUSE = re.compile(
    r"""\{ \s* VALUES \s \?(?P<inside>\w+) \s \{[^}]*\} (?P<rest>[^{}]*) \}
      | VALUES \s \?(?P<name>\w+) \s \{[^}]*\}
      | \bLIMIT \s \d+""",
    re.VERBOSE,
)


def _terms(value: tuple[str, ...] | str | int | None, base: str) -> list[str]:
    if isinstance(value, tuple):
        return [iri(base, entity) for entity in value]
    return [str(Literal(value))] if value is not None else []


def cypher(bound: Bound) -> dict[str, Any]:
    """The parameters for the driver."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in bound.items()}
