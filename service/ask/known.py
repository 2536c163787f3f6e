"""The names of the graph, made when first asked for and kept as long as the index of names that they belong to."""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary

from zhaoshang.queries.asking.load import names_of
from zhaoshang.queries.asking.names import Names
from zhaoshang.queries.ports import Triples

from ..search.index import NameIndex

_kept: WeakKeyDictionary[NameIndex, Names] = WeakKeyDictionary()
_lock = threading.Lock()


def names(store: Triples, index: NameIndex) -> Names:
    """The names that go with ``index``; made once for each state of the graph, by one thread while the others wait."""
    with _lock:
        if index not in _kept:
            _kept[index] = names_of(store, [(card.id, card.name, card.aliases) for card in index.cards.values()])
        return _kept[index]
