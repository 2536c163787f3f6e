"""The C library's malloc, and a quicker one in its place for processes that answer queries.

Nearly all that a query does is small pieces of memory taken and given back, by several threads. With jemalloc (Evans 2006; Debian's
``libjemalloc2``) the same queries were measured to take a sixth less of processor time. Where it is not installed nothing changes.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

NAME = "libjemalloc.so.2"
PLACES = ("lib/*-linux-gnu", "lib64", "lib", "local/lib")
_starting = threading.Lock()


@cache
def jemalloc() -> str:
    """The path of the library; empty where there is none (looked for once)."""
    if not sys.platform.startswith("linux"):
        return ""
    return next((str(path) for place in PLACES for path in sorted(Path("/usr").glob(f"{place}/{NAME}"))), "")


@contextmanager
def preloaded() -> Iterator[None]:
    """Processes started inside have the library in place of malloc (``LD_PRELOAD``, ld.so(8)), unless somebody has chosen another."""
    with _starting:
        if not jemalloc() or "LD_PRELOAD" in os.environ:
            yield
            return
        os.environ["LD_PRELOAD"] = jemalloc()
        try:
            yield
        finally:
            del os.environ["LD_PRELOAD"]
