"""Who owns the store: a lock that the system takes back when its holder dies, with a note of who that is."""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from zhaoshang.ontology.errors import BusyError, StoreError


class Owner:
    """The right to write to the store in ``folder``; an advisory lock (flock) on a file beside it."""

    def __init__(self, folder: Path, wait_seconds: float = 0.0) -> None:
        """Take the lock, waiting so long for it; raises BusyError naming the owner, StoreError for a folder without rights."""
        self._path = folder.with_name(folder.name + ".owner")
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            remedy = "set ZHAOSHANG_DATA to a folder that you may write to"
            raise StoreError(
                f"the triple store cannot be opened for writing: {error.strerror}", where=str(folder), remedy=remedy
            ) from error
        try:
            self._take(wait_seconds)
        except BaseException:
            os.close(self._file)
            raise
        self._sign()

    def _take(self, wait_seconds: float) -> None:
        until = time.monotonic() + wait_seconds
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except OSError as error:
                if time.monotonic() >= until:
                    who = describe(read_owner(self._path))
                    remedy = "it follows the journal by itself; wait for it, or ask it"
                    raise BusyError(f"the triple store is owned by {who}", where=str(self._path), remedy=remedy) from error
            time.sleep(0.05)

    def _sign(self) -> None:
        note = {"pid": os.getpid(), "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]), "since": time.time()}
        try:
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, json.dumps(note).encode(), 0)
        except OSError:
            return  # a full disk: the lock holds all the same, only the note is missing

    def release(self) -> None:
        """Let others have it."""
        os.close(self._file)


def read_owner(path: Path) -> dict[str, Any]:
    """The note that the last owner left, {} if there is none that can be read."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def describe(note: dict[str, Any]) -> str:
    """``process 4711 (zhaoshang serve)``."""
    if "pid" not in note:
        return "another process"
    return f"process {note['pid']} ({note.get('command', '?')})"
