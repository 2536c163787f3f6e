"""The process that stops the server when nobody has used it for some time: ``python -m zhaoshang.stores.neo4j.watcher``.

It is no parent of the server: either may be killed without harm to the other. The next user of a server without a watcher
starts one; a second watcher of the same folder ends at once, because the first holds a lock for as long as it lives.
"""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

from zhaoshang.ontology.errors import BusyError

from . import leases
from .lock import exclusive
from .record import Record
from .server import Managed

STEP = 2.0
WAIT = 600.0


def watch(data: Path) -> None:
    """Return when there is no server any more, whether it ended by itself or because it was idle for its time."""
    managed = Managed(data)
    last = time.monotonic()
    while not _gone(managed):
        record = Record.living(managed.places.server)
        if record is None:
            continue
        if in_use(managed, record):
            last = time.monotonic()
        elif time.monotonic() - last >= record.idle:
            _stop(managed)
        time.sleep(min(STEP, max(record.idle / 4, 0.1)))


def in_use(managed: Managed, record: Record) -> bool:
    """True if it is to run until stopped by hand, a living process holds a lease, or any client is connected to it."""
    places = managed.places
    return places.kept.exists() or bool(leases.living(places.users)) or record.process.clients(record.ports) > 0


def _gone(managed: Managed) -> bool:
    """True if no server runs and none is just being started."""
    if Record.living(managed.places.server):
        return False
    with exclusive(managed.places.lock, WAIT):
        return Record.living(managed.places.server) is None


def _stop(managed: Managed) -> None:
    """Stop it, unless somebody is just about to use it."""
    with contextlib.suppress(BusyError), exclusive(managed.places.lock, 0.0):
        record = Record.living(managed.places.server)
        if record and not in_use(managed, record):
            managed.end(record)


def main() -> None:
    """``watcher DATA_FOLDER``."""
    data = Path(sys.argv[1])
    with contextlib.suppress(BusyError), exclusive(Managed(data).places.watcher_lock, 1.0):
        watch(data)


if __name__ == "__main__":
    main()
