"""Ctrl-C and SIGTERM as a wish to stop between two articles, not in the midst of one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

_SIGNALS = {signal.SIGINT, signal.SIGTERM}


class Interrupted(Exception):  # noqa: N818 - not a fault
    """Somebody asked the command to stop."""


class Wish:
    """Set once somebody asked to stop."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._done = threading.Event()

    def check(self) -> None:
        """Raise Interrupted if it was asked."""
        if self._event.is_set():
            raise Interrupted

    def _watch(self) -> None:
        while not self._done.is_set():
            if signal.sigtimedwait(_SIGNALS, 0.2) is not None:
                self._event.set()


@contextmanager
def interruptible() -> Iterator[Wish]:
    """Hold the signals back from this thread and from all processes that it starts, and watch for them.

    A terminal sends Ctrl-C to worker processes as well; they inherit that it is held back, so none dies over an article.
    """
    wish = Wish()
    # Started later, multiprocessing's tracker would release the signals again (it blocks and unblocks them itself).
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    watcher = threading.Thread(target=wish._watch, name="interrupt", daemon=True)
    watcher.start()
    try:
        yield wish
    finally:
        wish._done.set()
        watcher.join()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
