"""A project's shorter name that leaves words of its full one out: 水果種植項目 for 東昌水果規模化種植項目, where only one can be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .entities import Cluster, phases
from .forms import TAIL
from .mask import readable

Chosen = tuple[Cluster, float]
_SEVERAL = re.compile(r"[、，和与及暨]")
_LEAST, _HEAD, _MOST = 3, 2, 60
"""The fewest characters of a short name; how many at the end must be the same; with how many others a project is compared."""


def told_short(chosen: Sequence[Chosen]) -> list[Chosen]:
    """``chosen`` with each project that only a shorter name names made one with the only project whose full name it shortens."""
    ends: dict[str, list[Chosen]] = {}
    for pair in chosen:
        ends.setdefault(_stem(pair[0])[-_HEAD:], []).append(pair)
    homes = {id(pair): full for group in ends.values() for pair in group[:_MOST] if (full := _full(pair, group[:_MOST]))}
    sites = {id(pair): [*pair[0].sites] for pair in chosen if id(pair) not in homes}
    for pair in chosen:
        if home := homes.get(id(pair)):
            while id(home) in homes:
                home = homes[id(home)]
            sites[id(home)] += pair[0].sites
    kept = [pair for pair in chosen if id(pair) in sites]
    return [(Cluster(tuple(sorted(sites[id(pair)], key=lambda s: s.span))), pair[1]) for pair in kept]


def _full(short: Chosen, group: Sequence[Chosen]) -> Chosen | None:
    fitting = [pair for pair in group if pair is not short and _shortens(short[0], pair[0])]
    return fitting[0] if len(fitting) == 1 else None


def _shortens(short: Cluster, full: Cluster) -> bool:
    one, other = _stem(short), _stem(full)
    if not _LEAST <= len(one) < len(other) or _SEVERAL.search(other) or phases(one) != phases(other):
        return False
    rest = iter(other)
    return all(letter in rest for letter in one)


def _stem(cluster: Cluster) -> str:
    return TAIL.sub("", readable(cluster.names[0]))
