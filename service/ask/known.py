"""The names of the graph, made when first asked for and kept as long as they are fresh."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from zhaoshang.queries.asking.load import names_of
from zhaoshang.queries.asking.names import Names
from zhaoshang.queries.ports import Triples

from ..search.index import NameIndex
from ..state import State

PATIENCE = 10
"""While the graph changes, names are made anew after this many times what making them took: an ingest does not hold up questions."""


@dataclass(frozen=True, slots=True)
class _Kept:
    names: Names
    index: NameIndex
    until: float


_kept: WeakKeyDictionary[object, _Kept] = WeakKeyDictionary()
_lock = threading.Lock()


def names(store: Triples, state: State) -> Names:
    """The names of the graph; made by one thread while the others wait. Of a large graph that changes they may be some seconds old."""
    index, owner = state.index, state.follower
    with _lock:
        kept = _kept.get(owner)
        begun = time.monotonic()
        if kept is None or (kept.index is not index and begun > kept.until):
            made = names_of(store, [(card.id, card.name, card.aliases) for card in index.cards.values()])
            now = time.monotonic()
            kept = _kept[owner] = _Kept(made, index, now + PATIENCE * (now - begun))
        return kept.names
