"""From what a person types to the entities meant: a graph id, a name or alias, another script or width, pinyin."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.ontology.names import normal, pinyin, visible
from zhaoshang.ontology.vocabulary import SLUGS

from .lookup import run
from .ports import Graph, Triples, short

_SLUGS = frozenset(SLUGS.values())


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """An entity with the name that it goes by."""

    id: str
    label: str


def find(store: Triples | Graph, text: str, cls: str) -> tuple[Named, ...]:
    """All entities of class ``cls`` that ``text`` may mean, ordered by id: several where several bear the name.

    Characters that are not seen do not count. Tried in turn, the first that finds something counts: a graph id or IRI; exact
    names and aliases; the same in normal form; toneless pinyin. Raises NotFoundError with near names.
    """
    text = visible(text)
    graph_id = short(text, store.base) if isinstance(store, Triples) else text
    if graph_id.partition("/")[0] in _SLUGS and "/" in graph_id:
        return _or_raise(_found(run(store, "by-id", {"id": [graph_id]})), text, cls, [])
    if cls == "Article":
        return _or_raise(_found(run(store, "articles-by-title", {"text": [text]})), text, cls, [])
    forms = list(dict.fromkeys((text, normal(text))))
    exact = _found(run(store, "entities-by-name", {"name": forms, "class": cls}))
    return exact or _otherwise(store, text, cls)


def _found(rows: Iterable[object]) -> tuple[Named, ...]:
    return tuple(sorted({Named(str(row["id"]), str(row["label"] or "")) for row in rows}))  # type: ignore[index]


def _otherwise(store: Triples | Graph, text: str, cls: str) -> tuple[Named, ...]:
    """Compare with every name of the class, in normal form and then as pinyin."""
    every = [(str(r["form"]), Named(str(r["id"]), str(r["label"]))) for r in run(store, "entity-names", {"class": cls})]
    wanted = normal(text)
    found = {entity for form, entity in every if normal(form) == wanted}
    if not found and text.isascii():
        letters = _letters(text)
        found = {entity for form, entity in every if _letters(pinyin(form)) == letters}
    return _or_raise(tuple(sorted(found)), text, cls, [form for form, _ in every])


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _or_raise(found: tuple[Named, ...], text: str, cls: str, forms: list[str]) -> tuple[Named, ...]:
    if found:
        return found
    near = near_names(text, forms)
    remedy = f"perhaps {'、'.join(near)}" if near else "names are matched whole: full name, alias, pinyin or id"
    raise NotFoundError(f"No {cls} is called {text!r}.", remedy=remedy)


def near_names(text: str, forms: Iterable[str], limit: int = 5) -> list[str]:
    """The likeliest of ``forms``: those that hold the text or are held by it, then those alike in letters."""
    wanted = normal(text)
    names = list(dict.fromkeys(forms))
    inside = [name for name in names if wanted and (wanted in normal(name) or normal(name) in wanted)]
    alike = difflib.get_close_matches(text, names, limit, 0.5)
    return list(dict.fromkeys([*sorted(inside, key=lambda n: (len(n), n)), *alike]))[:limit]
