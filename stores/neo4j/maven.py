"""Fetching jars with Maven, where it is on the PATH: it knows the user's mirrors, proxies and local repository."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from zhaoshang.ontology.errors import ToolError

from .jars import Jar
from .report import Report

_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>zhaoshang</groupId><artifactId>neo4j-jars</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
{}
  </dependencies>
</project>
"""
_ONE = (
    "    <dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version>{}"
    "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>"
)
_SEEN = re.compile(r"Copying (\S+\.jar) to|Downloaded from [^:\s]+: \S*/(\S+\.jar)")


def pom(wanted: Sequence[Jar]) -> str:
    """A project that depends on exactly these jars and on nothing that they would bring."""
    rows = []
    for jar in wanted:
        classifier = f"<classifier>{escape(jar.classifier)}</classifier>" if jar.classifier else ""
        rows.append(_ONE.format(escape(jar.group), escape(jar.artifact), escape(jar.version), classifier))
    return _POM.format("\n".join(rows))


def fetch(wanted: Sequence[Jar], folder: Path, report: Report) -> None:
    """Put the jars into ``folder``; raises ToolError with Maven's own words. What they hold is for the caller to check."""
    mvn = shutil.which("mvn")
    if mvn is None:
        raise ToolError("there is no Maven on the PATH")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pom.xml").write_text(pom(wanted), "utf-8")
    command = [mvn, "-B", "-f", str(folder / "pom.xml"), "dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
    lines: list[str] = []
    names: set[str] = set()
    try:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as run:
            for line in run.stdout or ():
                lines.append(line.rstrip())
                names |= {name for found in _SEEN.finditer(line) for name in found.groups() if name}
                report("fetching Neo4j with Maven", min(len(names), len(wanted)), len(wanted))
    except OSError as error:
        raise ToolError(f"Maven does not run: {error}", where=mvn) from error
    if run.returncode:
        said = [line for line in lines if "ERROR" in line] or lines[-1:]
        raise ToolError(f"Maven failed: {said[0] if said else run.returncode}", where=mvn)
