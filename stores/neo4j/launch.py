"""Starting the server's process: its configuration, its password, its command."""

from __future__ import annotations

import os
import secrets
import string
import subprocess
from importlib.resources import files
from pathlib import Path

from zhaoshang.ontology.errors import StoreError, ToolError

from .jars import jars
from .java import Java, write_arguments, write_private
from .places import VERSION, Places
from .processes import Process, apart, tail
from .record import Record

SERVER, ADMIN = "org.neo4j.server.CommunityEntryPoint", "org.neo4j.cli.AdminTool"
USER = "neo4j"
_CHILDREN: list[subprocess.Popen[bytes]] = []
"""Kept, so that Python does not complain of a child that is meant to outlive it."""


def launch(places: Places, library: Path, java: Java, ports: tuple[int, int], idle: float) -> Record:
    """Start the server; it is not yet ready when this returns. The caller holds the lock."""
    bolt, http = ports
    _configure(places, bolt, http)
    ensure_password(places, library, java)
    command = [*_memory(), *java.flags, "-cp", class_path(library), SERVER]
    write_arguments(places.arguments, [*command, f"--home-dir={places.root}", f"--config-dir={places.conf}"])
    console = places.logs / "console.log"
    with console.open("wb") as log:
        child = apart([str(java.path), f"@{places.arguments}"], log, places.root, _environment())
    _CHILDREN.append(child)
    process = Process.of(child.pid)
    if process is None:
        raise StoreError(f"Neo4j ended as soon as it was started: {tail(console)}", where=str(console))
    record = Record(process, bolt, http, VERSION, java.version, idle)
    record.write(places.server)
    return record


def _memory() -> list[str]:
    """Java's heap. The serial collector starts quicker and saves a quarter of the memory, as long as the heap is small."""
    heap = os.environ.get("ZHAOSHANG_NEO4J_HEAP", "").strip()
    return [f"-Xms{heap}", f"-Xmx{heap}"] if heap else ["-Xms256m", "-Xmx512m", "-XX:+UseSerialGC"]


def _configure(places: Places, bolt: int, http: int) -> None:
    template = string.Template(files(__package__ or "").joinpath("neo4j.conf.template").read_text("utf-8"))
    memory = {"pagecache": os.environ.get("ZHAOSHANG_NEO4J_PAGECACHE", "").strip() or "128m", "transaction": "256m"}
    (places.conf / "neo4j.conf").write_text(template.substitute(bolt=bolt, http=http, **memory), "utf-8")


def class_path(library: Path) -> str:
    """The jars of the list, by name: a stray file in the folder is not loaded."""
    return os.pathsep.join(str(library / jar.name) for jar in jars())


def _environment() -> dict[str, str]:
    """The environment without what would point Neo4j elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}


def read_password(places: Places) -> str:
    """The password; raises StoreError where it is lost."""
    try:
        return places.password.read_text("utf-8")
    except OSError as error:
        remedy = f"stop the server, delete {places.databases} and run `zhaoshang rebuild`: the graph is made again from the journal"
        raise StoreError("the password of the managed Neo4j is lost", where=str(places.password), remedy=remedy) from error


def ensure_password(places: Places, library: Path, java: Java) -> None:
    """Choose a password before the first start; it is never on a command line.

    Raises StoreError if there are databases of which the password is lost.
    """
    known = (places.databases / "databases" / "system").exists()
    if not places.password.exists():
        if known:
            read_password(places)
        write_private(places.password, "p" + secrets.token_urlsafe(24))  # never a leading dash, which would be an option
    if known or (places.databases / "dbms" / "auth.ini").exists():
        return
    arguments = places.conf / "admin.args"
    write_arguments(arguments, ["-cp", class_path(library), ADMIN, "dbms", "set-initial-password", places.password.read_text("utf-8")])
    try:
        env = {**_environment(), "NEO4J_HOME": str(places.root), "NEO4J_CONF": str(places.conf)}
        done = subprocess.run([str(java.path), f"@{arguments}"], capture_output=True, text=True, env=env, cwd=places.root, check=False)
    finally:
        arguments.unlink(missing_ok=True)
    if done.returncode:
        raise ToolError(f"Neo4j's password could not be set: {(done.stderr or done.stdout).strip()[-400:]}", where=str(places.root))
