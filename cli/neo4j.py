"""``zhaoshang neo4j``: fetch, start, stop and look at the managed server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from zhaoshang.ontology.errors import UsageError
from zhaoshang.stores.neo4j import VERSION, Managed, Report, Status, ensure_library
from zhaoshang.stores.neo4j.java import ensure_java
from zhaoshang.stores.settings import Settings


@contextmanager
def reporting() -> Iterator[Report]:
    """A report on stderr for what stores do at length: lines for messages, a bar for what is counted.

    Any command hands it to `connect` or `GraphStore.open`, so that a first fetch of Neo4j shows how far it is.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def say(what: str) -> None:
            console.print(f"zhaoshang: {what}", markup=False, highlight=False, soft_wrap=True)  # above the bar, not through it

        def report(what: str, done: int = 0, total: int = 0) -> None:
            if total and what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            if not total or (bar.disable and done == 0):
                say(what)
            if total:
                bar.update(tasks[what], completed=done, total=total)

        yield report


@click.group(name="neo4j")
def neo4j() -> None:
    """The Neo4j that holds the property graph: fetched once, run on this machine only.

    No other command needs these: each starts the server when it wants it, and it stops by itself when nobody has used it
    for some minutes.

    \b
    Examples:
      zhaoshang neo4j install       fetch it now (125 MB) rather than when it is first needed
      zhaoshang neo4j start         keep it running, and say how other programs reach it
      zhaoshang neo4j status --json
    """


@neo4j.command()
def install() -> None:
    """Fetch the jars of Neo4j, check each against the list of the project, and see that there is a Java."""
    with reporting() as report:
        library = ensure_library(report)
        java = ensure_java(report)
    click.echo(f"Neo4j {VERSION} is in {library}; it will run on Java {java.version} ({java.path})")


@neo4j.command()
def start() -> None:
    """Start the server and keep it until `zhaoshang neo4j stop`."""
    managed = _managed()
    with reporting() as report:
        Managed(managed.data, report).keep()
    _show(managed.status())


@neo4j.command()
@click.option("--force", is_flag=True, help="Stop it even while other commands use it.")
def stop(force: bool) -> None:
    """Stop the server."""
    stopped = _managed().stop(force=force)
    click.echo("Neo4j has stopped" if stopped else "Neo4j was not running")


@neo4j.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def status(as_json: bool) -> None:
    """Say whether the server runs, who uses it and how to reach it; exit code 3 if it does not run."""
    found = _managed().status()
    if as_json:
        click.echo(json.dumps(_flat(found), ensure_ascii=False))
    else:
        _show(found)
    if not found.running:
        raise SystemExit(3)


def _managed() -> Managed:
    settings = Settings.from_env()
    if settings.neo4j_uri:
        raise UsageError(
            f"{settings.neo4j_uri} is used, which this program does not manage",
            where="ZHAOSHANG_NEO4J_URI", remedy="unset it to use the managed Neo4j",
        )  # fmt: skip
    return Managed(settings.data)


def _flat(found: Status) -> dict[str, object]:
    record = found.record
    return {
        "running": found.running, "uri": found.uri, "http": f"http://127.0.0.1:{record.http}" if record else "", "user": "neo4j",
        "password_file": str(found.places.password), "pid": record.process.pid if record else None, "version": VERSION,
        "java": record.java if record else None, "memory": found.memory, "kept": found.kept, "users": list(found.users),
        "folder": str(found.places.root), "logs": str(found.places.logs),
    }  # fmt: skip


def _show(found: Status) -> None:
    if not found.running:
        click.echo(f"Neo4j is not running; its data is in {found.places.root}")
        return
    flat = _flat(found)
    stays = "until it is stopped" if found.kept else "while it is used, and some minutes after"
    click.echo(f"Neo4j {VERSION} runs as process {flat['pid']} on Java {flat['java']} with {found.memory >> 20} MB, {stays}")
    click.echo(f"  Bolt       {found.uri}\n  Query API  {flat['http']}\n  user       neo4j\n  password   in {flat['password_file']}")
    click.echo("  used by    " + ("; ".join(found.users) or "nobody"))
