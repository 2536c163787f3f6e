"""NumPy's products on one thread: these are too small to be shared out, and threads that wait for each other spin.

On two processors of which one was busy, an article took six times as long with OpenBLAS's own choice.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController


@cache
def _controller() -> ThreadpoolController:
    """Found once: it looks through all libraries of the process."""
    return ThreadpoolController()


def single() -> AbstractContextManager[Any]:
    """Within it the process's linear algebra keeps to one thread."""
    limited: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limited
