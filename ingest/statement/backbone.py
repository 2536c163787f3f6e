"""What the gazetteer says of the regions in use: names, codes, coordinates, and what each is part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhaoshang.ontology.statement import TYPE, Literal, Statement

from ..resolve.regions import above, class_of, code_of
from .features import _MUNICIPALITIES


def backbone(article: str, used: Iterable[str]) -> Iterator[Statement]:
    """Statements on every region among the graph ids ``used`` and on those above it; without evidence, for no article says it."""
    chain = [(region, *above(region)) for region in used if code_of(region) and "/" in region]
    for regions in chain:
        for region, outer in zip(regions, (*regions[1:], ""), strict=True):
            yield from _region(article, region, outer)


def _region(article: str, region: str, outer: str) -> Iterator[Statement]:
    code = code_of(region)
    classes = ("Province", "City") if code in _MUNICIPALITIES else (class_of(code, ""),)
    facts: list[tuple[str, str | Literal]] = [(TYPE, cls) for cls in classes]
    facts.append(("divisionCode", Literal(code)))
    if outer:
        facts.append(("partOf", outer))
    for predicate, value in facts:
        yield Statement(article, region, predicate, value, (), 1.0, "gazetteer")
