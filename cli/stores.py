"""``zhaoshang rebuild``, ``verify`` and ``retract``: looking after what the journal's projections show."""

from __future__ import annotations

import getpass
import json
import sys
from dataclasses import asdict
from typing import Any

import click

from zhaoshang.ontology.errors import InputError, NotFoundError, StoreError, UsageError
from zhaoshang.stores.journal import Journal, Result
from zhaoshang.stores.neo4j import Places
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore
from zhaoshang.stores.triples import verify as verify_triples

from .ingest import bar, project, project_graph


def graph_in_use(settings: Settings) -> bool:
    """True if this data folder has a property graph: a managed one that was made, or one named by an address."""
    return bool(settings.neo4j_uri) or Places.of(settings.data).databases.exists()


def _which(settings: Settings, triples: bool, graph: bool) -> tuple[bool, bool]:
    """Those that were named; where none was, the triples, and the graph if there is one."""
    return (triples, graph) if triples or graph else (True, graph_in_use(settings))


@click.command()
@click.option("--triples", is_flag=True, help="Only the triple store.")
@click.option("--graph", is_flag=True, help="Only the property graph in Neo4j (started where needed).")
def rebuild(triples: bool, graph: bool) -> None:
    """Throw the projections away and make them anew from the journal, which stays as it is.

    Without an option: the triple store, and the property graph if there is one.

    \b
    Examples:
      zhaoshang rebuild
      zhaoshang rebuild --triples
    """
    settings = Settings.from_env()
    with Journal.open(settings.journal, settings.busy_seconds) as journal:
        triples, graph = _which(settings, triples, graph)
        if triples:
            TripleStore.wipe(settings, wait_seconds=1.0)
            project(settings, journal)
            click.echo(f"triples made anew from {journal.head()} entries of the journal")
        if graph:
            _wipe_graph(settings)
            project_graph(settings, journal)
            click.echo(f"property graph made anew from {journal.head()} entries of the journal")


def _wipe_graph(settings: Settings) -> None:
    from zhaoshang.stores.graph import GraphStore

    from .neo4j import reporting

    with reporting() as report, GraphStore.open(settings, report) as store:
        store.wipe()


@click.command()
@click.option("--triples", is_flag=True, help="Only the triple store.")
@click.option("--graph", is_flag=True, help="Only the property graph in Neo4j (started where needed).")
@click.option("--json", "as_json", is_flag=True, help="Print the reports as a JSON object.")
def verify(triples: bool, graph: bool, as_json: bool) -> None:
    """Check that the projections say what the journal says, by counts and digests; exit code 74 if one does not.

    Without an option: the triple store, and the property graph if there is one. They are brought up to date first.

    \b
    Examples:
      zhaoshang verify
      zhaoshang verify --graph --json
    """
    settings = Settings.from_env()
    with Journal.open(settings.journal, settings.busy_seconds) as journal:
        triples, graph = _which(settings, triples, graph)
        reports = {"triples": _triples(settings, journal)} if triples else {}
        if graph:
            reports["graph"] = _graph(settings, journal)
    if as_json:
        click.echo(json.dumps({name: {"agrees": r.agrees, **asdict(r)} for name, r in reports.items()}, ensure_ascii=False, indent=2))
    else:
        for name, report in reports.items():
            _tell(name, report)
    if not all(report.agrees for report in reports.values()):
        sys.exit(StoreError.exit_code)


def _triples(settings: Settings, journal: Journal) -> Any:
    with TripleStore.current(settings, journal, wait_seconds=settings.busy_seconds) as store, bar("verifying") as advance:
        return verify_triples(store, journal, advance)


def _graph(settings: Settings, journal: Journal) -> Any:
    from zhaoshang.stores.graph import GraphStore
    from zhaoshang.stores.graph import verify as verify_graph

    from .neo4j import reporting

    with reporting() as report, GraphStore.open(settings, report) as store:
        store.catch_up(journal)
        return verify_graph(store, journal)


def _tell(name: str, report: Any) -> None:
    counts = asdict(report)
    held = {side: counts.get(f"{side}_quads") or counts.get(f"{side}_counts") for side in ("journal", "store")}
    click.echo(
        f"{name}: {'agrees with the journal' if report.agrees else 'DIFFERS from the journal'} (entry {report.seq} of {report.head})"
    )
    for side, count in held.items():
        shown = ", ".join(f"{n} {kind}" for kind, n in sorted(count.items())) if isinstance(count, dict) else f"{count or 0} quads"
        click.echo(f"  {side:<8} {shown}  {counts[f'{side}_digest'][:16]}")
    for different in report.differing[:10]:
        click.echo(f"  differs: {different}")
    if not report.agrees:
        click.echo(f"  remedy:  zhaoshang rebuild --{name}")


@click.command()
@click.argument("article")
@click.option("--reason", required=True, help="Why; it is kept in the journal.")
@click.option("--author", help="Who says so; by default the user's name.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as a JSON object.")
def retract(article: str, reason: str, author: str | None, as_json: bool) -> None:
    """Hide ARTICLE and all that it says. Nothing is lost: `ingest --again` brings it back.

    ARTICLE is its id, its address, or the path or file name under which it was read.

    \b
    Examples:
      zhaoshang retract article/0123456789abcdef --reason "the paper withdrew it"
      zhaoshang retract 2022-02-14-trip.md --reason "a test post"
    """
    settings = Settings.from_env()
    with Journal.open(settings.journal, settings.busy_seconds) as journal:
        found = _one(journal, article)
        done = journal.retract(found, reason, author or user_name())
        project(settings, journal)
    new = done.result is Result.NEW
    if as_json:
        click.echo(json.dumps({"article": found, "retracted": new, "seq": done.seq}, ensure_ascii=False))
    else:
        click.echo(f"{found} {'is retracted' if new else 'was retracted before'} (entry {done.seq})")


def _one(journal: Journal, text: str) -> str:
    found = journal.find(text)
    if not found:
        raise NotFoundError("the journal knows no such article", where=text, remedy="give its id, its address, its path or its file name")
    if len(found) > 1:
        raise UsageError(f"{len(found)} articles are called so", where=text, remedy="give one of the ids: " + ", ".join(found[:5]))
    return found[0]


def user_name() -> str:
    """Who runs the command; raises InputError where nobody knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:  # no such user id, as in some containers
        raise InputError("nobody knows who you are", where="--author", remedy="give a name with --author") from error
