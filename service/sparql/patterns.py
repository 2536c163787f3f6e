"""WHERE and the templates of one DELETE/INSERT operation: the rows of the one, put into the others by the engine itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from zhaoshang.ontology.errors import RefusedError

from .guard import words
from .operations import Operation, Token

if TYPE_CHECKING:
    from .update import UpdateJob

MAX_ROWS = 1_000_000
"""A WHERE may not find more."""
_CHUNK = 2_000
"""Rows that go into one VALUES."""
_SKOLEM = "urn:x-zhaoshang:blank:"
"""What stands in VALUES, which has no blank nodes, for a blank node of the store (RDF 1.1, section 3.5)."""


class Pattern:
    """The WHERE of an operation with the dataset that it reads. ``resolve`` gives a graph's IRI from prologue and text."""

    def __init__(self, one: Operation, job: UpdateJob, resolve: Callable[[str, str], str]) -> None:
        self.prologue, self.base = one.prologue, job.base
        self._where = one.where
        self._options: dict[str, Any] = {"use_default_graph_as_union": True} if job.union else {}
        using = [ox.NamedNode(resolve(one.prologue, iri)) for iri in one.using]
        named = [ox.NamedNode(resolve(one.prologue, iri)) for iri in one.using_named]
        if job.using is not None or job.using_named is not None:
            using = [ox.NamedNode(iri) for iri in job.using or ()]
            named = [ox.NamedNode(iri) for iri in job.using_named or ()]
            self._options = {"default_graph": using, "named_graphs": named}
        elif using or named:
            self._options = {"default_graph": using, "named_graphs": named}
        elif one.with_graph:
            self._options = {"default_graph": [ox.NamedNode(resolve(one.prologue, one.with_graph))]}
        self.into = f"<{resolve(one.prologue, one.with_graph)}>" if one.with_graph else ""

    def rows(self, store: ox.Store, names: Sequence[str], distinct: bool) -> list[tuple[Any, ...]]:
        """What WHERE finds for these variables (a row of nothing for none)."""
        shown = " ".join(f"?{name}" for name in names) or "(1 AS ?x)"
        query = f"{self.prologue} SELECT {'DISTINCT ' if distinct else ''}{shown} WHERE {self._where}"
        found: list[tuple[Any, ...]] = []
        answer = store.query(query, base_iri=self.base, **self._options)
        assert isinstance(answer, ox.QuerySolutions)
        for row in answer:
            if len(found) >= MAX_ROWS:
                raise RefusedError(f"The WHERE of the update finds more than {MAX_ROWS} rows.", remedy="narrow it down")
            found.append(tuple(row[name] for name in names))
        return found

    def instances(self, store: ox.Store, *templates: str) -> list[list[ox.Quad]]:
        """For each template ("" for none) its quads over all rows, which are found once.

        What is not RDF (a literal as subject, an unbound variable) is left out, as SPARQL wants it.
        """
        tokens = [token for template in templates for token in words(template)]
        names = list(dict.fromkeys(text[1:] for kind, text, _ in tokens if kind == "variable"))
        rows = self.rows(store, names, distinct=not any(map(_makes_blank, tokens)))
        return [self._filled(template, names, rows) if template else [] for template in templates]

    def _filled(self, template: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[ox.Quad]:
        scratch = ox.Store()
        head = f"{self.prologue} {'WITH ' + self.into if self.into else ''} INSERT {template} WHERE"
        values = " ".join(f"?{name}" for name in names)
        for low in range(0, len(rows), _CHUNK):
            lines = "".join(f"({' '.join(map(_term, row))})" for row in rows[low : low + _CHUNK])
            scratch.update(f"{head} {{ VALUES ({values}) {{ {lines} }} }}", base_iri=self.base)
        return [quad for found in scratch if (quad := _whole(found)) is not None]


def _makes_blank(token: Token) -> bool:
    """True for what makes a blank node for each row: a label, a bracket, a list."""
    kind, text, _ = token
    return (kind == "open" and text in "[(") or (kind == "name" and text.startswith("_:"))


def _term(term: Any) -> str:
    if term is None:
        return "UNDEF"
    return f"<{_SKOLEM}{term.value}>" if isinstance(term, ox.BlankNode) else str(term)


def _whole(quad: ox.Quad) -> ox.Quad | None:
    """The quad with its blank nodes back; None where one stands in the place of a property or a graph."""
    if _blank(quad.predicate) or _blank(quad.graph_name):
        return None
    return ox.Quad(_blank(quad.subject) or quad.subject, quad.predicate, _blank(quad.object) or quad.object, quad.graph_name)


def _blank(term: Any) -> ox.BlankNode | None:
    named = isinstance(term, ox.NamedNode) and term.value.startswith(_SKOLEM)
    return ox.BlankNode(term.value.removeprefix(_SKOLEM)) if named else None
