"""Merging the store's files where that is worth its time.

RocksDB adds a file with what was written and merges files by and by; until then a query looks into all of them. After some
thousand articles written one by one, questions were measured to take three times as long as after a merge.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .store import TripleStore

LEAST = 100_000
"""Quads written since the last merge below which none is made: some hundred articles."""
SHARE = 50
"""Nor is one made for less than this part of the store: a merge reads and writes all of it."""
QUAD_BYTES = 110
"""What a quad takes on disk in all its orders, with its terms."""


def settle(store: TripleStore) -> bool:
    """Merge the files of a store that is ours if much was written since that was last done, and leave a snapshot of them; True if so.

    Takes a second for a hundred thousand quads, a minute or two for ten million; others may read and write meanwhile.
    """
    if not store.writable or store.written < LEAST or store.written < _size(store.folder) / QUAD_BYTES / SHARE:
        return False
    store.written = 0
    store.store.optimize()
    store.publish()
    return True


def _size(folder: Path) -> int:
    """Bytes of the store's sorted files; one that RocksDB takes away meanwhile counts nothing."""
    total = 0
    for path in folder.glob("*.sst"):
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            continue
    return total
