"""The managed server of one data folder: found running or started, kept while it is used, stopped, looked at."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zhaoshang.ontology.errors import BusyError, StoreError, UsageError

from . import leases, ready
from .install import ensure_library
from .java import Java, ensure_java
from .launch import USER, launch, read_password
from .lock import exclusive
from .places import VERSION, Places
from .processes import apart, started_with, tail
from .record import HOST, Record, free_ports
from .report import Report, silent

IDLE = "ZHAOSHANG_NEO4J_IDLE_MINUTES"
STOP_SECONDS = 30.0
_WATCHERS: list[subprocess.Popen[bytes]] = []
"""Kept so that those that have ended are collected."""


@dataclass(frozen=True, slots=True)
class Status:
    """How it stands with a data folder's server. ``memory`` in bytes; ``users`` are notes of the living users."""

    running: bool
    places: Places
    record: Record | None = None
    users: tuple[str, ...] = ()
    kept: bool = False
    memory: int = 0

    @property
    def uri(self) -> str:
        """Where Bolt clients reach it, "" if it does not run."""
        return f"bolt://{HOST}:{self.record.bolt}" if self.running and self.record else ""


@dataclass(frozen=True, slots=True)
class Managed:
    """The server of the data folder ``data``. Every method may be called by several processes at once."""

    data: Path
    report: Report = field(default=silent, compare=False)

    @property
    def places(self) -> Places:
        """Its files."""
        return Places.of(self.data)

    def use(self) -> tuple[Record, str, leases.Lease]:
        """The running server (started if need be), its password, and the lease that keeps it running until released.

        Raises ToolError (no Java, no jars), StoreError (it does not start), BusyError.
        """
        self._make()
        lease = leases.take(self.places.users)  # before looking: so that the watcher does not stop it meanwhile
        try:
            record = self._running_or_started()
            return record, read_password(self.places), lease
        except BaseException:
            lease.release()
            raise

    def keep(self) -> Record:
        """Have it run until `stop`."""
        self._make()
        self.places.kept.touch()
        return self._running_or_started()

    def stop(self, *, force: bool = False) -> bool:
        """Stop it; False if it did not run. Raises BusyError if somebody uses it, unless ``force``."""
        with self._locked():
            self.places.kept.unlink(missing_ok=True)
            users = leases.living(self.places.users)
            record = self._record()
            if record is None:
                return False
            if users and not force:
                who = "; ".join(f"{lease.note} (process {lease.process.pid})" for lease in users)
                raise BusyError(f"Neo4j is in use by {who}", remedy="end that first, or stop it all the same with --force")
            self.end(record)
            return True

    def put_down(self, bolt: int) -> None:
        """End the server at that port, whoever uses it: for a query that it does not let go of. The next use starts it anew."""
        with self._locked():
            record = self._record()
            if record and record.bolt == bolt:
                record.process.end(2.0)

    def status(self) -> Status:
        """How it stands; starts nothing and changes nothing."""
        record = self._record()
        users = tuple(f"{lease.note} (process {lease.process.pid})" for lease in leases.living(self.places.users))
        memory = record.process.memory() if record else 0
        return Status(record is not None, self.places, record, users, self.places.kept.exists(), memory)

    def _make(self) -> None:
        try:
            self.places.make()
        except OSError as error:
            remedy = "set ZHAOSHANG_DATA to a folder that you may write to"
            raise StoreError(f"no folder for Neo4j can be made: {error.strerror}", where=str(self.places.root), remedy=remedy) from error

    def _running_or_started(self) -> Record:
        with self._locked():
            found = self._healthy()
        if found is None:
            library, java = ensure_library(self.report), ensure_java(self.report)  # not inside the lock: it may take minutes
            with self._locked():
                found = self._healthy() or self._start(library, java)
        return found

    def _healthy(self) -> Record | None:
        """The running server, with a watcher at its side; one that lives but does not answer is ended."""
        record = self._record()
        if record is None:
            return None
        password = read_password(self.places)
        if not ready.wait(record, USER, password, STOP_SECONDS):
            record.process.kill()
            return None
        self._watch()
        return record

    def _start(self, library: Path, java: Java) -> Record:
        for stray in started_with(f"@{self.places.arguments}"):  # its starter was killed before it could note it down
            stray.end(STOP_SECONDS)
        self.report(f"starting Neo4j {VERSION} on Java {java.version}")
        before = Record.read(self.places.server)
        for _ in range(3):  # a port that was free may be taken by the time the server wants it
            record = launch(self.places, library, java, free_ports(before), idle_seconds())
            self._watch()  # at once: should this process be ended while it waits, the server is not left to itself
            password = read_password(self.places)
            if ready.wait(record, USER, password, ready.SECONDS):
                self.report(f"Neo4j answers at bolt://{HOST}:{record.bolt}")
                return record
            record.process.kill()
            self.places.server.unlink(missing_ok=True)
            before = None
            said = tail(self.places.logs / "console.log")
            if "BindException" not in said and "Address already in use" not in said:
                break
        raise StoreError(f"Neo4j does not start; its last words:\n{said}", where=str(self.places.logs), remedy="the folder has its logs")

    def end(self, record: Record) -> None:
        """End the process and strike the note of it; the caller holds the lock."""
        record.process.end(STOP_SECONDS)

    def _record(self) -> Record | None:
        return Record.living(self.places.server)

    def _watch(self) -> None:
        """Start a watcher where there is none; the caller holds the lock, under which a watcher also goes."""
        try:
            with exclusive(self.places.watcher_lock, 0.0):
                pass
        except BusyError:
            return
        command = [sys.executable, "-m", "zhaoshang.stores.neo4j.watcher", str(self.data)]
        with contextlib.suppress(OSError), (self.places.logs / "watcher.log").open("ab") as log:
            _WATCHERS.append(apart(command, log, self.places.root))
            _WATCHERS[:] = [child for child in _WATCHERS if child.poll() is None]

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with exclusive(self.places.lock, ready.SECONDS * 2, "waiting for another process that starts or stops Neo4j", self.report):
            yield


def idle_seconds() -> float:
    """How long an unused server stays, in seconds (``ZHAOSHANG_NEO4J_IDLE_MINUTES``, 10 by default)."""
    value = os.environ.get(IDLE, "").strip() or "10"
    try:
        minutes = float(value)
    except ValueError:
        minutes = -1.0
    if not 0 <= minutes < 1e6:
        raise UsageError(f"{value!r} is no number of minutes", where=IDLE, remedy="leave it out to use the default")
    return minutes * 60
