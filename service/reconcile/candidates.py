"""Which entities come into question for a name: those that share its sound, its core, or enough pairs of characters."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from weakref import WeakKeyDictionary

from ..search.forms import is_letters, latin, letters, normal
from ..search.index import NameIndex
from .names import bare_region, core
from .terms import is_a

MOST = 60
"""So many candidates are scored; the others share too little with the name to be among the best."""


class Blocks:
    """Entities by pieces of their names; made once for each state of the index."""

    def __init__(self, index: NameIndex) -> None:
        self.cards = index.cards
        regions = [form for card in index.cards.values() if is_a(card.type, "Region") for form in (card.name, *card.aliases)]
        self.places = frozenset(f for form in regions for f in (normal(form), bare_region(normal(form))) if len(f) > 1)
        self._by_piece: dict[str, list[str]] = defaultdict(list)
        for card in index.cards.values():
            for piece in set().union(*(self._pieces(form) for form in (card.name, *card.aliases))):
                self._by_piece[piece].append(card.id)

    def _pieces(self, name: str) -> set[str]:
        text = normal(name)[:200]
        found = {f"={letters(text)}", f"~{core(text, self.places)}"} | {text[i : i + 2] for i in range(len(text) - 1)}
        return found | ({text} if len(text) == 1 else set())

    def candidates(self, name: str, types: tuple[str, ...]) -> list[str]:
        """Ids, those that share the rarest pieces first; of one of ``types`` (of any if there are none)."""
        pieces = self._pieces(name)
        if is_letters(name):
            pieces.add("=" + latin(name))
        weights: Counter[str] = Counter()
        for piece in pieces:
            holders = self._by_piece.get(piece, ())
            weight = 10.0 if piece[0] in "=~" and len(piece) > 2 else 1.0
            for entity in holders:
                if not types or any(is_a(self.cards[entity].type, t) for t in types):
                    weights[entity] += weight / (1 + len(holders)) ** 0.5
        return [entity for entity, _ in sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]]


_made: WeakKeyDictionary[NameIndex, Blocks] = WeakKeyDictionary()
_lock = threading.Lock()


def blocks(index: NameIndex) -> Blocks:
    """The blocks of an index; the first who asks after a change makes them."""
    with _lock:
        if index not in _made:
            _made[index] = Blocks(index)
        return _made[index]
