"""Processes by their id and start time: an id alone is given again to others."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

import psutil

SLACK = 3.0
"""Seconds by which two readings of one start time may differ: it is counted from the boot time, which clocks correct."""


@dataclass(frozen=True, slots=True)
class Process:
    """``started`` is in seconds since the epoch."""

    pid: int
    started: float

    @classmethod
    def of(cls, pid: int) -> Self | None:
        """The process of that id, None if there is none."""
        try:
            return cls(pid, psutil.Process(pid).create_time())
        except psutil.Error:
            return None

    @classmethod
    def me(cls) -> Self:
        """This process."""
        return cls(os.getpid(), psutil.Process().create_time())

    @property
    def alive(self) -> bool:
        """True while it runs; a process that ended and was not yet collected by its parent does not."""
        try:
            found = psutil.Process(self.pid)
            return abs(found.create_time() - self.started) < SLACK and found.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
        except psutil.Error:
            return False

    def end(self, seconds: float) -> None:
        """Ask it to end, and make it after ``seconds``; returns when it is gone."""
        with contextlib.suppress(psutil.Error):
            if self.alive:
                psutil.Process(self.pid).terminate()
        if not self.gone(seconds):
            self.kill()

    def kill(self) -> None:
        """End it at once."""
        with contextlib.suppress(psutil.Error):
            if self.alive:
                psutil.Process(self.pid).kill()
        self.gone(10.0)

    def gone(self, seconds: float) -> bool:
        """Wait until it is gone; False if it is still there after ``seconds``."""
        until = time.monotonic() + seconds
        while self.alive:
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    def clients(self, ports: set[int]) -> int:
        """How many connections others hold to these ports of it; 0 where the system does not tell."""
        try:
            found = psutil.Process(self.pid).net_connections(kind="tcp")
        except (psutil.Error, OSError):
            return 0
        return sum(1 for c in found if c.status == psutil.CONN_ESTABLISHED and c.laddr and c.laddr.port in ports)

    def memory(self) -> int:
        """Bytes of memory in use, 0 if unknown."""
        try:
            return int(psutil.Process(self.pid).memory_info().rss)
        except psutil.Error:
            return 0


def apart(command: Sequence[str], log: IO[bytes], folder: Path, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a process that outlives this one: in a session of its own, so that neither Ctrl-C nor a closed terminal ends it."""
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=folder, env=env, start_new_session=True
    )  # fmt: skip


def started_with(argument: str) -> list[Process]:
    """The living processes with exactly this argument on their command line."""
    every = (process.info for process in psutil.process_iter(["pid", "cmdline", "create_time"]))
    found = [Process(info["pid"], info["create_time"]) for info in every if argument in (info["cmdline"] or ())]
    return [process for process in found if process.alive]


def tail(path: Path, lines: int = 12) -> str:
    """The last lines of a log, "" if there is none."""
    try:
        return "\n".join(path.read_text("utf-8", "replace").splitlines()[-lines:])
    except OSError:
        return ""
