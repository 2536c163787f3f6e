"""Having the jars of Neo4j: fetched once, each checked against the list, shared by all data folders of a user."""

from __future__ import annotations

import shutil
from pathlib import Path

from zhaoshang.ontology.errors import StoreError, ToolError

from . import central, maven
from .jars import Jar, jars, missing
from .lock import exclusive
from .places import HOME, VERSION, library_home
from .report import Report, silent

WAIT = 900.0
"""Seconds to wait for another process that fetches."""


def ensure_library(report: Report = silent) -> Path:
    """The folder of the jars, fetched if need be, every one of them checked.

    May be called by several processes at once: one fetches, the others wait. A fetch that was cut off goes on where it
    stopped. Raises ToolError (cannot be had), StoreError (cannot be kept), BusyError.
    """
    home = library_home()
    library = home / "lib"
    if not missing(library):
        return library
    try:
        with exclusive(home / "install.lock", WAIT, "waiting for another process that fetches Neo4j", report):
            wanted = missing(library)
            if wanted:
                library.mkdir(exist_ok=True)
                _fetch(wanted, home, report)
            shutil.rmtree(home / "partial", ignore_errors=True)
    except OSError as error:
        remedy = f"make room, or set {HOME} to a folder that you may write to"
        raise StoreError(f"the jars of Neo4j cannot be kept: {error.strerror or error}", where=str(home), remedy=remedy) from error
    return library


def _fetch(wanted: tuple[Jar, ...], home: Path, report: Report) -> None:
    report(f"fetching Neo4j {VERSION} ({len(wanted)} jars, 125 MB in all) into {home}")
    reasons = []
    for way, folder in ((maven.fetch, "maven"), (central.fetch, "central")):
        if way is maven.fetch and not shutil.which("mvn"):
            continue
        try:
            way(wanted, home / "partial" / folder, report)
        except ToolError as error:
            reasons.append(error)
            report(str(error))
        wanted = _adopt(wanted, home / "partial" / folder, home / "lib")
        if not wanted:
            return
    first = f"{wanted[0].name}: its bytes are not those of the list (SHA-256)" if not reasons else ""
    what = "; ".join([*(reason.what for reason in reasons), first]).strip("; ")
    remedy = reasons[-1].remedy if reasons else "a proxy or mirror may have changed it; fetch through another"
    raise ToolError(f"{len(wanted)} of {len(jars())} jars of Neo4j could not be had: {what}", where=str(home), remedy=remedy)


def _adopt(wanted: tuple[Jar, ...], partial: Path, library: Path) -> tuple[Jar, ...]:
    """Move what is there and right; the jars that are still missing."""
    left = []
    for jar in wanted:
        if jar.is_in(partial):
            (partial / jar.name).replace(library / jar.name)
        else:
            left.append(jar)
    return tuple(left)
