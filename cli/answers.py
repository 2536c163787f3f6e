"""Answers on a terminal: a table, and under it the sentences that each row rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from zhaoshang.queries.answer import Answer
from zhaoshang.queries.evidence import Quote
from zhaoshang.queries.shape import text

SENTENCES = 3
"""So many are shown for a row; --json and --csv give all."""


def show(found: Answer, console: Console, limit: int) -> None:
    """Print an answer. Ids, and columns that are empty throughout, are left out; --json has them."""
    _understood(found, console)
    if not found.rows:
        console.print("没有符合的结果。 · There is nothing that fits.")
        return
    console.print(_table(found))
    if any(found.evidence):
        console.print(Text("依据 · Evidence", style="bold"))
    for number, (row, quotes) in enumerate(zip(found.rows, found.evidence, strict=True), 1):
        if quotes:
            console.print(Text.assemble((f"{number:>3}  ", "dim"), (text(row[0]), "bold")))
            _sentences(quotes, console)
    if found.truncated:
        console.print(f"[yellow]只显示前 {limit} 行。 · Only the first {limit} rows are shown.[/]")


def _understood(found: Answer, console: Console) -> None:
    """Say whom a name was understood as, where several bear it."""
    for name, entities in found.named.items():
        if len(entities) > 1:
            several = "、".join(f"{e.label} ({e.id})" for e in entities)
            console.print(f"[dim]{name}: {escape(several)}[/]")


def _table(found: Answer) -> Table:
    shown = [i for i, c in enumerate(found.columns) if c.type not in ("id", "statements") and any(text(row[i]) for row in found.rows)]
    title = f"{found.question.title.zh} · {found.question.title.en}"
    table = Table(title=escape(title), title_justify="left", header_style="bold")
    table.add_column("", style="dim", justify="right")
    for i in shown:
        column = found.columns[i]
        right = column.type in ("integer", "decimal")
        table.add_column(f"{column.label.zh}\n[dim]{column.label.en}[/]", overflow="fold", justify="right" if right else "left")
    for number, row in enumerate(found.rows, 1):
        table.add_row(str(number), *(escape(_cell(row[i], found.columns[i].type)) for i in shown))
    return table


def _cell(value: Any, kind: str) -> str:
    if value is not None and kind in ("integer", "decimal"):
        return f"{value:,}"
    return text(value).replace("; ", "、")


def _sentences(quotes: Sequence[Quote], console: Console) -> None:
    """Each sentence once, all its quotes highlighted."""
    said: dict[tuple[str, str], list[Quote]] = {}
    for quote in quotes:
        said.setdefault((quote.article, quote.sentence), []).append(quote)
    for (_, sentence), parts in list(said.items())[:SENTENCES]:
        line = Text(sentence)
        for quote in parts:
            if quote.quote != sentence:
                line.highlight_words([quote.quote], style="bold yellow")
        first = parts[0]
        source = " ".join(filter(None, (f"《{first.title}》" if first.title else first.article, first.published)))
        console.print(Padding(line.append(f"  —— {source}", style="dim"), (0, 0, 0, 5)))
    if len(said) > SENTENCES:
        more = len(said) - SENTENCES
        console.print(Text(f"     … 另有 {more} 句 · {more} more (--json)", style="dim"))
