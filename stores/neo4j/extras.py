"""Packages that only some machines need: put into the running environment when they are needed, with a word about it."""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from zhaoshang.ontology.errors import ToolError

from .report import Report

DISTRIBUTION = "zhaoshang-graph"


def ensure_package(name: str, why: str, report: Report) -> None:
    """Make ``import name`` work, installing the optional requirement of that name; ``why`` is a half sentence.

    Raises ToolError with the very command to run where that fails.
    """
    if _importable(name):
        return
    command = [*_installer(), _requirement(name)]
    if command[1:3] == ["-m", "pip"] and not _importable("pip"):
        remedy = f"run: uv pip install --python {sys.executable} '{command[-1]}', or your package manager's command for it"
        raise ToolError(f"{why}, and there is neither uv nor pip to install {name}", remedy=remedy)
    report(f"{why}: running {_shown(command)}")
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        trouble = (done.stderr or done.stdout).strip().splitlines()[-1:] if done.returncode else []
    except OSError as error:
        trouble = [str(error)]
    importlib.invalidate_caches()
    if not _importable(name):
        raise ToolError(f"{why}, and {name} could not be installed: {' '.join(trouble)}", remedy=f"run: {_shown(command)}")


def _importable(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


def _requirement(name: str) -> str:
    """What the project asks for under that name (``jgo>=3.2``), or the bare name."""
    try:
        lines = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        lines = []
    wanted = (line.partition(";")[0].replace(" ", "") for line in lines if re.match(rf"{re.escape(name)}\b", line))
    return next(wanted, name)


def _installer() -> list[str]:
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.exists() else shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--python", sys.executable]
    return [sys.executable, "-m", "pip", "install", "--disable-pip-version-check"]


def _shown(command: list[str]) -> str:
    return " ".join(f"'{part}'" if re.search(r"[<>=\s]", part) else part for part in command)
