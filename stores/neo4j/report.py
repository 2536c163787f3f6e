"""How long work says how far it is: a function that the caller hands in, so that no store writes to a terminal."""

from __future__ import annotations

from typing import Protocol


class Report(Protocol):
    """Called from time to time, in one thread at a time."""

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None:
        """``what`` is a sentence for people; ``done`` of ``total`` pieces are there, or ``total`` is 0 for a mere message."""


def silent(what: str, done: int = 0, total: int = 0) -> None:
    """The report that says nothing."""
