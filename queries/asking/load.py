"""The names of a store, for `Names`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from ..ports import Triples
from .names import Holding, Names

_FOLDER = Path(__file__).parent


def names_of(store: Triples, named: Iterable[tuple[str, str, Iterable[str]]] | None = None) -> Names:
    """The names of the store; ``named`` (id, name, aliases) where the caller has them already, then only posts are asked for."""
    return Names(_named(store) if named is None else named, _holdings(store))


def _named(store: Triples) -> list[tuple[str, str, Iterable[str]]]:
    found: dict[str, tuple[str, list[str]]] = {}
    for row in store.sparql(_text("names.rq")):
        _, aliases = found.setdefault(str(row["id"]), (str(row["name"]), []))
        if "alias" in row:
            aliases.append(str(row["alias"]))
    return [(entity, name, sorted(set(aliases))) for entity, (name, aliases) in sorted(found.items())]


def _holdings(store: Triples) -> Iterator[Holding]:
    for row in store.sparql(_text("holdings.rq")):
        yield Holding(str(row["person"]), str(row["post"]), str(row.get("of") or ""), str(row.get("on") or ""))


@cache
def _text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")
