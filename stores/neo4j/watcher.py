"""The process that stops the server when nobody has used it for some time: ``python -m zhaoshang.stores.neo4j.watcher``.

It is no parent of the server: either may be killed without harm to the other. The next user of a server without a watcher
starts one; a second watcher of the same folder ends at once, because the first holds a lock for as long as it lives.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from zhaoshang.ontology.errors import BusyError

from . import leases
from .lock import exclusive
from .record import Record
from .server import Managed

STEP = 2.0


def watch(data: Path, idle: float) -> None:
    """Return when the server has ended, by itself or because it was idle for ``idle`` seconds."""
    managed = Managed(data)
    last = time.monotonic()
    while (record := _record(managed)) is not None:
        if in_use(managed, record):
            last = time.monotonic()
        elif time.monotonic() - last >= idle and _stopped(managed):
            return
        time.sleep(min(STEP, max(idle / 4, 0.1)))


def in_use(managed: Managed, record: Record) -> bool:
    """True if it is to run until stopped by hand, a living process holds a lease, or any client is connected to it."""
    places = managed.places
    return places.kept.exists() or bool(leases.living(places.users)) or record.process.clients(record.ports) > 0


def _record(managed: Managed) -> Record | None:
    record = Record.read(managed.places.server)
    return record if record and record.process.alive else None


def _stopped(managed: Managed) -> bool:
    """Stop it, unless somebody is just about to use it."""
    try:
        with exclusive(managed.places.lock, 0.0):
            record = _record(managed)
            if record is None:
                return True
            if in_use(managed, record):
                return False
            managed.end(record)
            return True
    except BusyError:
        return False


def main() -> None:
    """``watcher DATA_FOLDER IDLE_SECONDS``."""
    data, idle = Path(sys.argv[1]), float(sys.argv[2])
    try:
        with exclusive(Managed(data).places.watcher_lock, 0.0):
            watch(data, idle)
    except BusyError:
        return


if __name__ == "__main__":
    main()
