"""The note of which process serves, and on which ports; true only while that process lives."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from .java import write_private
from .processes import Process

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Record:
    """A server's process and ports, the version of Neo4j and of the Java that runs it, and how many seconds it stays unused."""

    process: Process
    bolt: int
    http: int
    version: str
    java: int
    idle: float

    def write(self, path: Path) -> None:
        """Keep it at ``path``."""
        flat = {"pid": self.process.pid, "started": self.process.started, "bolt": self.bolt, "http": self.http}
        write_private(path, json.dumps({**flat, "version": self.version, "java": self.java, "idle": self.idle}))

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """What is kept there, whether it still runs or not; None if there is nothing (or half of something)."""
        try:
            flat = json.loads(path.read_text("utf-8"))
            process = Process(flat["pid"], flat["started"])
            return cls(process, flat["bolt"], flat["http"], flat["version"], flat["java"], flat["idle"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @classmethod
    def living(cls, path: Path) -> Self | None:
        """What is kept there, if its process still runs."""
        record = cls.read(path)
        return record if record and record.process.alive else None

    @property
    def ports(self) -> set[int]:
        """The ports on which it answers."""
        return {self.bolt, self.http}


def free_ports(before: Record | None) -> tuple[int, int]:
    """Two ports of loopback that nobody uses: the last start's if they are still free, so that bookmarks hold."""
    if before and all(map(_is_free, before.ports)) and len(before.ports) == 2:
        return before.bolt, before.http
    with socket.socket() as one, socket.socket() as two:
        one.bind((HOST, 0))
        two.bind((HOST, 0))
        return one.getsockname()[1], two.getsockname()[1]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    """True if something on loopback takes connections at that port."""
    try:
        with socket.create_connection((HOST, port), timeout=2):
            return True
    except OSError:
        return False
