"""``zhaoshang ingest``: articles into the graph."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from zhaoshang.ingest.statement import thresholds
from zhaoshang.ontology.errors import BusyError, UsageError
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore

from .ingesting import AUTHOR, Ingest, Summary
from .interrupt import Interrupted, Wish, interruptible
from .settling import THRESHOLD, Settler
from .tiers import Tier, tier_of, tiers

EXAMPLES = """
\b
Examples:
  zhaoshang ingest posts/                    a folder of posts, pages or text files
  zhaoshang ingest a.md b.html news.jsonl
  curl -s https://news.example/1.html | zhaoshang ingest -
  zhaoshang ingest --sample --json           the corpus that comes with the program
"""
_FEW = 25
"""Another process pays once it has so many articles to read; it takes a second or two to start."""

_NAMED = 20
"""So many unreadable files are named on the terminal."""


@click.command(epilog=EXAMPLES)
@click.argument("paths", metavar="PATH…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="Take in the invented articles that come with the program.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes to read with; by default as many as pay.")
@click.option("--again", is_flag=True, help="Bring retracted articles back, and read unchanged ones anew.")
@tiers
@click.option(
    "--min-confidence", "least", multiple=True, metavar="[TYPE=]N",
    help="How sure a reading must be to enter the graph, for all record types or one; what lies under it goes to the review queue. Kept "
    "in the journal, and holds until another is given.",
)  # fmt: skip
@click.option("--neo4j", is_flag=True, help="Bring the property graph up to date at once (else when it is next used).")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as a JSON object.")
def ingest(
    paths: tuple[Path, ...], sample: bool, jobs: int | None, again: bool, fast: bool, llm: bool, least: tuple[str, ...],
    neo4j: bool, as_json: bool,
) -> None:  # fmt: skip
    """Read the articles at each PATH (files, folders of them, - for standard input) and add what they say to the graph.

    Each article is taken in whole or not at all; what is there already is passed over quickly, so that a run that was
    cut off is simply started again. What cannot be read stands in the review queue with its reason.
    """
    roots = [*paths, *([_sample()] if sample else [])]
    if not roots:
        raise UsageError("nothing to take in", where="zhaoshang ingest", remedy="name files or folders, or use --sample")
    settings, began, asked, tier = Settings.from_env(), time.monotonic(), thresholds(least), tier_of(fast, llm)
    with Journal.open(settings.journal, settings.busy_seconds) as journal:
        try:
            with interruptible() as wish:
                if least:
                    journal.decide(THRESHOLD, {"least": asked}, AUTHOR)
                summary = take_in(settings, journal, roots, wish, jobs=1 if llm else jobs, again=again, tier=tier)
                _carry_out(settings, journal)
                project(settings, journal, wish)
            if neo4j:
                project_graph(settings, journal)
        except (Interrupted, KeyboardInterrupt):
            click.echo("zhaoshang: stopped; what was taken in is kept. Run the same command again to go on.", err=True)
            sys.exit(130)
    _complain(summary)
    if spent := tier.spent():
        click.echo(spent, err=True)
    seconds = round(time.monotonic() - began, 1)
    click.echo(json.dumps({**summary.to_json(), "seconds": seconds}, ensure_ascii=False) if as_json else _sentence(summary, seconds))


def take_in(
    settings: Settings,
    journal: Journal,
    roots: list[Path],
    wish: Wish,
    *,
    jobs: int | None = None,
    again: bool = False,
    tier: Tier | None = None,
) -> Summary:
    """Everything at ``roots`` into the journal, with a progress bar."""
    total = sum(map(_count, roots))
    run = Ingest(settings, journal, jobs=jobs or _jobs(total), again=again, tier=tier or tier_of(False, False))
    with bar("reading", total) as advance:
        return run.run(roots, wish, lambda summary: advance(summary.seen, max(total, summary.seen)))


def _carry_out(settings: Settings, journal: Journal) -> None:
    """Settle the articles anew about which something was decided since they were read."""
    settler = Settler(settings, journal)
    try:
        settler.catch_up()
    finally:
        settler.close()


def project(settings: Settings, journal: Journal, wish: Wish | None = None) -> None:
    """The journal into the triple store, or see that its owner follows (else say so); raises Interrupted where ``wish`` asks."""
    with bar("triples") as advance:

        def told(done: int, of: int) -> None:
            if wish:
                wish.check()
            advance(done, of)

        try:
            with TripleStore.current(settings, journal, wait_seconds=settings.busy_seconds, progress=told) as store:
                if not store.writable:
                    click.echo("zhaoshang: the triple store's owner, another process, has followed", err=True)
        except BusyError as error:
            click.echo(f"zhaoshang: {error.what}; the journal has everything, and the owner or the next command shows it", err=True)


def project_graph(settings: Settings, journal: Journal) -> None:
    """The journal into Neo4j, which is fetched and started where that is needed."""
    from zhaoshang.stores.graph import GraphStore

    from .neo4j import reporting

    with reporting() as report, GraphStore.open(settings, report) as graph, bar("Neo4j") as advance:
        graph.catch_up(journal, advance)


@contextmanager
def bar(what: str, total: int = 0) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr, given (done, of); without a terminal a plain line now and then."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Plain(what).told
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=total or None)
        yield lambda done, of: progress.update(task, completed=done, total=of)


class _Plain:
    """A line at most every ten seconds."""

    def __init__(self, what: str) -> None:
        self._what, self._last = what, time.monotonic()

    def told(self, done: int, of: int) -> None:
        """Say how far it is, if it is time."""
        if time.monotonic() - self._last >= 10:
            self._last = time.monotonic()
            click.echo(f"zhaoshang: {self._what} {done} of {of}", err=True)


def _sample() -> Path:
    from zhaoshang import ingest as room

    return Path(str(room.__file__)).parent / "sample" / "posts"


def _count(root: Path) -> int:
    from zhaoshang.ingest.read.folder import LINES, TEXTS

    if not root.is_dir():
        return 1
    kinds = {*TEXTS, *LINES, ".json"}
    return sum(1 for _, _, files in os.walk(root) for name in files if Path(name).suffix.lower() in kinds)


def _jobs(total: int) -> int:
    return max(1, min(os.cpu_count() or 1, total // _FEW))


def _complain(summary: Summary) -> None:
    """Name the files that gave no article; all of them stand in the review queue."""
    for error in summary.unreadable[:_NAMED]:
        click.echo(f"zhaoshang: {error}", err=True)
    if len(summary.unreadable) > _NAMED:
        click.echo(f"zhaoshang: … and {len(summary.unreadable) - _NAMED} files more could not be read", err=True)


def _sentence(summary: Summary, seconds: float) -> str:
    found: dict[str, Any] = summary.to_json()
    articles = ", ".join(f"{count} {name}" for name, count in found["articles"].items() if count) or "none"
    said = f"{summary.records} records, {summary.statements} statements, {summary.doubts} doubts"
    return f"articles: {articles}; {said}; {seconds} s"
