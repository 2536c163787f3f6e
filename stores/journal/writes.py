"""What keys' holders wrote into graphs of their own, as the journal keeps it: steps over quads, never the text of an update.

The text would not do: NOW, RAND, UUID and the labels of blank nodes come out otherwise when it is run again, and so does
a WHERE over articles that have changed since.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .reader import Reader

WRITE = "write"
"""The kind of the decision that steps belong to."""
Operation = Literal["add", "remove", "create", "clear", "drop"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a write. ``quads`` is N-Quads, of use with add and remove; ``graph`` the IRI that create, clear and drop are
    about, "" for the default graph. Doing a step twice is doing it once; blank nodes keep their labels."""

    operation: Operation
    graph: str = ""
    quads: str = ""


class Writes(Reader):
    """The part of the journal's reads that is about written graphs."""

    def steps_after(self, seq: int) -> Iterator[Step]:
        """The steps of all writes after ``seq``, in their order."""
        rows = self._db.rows("SELECT operation, graph, quads FROM writes WHERE seq > ? ORDER BY seq, place", (seq,))
        return (Step(*row) for row in rows)

    def last_write(self) -> int:
        """The sequence number of the last write, 0 for none."""
        return int(self._one("SELECT COALESCE(MAX(seq), 0) FROM writes") or 0)
