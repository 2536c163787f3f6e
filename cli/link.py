"""``zhaoshang link``: a table of names linked to the graph, each with its candidates and their reasons."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from zhaoshang.ontology.errors import InputError, NotFoundError
from zhaoshang.service.dossiers.bulk import BATCH, Row, alone, decoded, rows
from zhaoshang.service.dossiers.desk import Desk
from zhaoshang.service.dossiers.draft import Draft
from zhaoshang.service.dossiers.fields import TYPES
from zhaoshang.service.dossiers.propose import Answer, propose
from zhaoshang.service.reconcile.candidates import blocks
from zhaoshang.service.search.cards import cards
from zhaoshang.service.search.index import NameIndex
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore

from .ingest import bar
from .serve import read_text
from .stores import user_name

EXAMPLES = """
\b
Examples:
  zhaoshang link firms.csv --type Company
  zhaoshang link people.ndjson --json | jq '.[] | select(.candidates[0].match)'
  zhaoshang link people.csv --accept-above 95 --note "spring list"
"""


@click.command(epilog=EXAMPLES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--type", "type_", type=click.Choice(TYPES), help="What the rows are about, where they do not say.")
@click.option("--limit", default=3, show_default=True, type=click.IntRange(1, 50), help="Candidates for each row.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows with their candidates as a JSON array.")
@click.option(
    "--accept-above",
    type=click.FloatRange(0, 100),
    help="Keep rows as dossiers, and link those of which one candidate alone has this score.",
)
@click.option("--author", help="Who says so; by default the user's name.")
@click.option("--note", default="", help="Why; it is kept with each link.")
def link(file: Path, type_: str | None, limit: int, as_json: bool, accept_above: float | None, author: str | None, note: str) -> None:
    """Find what of the graph the rows of FILE are: persons, firms or projects by name, and by whatever else the columns say.

    FILE is a table (CSV, also with tabs or semicolons; a heading such as name, post, place, 姓名, 职务, 企业名称, 统一社会信用代码), or
    NDJSON of objects with such keys or of FollowTheMoney entities; - reads a table from standard input. A bad row is named by its
    line on stderr, the others are done, and the exit code is 65. Nothing is kept without --accept-above.
    """
    every = _rows(file, type_ or "")
    settings = Settings.from_env()
    with Journal.open(settings.journal, settings.busy_seconds) as journal:
        if not journal.head():
            raise NotFoundError("the graph is empty", where=str(settings.data), remedy="take articles in first: zhaoshang ingest --sample")
        found = list(_answers(settings, journal, every, limit))
        taken: dict[int, str] = {}
        if accept_above is not None:
            taken = _accept(Desk(journal), found, accept_above, author or user_name(), note)
    if as_json:
        click.echo(json.dumps([_json(row, answer, taken) for row, answer in found], ensure_ascii=False, indent=1))
    else:
        _table(found, taken)
    faults = [row for row in every if row.fault]
    for row in faults:
        click.echo(f"{file}:{row.line}: {row.fault}", err=True)
    if faults:
        sys.exit(InputError.exit_code)


def _rows(file: Path, type_: str) -> list[Row]:
    body = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    return rows(decoded(body), file.suffix.lower().lstrip(".") or "csv", type_, read_text)


def _answers(settings: Settings, journal: Journal, every: Sequence[Row], limit: int) -> Iterator[tuple[Row, Answer]]:
    """Each good row with what the graph has for it."""
    good = [row for row in every if row.draft]
    with TripleStore.current(settings, journal) as store, bar("linking") as advance:
        index = NameIndex(cards(store))
        for low in range(0, len(good), BATCH):
            part = good[low : low + BATCH]
            yield from zip(part, propose(store, blocks(index), _drafts(part), limit), strict=True)
            advance(low + len(part), len(good))


def _drafts(part: Sequence[Row]) -> list[Draft]:
    return [row.draft for row in part if row.draft]


def _accept(desk: Desk, found: list[tuple[Row, Answer]], least: float, author: str, note: str) -> dict[int, str]:
    """Line -> the entity that it was linked to. What somebody has decided about before is left to them."""
    taken = {}
    puts = desk.put(_drafts([row for row, _ in found]), author)
    for (row, answer), put in zip(found, puts, strict=True):
        if alone(answer, least) and not desk.get(put.id).verdicts:
            first = answer.candidates[0]
            desk.decide(put.id, "accept", first.entity, author, note or f"the only candidate with {least:g} or more", first.score)
            taken[row.line] = first.entity
    return taken


def _json(row: Row, answer: Answer, taken: dict[int, str]) -> dict[str, Any]:
    assert row.draft
    told = {"line": row.line, "name": next(iter(row.draft.names), ""), "type": row.draft.type, "warnings": list(row.draft.warnings)}
    return told | {"candidates": [asdict(c) for c in answer.candidates], "decides": [asdict(d) for d in answer.decides],
                   "accepted": taken.get(row.line, "")}  # fmt: skip


def _table(found: list[tuple[Row, Answer]], taken: dict[int, str]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("line", "name", "score", "candidate", "why"):
        table.add_column(heading, justify="right" if heading in ("line", "score") else "left", overflow="fold")
    for row, answer in found:
        name = next(iter(row.draft.names), "") if row.draft else ""
        if not answer.candidates:
            table.add_row(str(row.line), Text(name), "", Text("–", style="dim"), Text("nothing in the graph", style="dim"))
        for place, c in enumerate(answer.candidates):
            mark = " ✓" if taken.get(row.line) == c.entity else " =" if c.match else ""
            first = (str(row.line), Text(name)) if place == 0 else ("", "")
            why = Text("；".join(r.zh for r in c.reasons))
            table.add_row(*first, f"{c.score:.0f}{mark}", Text.assemble(c.name, (f"  {c.entity}", "dim")), why)
    console = Console()
    console.print(table)
    linked = f"{len(taken)} linked (✓), " if taken else ""
    safe = sum(any(c.match for c in answer.candidates) for _, answer in found)
    console.print(
        f"{len(found)} rows: {linked}{safe} with a safe candidate (=), {sum(not a.candidates for _, a in found)} without any", style="dim"
    )
