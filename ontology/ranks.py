"""The rank of a Chinese official's post, by the table ``ranks.tsv`` (Civil Servant Law, 2018, art. 18, and custom)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rdflib.namespace import SKOS

from .errors import DataError
from .sources import SCHEMA, ZS, ontology_graph, read_text

RANKS_FILE = "ranks.tsv"


def rank_of(post: str, level: str) -> str | None:
    """The post-rank notation (``zhengting``) of ``post`` (``佳木斯市委书记``), or None where the table does not tell.

    ``level`` is the region-level notation of the post's jurisdiction (``prefecture-city``); its broader levels are
    tried after it. Of the table's words the longest that ends ``post`` decides.
    """
    table = ranks()
    for tried in levels_from(level):
        fitting = [word for word, at in table if at == tried and post.endswith(word)]
        if fitting:
            return table[max(fitting, key=len), tried]
    return None


def levels_from(level: str) -> tuple[str, ...]:
    """A region level and those above it, narrowest first: ``prefecture-city``, ``prefecture``; () for an unknown one."""
    return _levels().get(level, ())


@cache
def ranks() -> Mapping[tuple[str, str], str]:
    """(post word, level) -> rank; raises `DataError` naming the line for a row that is malformed, unknown or repeated."""
    return read_ranks(read_text(RANKS_FILE), f"ontology/{RANKS_FILE}")


def read_ranks(text: str, where: str) -> dict[tuple[str, str], str]:
    """The table that ``text`` holds: word, level and rank apart by tabs; ``#`` begins a comment line."""
    levels, known = set(_levels()), _notations("post-ranks")
    table: dict[tuple[str, str], str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        wrong = (
            "three cells, apart by tabs, are needed" if len(cells) != 3 or not all(cells)
            else f"no region level: {cells[1]}" if cells[1] not in levels
            else f"no post rank: {cells[2]}" if cells[2] not in known
            else "the same word and level stand above" if (cells[0], cells[1]) in table
            else ""
        )  # fmt: skip
        if wrong:
            raise DataError(wrong, where=f"{where}:{number}", remedy="see the comment at the top of the file and schemes.ttl")
        table[cells[0], cells[1]] = cells[2]
    return table


@cache
def _levels() -> Mapping[str, tuple[str, ...]]:
    graph = ontology_graph()
    chains = {}
    for concept in graph.subjects(SKOS.inScheme, ZS["region-levels"]):
        above = graph.transitive_objects(concept, SKOS.broader)
        chain = tuple(str(graph.value(c, SKOS.notation)) for c in above)
        chains[chain[0]] = chain
    return chains


@cache
def _notations(scheme: str) -> tuple[str, ...]:
    """The notations of a value list, in its order."""
    graph = ontology_graph()
    found = sorted(graph.subjects(SKOS.inScheme, ZS[scheme]), key=lambda c: int(str(graph.value(c, SCHEMA.position))))
    return tuple(str(graph.value(c, SKOS.notation)) for c in found)
