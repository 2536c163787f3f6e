"""``zhaoshang evaluate``: how good the extraction is, measured on gold records."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from zhaoshang.ingest.evaluate.run import as_json, gold_records, order, refuse_errors_of_blind, score_folder
from zhaoshang.ingest.evaluate.score import Score
from zhaoshang.ingest.pool import Reader

from .tiers import tier_of, tiers

EXAMPLES = """
\b
Examples:
  zhaoshang evaluate gold/dev gold/blind        both sets side by side
  zhaoshang evaluate gold/dev --errors 40       and the first 40 errors
  zhaoshang evaluate gold/dev --json            the figures for a program
"""


@click.command(epilog=EXAMPLES)
@click.argument("folders", metavar="GOLD_DIR…", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--errors", default=0, metavar="N", help="Also print the first N errors (never of a folder named blind).")
@click.option("--json", "as_object", is_flag=True, help="Print one JSON object a folder.")
@tiers
@click.option("--llm-alone", "alone", is_flag=True, help="Score the language model by itself.")
@click.option("--jobs", default=1, show_default=True, metavar="N", help="Processes to read with.")
def evaluate(folders: tuple[Path, ...], errors: int, as_object: bool, fast: bool, llm: bool, alone: bool, jobs: int) -> None:
    """Read the articles beside the gold records of each GOLD_DIR and print precision, recall and F1.

    An article is NAME.txt, .md or .html beside NAME.json, or in the folder ``posts`` beside GOLD_DIR.
    """
    if errors:
        refuse_errors_of_blind(folders)
    tier = tier_of(fast, llm, alone)
    scores = [_scored(folder, 1 if llm or alone else jobs, tier.reader) for folder in folders]
    if spent := tier.spent():
        click.echo(spent, err=True)
    if as_object:
        for score in scores:
            click.echo(json.dumps(as_json(score), ensure_ascii=False, indent=1))
    else:
        _print(folders, scores)
    for score in scores:
        for line in score.errors[:errors]:
            click.echo(line, err=True)


def _scored(folder: Path, jobs: int, reader: Reader) -> Score:
    total = len(gold_records(folder))
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"reading {folder.name}", total=total)
        last: deque[Score] = deque(maxlen=1)
        for score in score_folder(folder, jobs, reader):
            progress.advance(task)
            last.append(score)
    return last[0]


def _print(folders: Sequence[Path], scores: Sequence[Score]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for folder, score in zip(folders, scores, strict=True):
        for head in (f"{folder.name} P", "R", "F1", f"gold of {score.articles}"):
            table.add_column(head, justify="right")
    totals = [score.totals() for score in scores]
    for key in sorted({key for total in totals for key in total}, key=order):
        cells: list[str] = []
        for total in totals:
            c = total.get(key)
            cells += [f"{c.precision:.3f}", f"{c.recall:.3f}", f"{c.f1:.3f}", str(c.gold)] if c else ["", "", "", ""]
        table.add_row(key, *cells)
    Console(width=max(80, 30 + 32 * len(scores))).print(table)
