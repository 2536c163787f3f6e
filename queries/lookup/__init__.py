"""The small queries that questions need before and after themselves, each in both languages, run through `run`.

Belongs here: finding entities by name, the evidence of statements. Does not: questions (one folder up).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from zhaoshang.ontology.vocabulary import NS

from ..binding import iri, put
from ..ports import Graph, Triples

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=32)
def _text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def run(store: Triples | Graph, name: str, parameters: Mapping[str, Sequence[str] | str]) -> Iterator[Mapping[str, Any]]:
    """The rows of the lookup ``name``. Parameters are graph ids (``id``, ``statement``), a class (``class``), or texts: in
    SPARQL a ``name`` is tried with and without the tag of Chinese."""
    if isinstance(store, Triples):
        terms = {key: _terms(key, [value] if isinstance(value, str) else value, store.base) for key, value in parameters.items()}
        return store.sparql(put(_text(f"{name}.rq"), terms))
    return store.cypher(_text(f"{name}.cypher"), {k: v if isinstance(v, str) else list(v) for k, v in parameters.items()})


def _terms(key: str, values: Sequence[str], base: str) -> list[str]:
    if key in ("id", "statement"):
        return [iri(base, value) for value in values]
    if key == "class":
        return [str(NamedNode(NS + value)) for value in values]
    tagged = [str(Literal(value, language=tag)) for value in values for tag in ("zh", "en", "zh-latn")] if key == "name" else []
    return [*(str(Literal(value)) for value in values), *tagged]
