"""``zhaoshang review``: what could not be used, with its reason, and a person's word on it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from rich.console import Console

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from .ingest import project
from .reviewing import Review, export, flat, waiting
from .settling import Settler

EXAMPLES = """
\b
Examples:
  zhaoshang review             one key a decision, where there is a terminal; else the list
  zhaoshang review --list
  zhaoshang review --json | jq '.[].reason'
  zhaoshang review --export gold/    what was reviewed, as gold records to train and evaluate with
"""


@click.command(epilog=EXAMPLES)
@click.option("--list", "only_list", is_flag=True, help="Print the queue and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the queue as a JSON array.")
@click.option(
    "--export", "folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="Write each article of which nothing waits any more as gold: NAME.json in the guide's form, NAME.txt beside it.",
)  # fmt: skip
def review(only_list: bool, as_json: bool, folder: Path | None) -> None:
    """Go through the review queue, one key a decision: accept (it enters the graph), correct (you say what stands in its place),
    refuse (it stays out, or leaves the graph), skip, undo.

    Each decision goes into the journal with who took it and when, holds for every later reading of the article in which the
    words still stand, and shows in both stores at once.
    """
    settings = Settings.from_env()
    with Journal.open(settings.journal, settings.busy_seconds) as journal:
        queue = waiting(journal)
        if as_json:
            click.echo(json.dumps([flat(item) for item in queue], ensure_ascii=False, indent=1))
            return
        settler = Settler(settings, journal)
        try:
            settled = settler.catch_up()
            if folder is not None:
                _export(journal, settler, folder)
            else:
                asks = sys.stdin.isatty() and sys.stdout.isatty() and not only_list
                settled += Review(journal, settler, Console()).run(queue, asks)
        finally:
            settler.close()
        if settled:
            project(settings, journal)


def _export(journal: Journal, settler: Settler, folder: Path) -> None:
    done, open_ = export(journal, settler, folder)
    left = f"; {open_} more have doubts that wait, and are no gold yet" if open_ else ""
    click.echo(f"{done} reviewed articles written to {folder}{left}")
