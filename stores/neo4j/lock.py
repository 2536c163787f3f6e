"""A lock between processes that no crash leaves behind: the system drops it when its holder ends, however it ends."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from zhaoshang.ontology.errors import BusyError

from .report import Report, silent

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def exclusive(path: Path, seconds: float, waiting: str = "", report: Report = silent) -> Iterator[None]:
    """Hold the lock of ``path`` (made where missing). After ``seconds`` of waiting raises BusyError; ``waiting`` is what to
    report meanwhile. The file itself stays: its presence means nothing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        until, told = time.monotonic() + seconds, not waiting
        while True:
            try:
                _take(file)
                break
            except OSError as error:
                if time.monotonic() >= until:
                    what = f"another process has held this lock for {seconds:.0f} s"
                    raise BusyError(what, where=str(path), remedy="wait for it, or end it, then try again") from error
            if not told:
                report(waiting)
                told = True
            time.sleep(0.05)
        yield
