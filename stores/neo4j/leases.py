"""Who uses the server: a file for each user, named by process id and start time, so that a dead user's counts for nothing."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from .processes import Process


@dataclass(frozen=True, slots=True)
class Lease:
    """One use of the server by one process; ``note`` is what it says it does."""

    path: Path
    process: Process
    note: str

    def release(self) -> None:
        """Say that the use has ended."""
        self.path.unlink(missing_ok=True)


def take(users: Path) -> Lease:
    """Note that this process uses the server from now on."""
    users.mkdir(parents=True, exist_ok=True)
    me = Process.me()
    note = " ".join([Path(sys.argv[0]).name, *sys.argv[1:3]])[:80] if sys.argv else "python"
    path = users / f"{me.pid}-{round(me.started * 1000)}-{uuid4().hex[:8]}"
    path.write_text(note, "utf-8")
    return Lease(path, me, note)


def living(users: Path) -> list[Lease]:
    """The uses that last; the files of processes that ended without a word are cleared away."""
    found = []
    for path in sorted(users.glob("*-*-*")):
        pid, started, _ = path.name.split("-", 2)
        process = Process(int(pid), int(started) / 1000)
        try:
            note = path.read_text("utf-8")
        except OSError:
            continue
        if process.alive:
            found.append(Lease(path, process, note))
        else:
            path.unlink(missing_ok=True)
    return found
