"""Where the managed Neo4j keeps what: its jars in a cache that all data folders share, all else in the data folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

VERSION = "5.26.30"
"""The release that is fetched; ``jars.sha256`` lists its jars."""

HOME = "ZHAOSHANG_NEO4J_HOME"
"""The variable that names another folder for the jars, for example one that an administrator has filled."""


def library_home() -> Path:
    """The folder of this release's jars and of what is half fetched; need not exist yet."""
    named = os.environ.get(HOME, "").strip()
    base = Path(named).expanduser().absolute() if named else user_cache_path("zhaoshang", appauthor=False) / "neo4j"
    return base / VERSION


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one data folder's server; ``root`` is Neo4j's home, only its owner may look into it (mode 0700)."""

    root: Path

    @classmethod
    def of(cls, data: Path) -> Places:
        """The places inside the data folder ``data``."""
        return cls((data / "neo4j").absolute())

    @property
    def conf(self) -> Path:
        """The folder of ``neo4j.conf`` and of the arguments that Java is started with."""
        return self.root / "conf"

    @property
    def arguments(self) -> Path:
        """Java's argument file; a process with it on its command line is this folder's server."""
        return self.conf / "java.args"

    @property
    def logs(self) -> Path:
        """Neo4j's logs, ``console.log`` (what Java itself says) and ``watcher.log``."""
        return self.root / "logs"

    @property
    def databases(self) -> Path:
        """The graph itself; all of it can be made again from the journal."""
        return self.root / "data"

    @property
    def password(self) -> Path:
        """The password of the user ``neo4j`` (mode 0600)."""
        return self.root / "password"

    @property
    def lock(self) -> Path:
        """Held while the server is started or stopped."""
        return self.root / "start.lock"

    @property
    def watcher_lock(self) -> Path:
        """Held by the watcher for as long as it lives."""
        return self.root / "watcher.lock"

    @property
    def server(self) -> Path:
        """JSON: which process serves, on which ports."""
        return self.root / "server.json"

    @property
    def users(self) -> Path:
        """A file for each user of the server; see `leases`."""
        return self.root / "users"

    @property
    def kept(self) -> Path:
        """There if the server was started by hand and is to run until it is stopped by hand."""
        return self.root / "keep-running"

    def make(self) -> None:
        """Make the folders; raises OSError."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        for folder in (self.conf, self.logs, self.users):
            folder.mkdir(exist_ok=True)
