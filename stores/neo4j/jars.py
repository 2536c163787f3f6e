"""Which jars make the server, and whether a folder holds exactly these: ``jars.sha256`` is the list."""

from __future__ import annotations

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from zhaoshang.ontology.errors import DataError

LIST = "jars.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)/([^/\s]+)/([^/\s]+)/([^/\s]+\.jar)")


@dataclass(frozen=True, slots=True)
class Jar:
    """One jar by its Maven coordinates, its file name and its SHA-256 in hex. ``classifier`` may be ""."""

    group: str
    artifact: str
    version: str
    classifier: str
    name: str
    sha256: str

    def is_in(self, folder: Path) -> bool:
        """True if the folder has the jar and every byte of it is right."""
        path = folder / self.name
        try:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


@cache
def jars() -> tuple[Jar, ...]:
    """All jars of the list; raises DataError naming the line that is wrong."""
    text = files(__package__ or "").joinpath(LIST).read_text("utf-8")
    return parse(text)


def parse(text: str) -> tuple[Jar, ...]:
    """Read lines of ``sha256sum``'s form whose paths are those of a Maven repository."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if not match or not match[5].startswith(f"{match[3]}-{match[4]}"):
            raise DataError("no line of `sha256sum` over a Maven repository", where=f"stores/neo4j/{LIST}:{number}")
        digest, group, artifact, version, name = match.groups()
        classifier = name.removeprefix(f"{artifact}-{version}").removesuffix(".jar").removeprefix("-")
        found.append(Jar(group.replace("/", "."), artifact, version, classifier, name, digest))
    return tuple(found)


def missing(folder: Path) -> tuple[Jar, ...]:
    """The jars that the folder lacks or has wrong. Reads all of them: some 125 MB, a fraction of a second."""
    if not folder.is_dir():
        return jars()
    with ThreadPoolExecutor(4) as pool:  # hashing releases the GIL
        right = list(pool.map(lambda jar: jar.is_in(folder), jars()))
    return tuple(jar for jar, ok in zip(jars(), right, strict=True) if not ok)
