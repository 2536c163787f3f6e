"""A time limit that holds even where the server's does not.

Neo4j looks at a transaction's time-out between rows. One expression that loops (``reduce`` over ten thousand million numbers)
is never between rows, so it runs on for minutes, deaf to its limit and to TERMINATE.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

from zhaoshang.ontology.errors import TimeLimitError

GRACE = 4.0
"""Seconds that the server has to obey its limit; an unmanaged one looks every 2 s."""

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T], deaf: Callable[[], None]) -> T:
    """The result of ``work``, which has a limit of ``seconds`` of its own; its errors come out as they are.

    If it takes GRACE longer, ``deaf`` is called, which ends what the work waits for, and TimeLimitError raised; the thread
    that still waits is left to itself.
    """
    answer: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            answer.put((work(), None))
        except BaseException as error:  # noqa: BLE001 - handed on to the caller's thread
            answer.put((None, error))

    threading.Thread(target=run, name="cypher", daemon=True).start()
    try:
        result, error = answer.get(timeout=seconds + GRACE)
    except Empty:
        deaf()
        remedy = "ask for less; a loop inside one expression, like reduce(), cannot be stopped by the server itself"
        raise TimeLimitError(f"the query ran longer than its limit of {seconds:g} s and was cut off", remedy=remedy) from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value]
