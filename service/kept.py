"""Answers that are kept as long as the graph stands still: the same asked again costs neither store nor serialiser."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it goes out; ``truncated`` if a limit cut what it tells; the media type where it is not known beforehand."""

    octets: bytes
    truncated: bool
    media_type: str = ""


MOST = 32 * 2**20
"""Bytes of all bodies that are kept."""
LARGEST = MOST // 16
"""A larger body is not kept: it would push too many others out."""
_ENTRY = 1_000
"""What an entry takes beside its body, about."""


class Kept:
    """Bodies by what was asked, the least recently used going first; all of them go once the sequence number has changed.

    The number is the one that the store showed *before* it was read, so that no answer is older than its number.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most, self._size, self._seq = most, 0, -1
        self._bodies: OrderedDict[Hashable, tuple[Body, int]] = OrderedDict()
        self._lock = threading.Lock()
        self.given = 0
        """How many bodies were given out since the start."""

    def get(self, seq: int, asked: Hashable) -> Body | None:
        """The body that answered the same at ``seq``; None if there is none."""
        with self._lock:
            if seq != self._seq or asked not in self._bodies:
                return None
            self._bodies.move_to_end(asked)
            self.given += 1
            return self._bodies[asked][0]

    def put(self, seq: int, asked: Hashable, body: Body, weight: int = 0) -> None:
        """Keep ``body``, which was read when the store showed ``seq`` or later. ``weight``: bytes of what was asked, if it may be long."""
        size = len(body.octets) + weight + _ENTRY
        if size > LARGEST:
            return
        with self._lock:
            if seq < self._seq:
                return
            if seq > self._seq:
                self._bodies.clear()
                self._seq, self._size = seq, 0
            if asked in self._bodies:
                return  # another request was quicker
            self._bodies[asked] = body, size
            self._size += size
            while self._size > self._most:
                self._size -= self._bodies.popitem(last=False)[1][1]
