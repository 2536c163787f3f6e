"""``zhaoshang demo``: the whole way once, on the articles that come with the program."""

from __future__ import annotations

import os
from pathlib import Path

import click
from platformdirs import user_data_path
from rich.console import Console

from zhaoshang.ingest.sample import LEADER, POSTS
from zhaoshang.queries.answer import answer
from zhaoshang.queries.catalogue import question
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from .answers import show
from .asking import store
from .ingest import project, take_in
from .interrupt import interruptible
from .serve import run

EXAMPLES = """
\b
Examples:
  zhaoshang demo
  zhaoshang demo --no-serve
  zhaoshang demo --port 9000
"""


@click.command(epilog=EXAMPLES)
@click.option("--serve/--no-serve", default=True, help="Serve until Ctrl-C after the answer.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to serve on.")
def demo(serve: bool, port: int) -> None:
    """Read the sample corpus, say which firms a leader's delegations visited, and serve the graph.

    The articles are invented: their people and firms do not exist. The demo keeps its data in a folder of its own, so that
    it never stands among yours.
    """
    settings = Settings.at(_folder())
    with Journal.open(settings.journal, settings.busy_seconds) as journal, interruptible() as wish:
        summary = take_in(settings, journal, [Path(POSTS)], wish)
        project(settings, journal, wish)
    click.echo(f"{summary.seen} articles read; data in {settings.data}", err=True)
    console = Console()
    console.print(f"\n[bold]$ zhaoshang ask firms-visited --leader {LEADER}[/]\n")
    with store(settings, "triples") as triples:
        show(answer(triples, question("firms-visited"), {"leader": LEADER}), console, settings.query_rows)
    if serve:
        _serve(settings, port, console)
    else:
        console.print(f"\nAsk more with: ZHAOSHANG_DATA={settings.data} zhaoshang ask")


def _folder() -> Path:
    """``demo`` below the data folder, whether that is the platform's or the one that ZHAOSHANG_DATA names."""
    named = os.environ.get("ZHAOSHANG_DATA", "").strip()
    return (Path(named).expanduser().absolute() if named else user_data_path("zhaoshang", appauthor=False)) / "demo"


def _serve(settings: Settings, port: int, console: Console) -> None:
    base = f"http://127.0.0.1:{port}"
    for path, what in (("/", "浏览 · explore"), ("/questions", "提问 · questions"), ("/docs", "接口 · API"), ("/sparql", "SPARQL")):
        console.print(f"  {base}{path}  [dim]{what}[/]")
    console.print("\n[dim]按 Ctrl-C 结束 · Ctrl-C ends it[/]")
    run(settings, "127.0.0.1", port)
